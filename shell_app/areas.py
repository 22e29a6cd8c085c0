"""The areas of the shell, found by their files: each module named `views`, or `<what>_views`, makes one."""

from importlib import import_module
from pathlib import Path

from flask import Blueprint

HERE = Path(__file__).parent


class NoArea(Exception):
    """A module of views makes no area; the message says what to write."""


def areas() -> tuple[Blueprint, ...]:
    """Every area, always in the same order."""
    return tuple(_area(file) for file in sorted(HERE.rglob("*views.py")))


def _area(file: Path) -> Blueprint:
    name = ".".join((HERE.name, *file.relative_to(HERE).with_suffix("").parts))
    own = [each for each in vars(import_module(name)).values() if isinstance(each, Blueprint)]
    made = [each for each in own if each.import_name == name]
    if len(made) != 1:
        raise NoArea(f'{name} makes {len(made)} areas; write one «… = Blueprint("…", __name__)» in it')
    return made[0]
