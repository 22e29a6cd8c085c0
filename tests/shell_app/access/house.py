"""The rooms of access as they are, or with a fault seeded: the real source, with one piece exchanged for another."""

from importlib import import_module
from pathlib import Path
from sys import modules
from types import ModuleType
from typing import NamedTuple

from shell_app import access

ROOMS = ("people", "rules", "decision")
SOURCES = {room: (Path(access.__file__).parent / f"{room}.py").read_text(encoding="utf-8") for room in ROOMS}


class House(NamedTuple):
    """The modules that decide: all of one house, so that a fault in one room shows in the others."""

    people: ModuleType
    rules: ModuleType
    decision: ModuleType


AS_IT_IS = House(*(import_module(f"shell_app.access.{room}") for room in ROOMS))


class Fault(NamedTuple):
    """A mistake somebody could make: `sound` stands once in one of the rooms, and `faulty` in its place."""

    name: str
    sound: str
    faulty: str


def with_fault(fault: Fault) -> House:
    """A house of its own, with the fault in it."""
    assert sum(source.count(fault.sound) for source in SOURCES.values()) == 1, f"«{fault.sound}» is not there once"
    return House(*(_room(room, SOURCES[room].replace(fault.sound, fault.faulty)) for room in ROOMS))


def _room(room: str, source: str) -> ModuleType:
    """The module from its source, taking the rooms before it from its own house. The last one stays to be imported."""
    name = f"seeded_{room}"
    module = ModuleType(name)
    modules[name] = module
    exec(compile(source.replace("from shell_app.access.", "from seeded_"), name, "exec"), module.__dict__)
    return module
