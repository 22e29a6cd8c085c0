"""What people do to a portal between two builds: each edit is one function, driven by two small numbers."""

from collections.abc import Callable
from typing import Any, TypeVar

from tests.builder.reliability.varied_portal import FOLDERS, Key, VariedPortal

T = TypeVar("T")
Edit = Callable[[VariedPortal, int, int], None]

EDITS: dict[str, Edit] = {}
LANGUAGES = ["ar", "en", "nb", "nn", "se", "uk"]
NAMES = ["Ørebetennelse", "Aare", "Æsj & <b>", "Çöl", "Zoster", "Å", "20 råd", "IJ"]


def edit(act: Edit) -> Edit:
    """Enter an edit in `EDITS`."""
    EDITS[act.__name__] = act
    return act


def pick(choices: list[T], number: int) -> T:
    return choices[number % len(choices)]


def some_edition(portal: VariedPortal, number: int) -> Key:
    return pick(sorted(portal.editions), number)


def some_source(portal: VariedPortal, number: int) -> Key:
    return pick([key for key in sorted(portal.editions) if is_source(portal, key)] or sorted(portal.editions), number)


def some_article(portal: VariedPortal, number: int) -> str:
    return pick(sorted({key[1] for key in portal.editions if key[0] == "article"}), number)


def is_source(portal: VariedPortal, key: Key) -> bool:
    return "translation" not in portal.editions[key]["front"]


def front(portal: VariedPortal, key: Key) -> dict[str, Any]:
    return portal.editions[key]["front"]


def move(portal: VariedPortal, kind: str, name: str, fresh: str) -> None:
    """Give a page another content_id, or take it away if `fresh` is empty; no word of its texts changes."""
    if portal.of(kind, fresh):
        return
    for key in portal.of(kind, name):
        edition = portal.editions.pop(key)
        if fresh:
            portal.editions[kind, fresh, key[2]] = edition
    old, new = f"{FOLDERS[kind]}/{name}/", f"{FOLDERS[kind]}/{fresh}/"
    for file in [file for file in portal.pictures if file.startswith(old)]:
        data = portal.pictures.pop(file)
        if fresh:
            portal.pictures[file.replace(old, new)] = data
