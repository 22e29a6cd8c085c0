"""Old addresses lead to pages that are there, and what readers may keep is there to be kept."""

from collections.abc import Iterator
from datetime import date

from builder.check import library_rule
from builder.check.link_targets import WRITE_IT, existing, names
from builder.domain import addresses
from builder.domain.library import Library

MOVED = "content/moved.yml"
SITE = "content/site.yml"
Found = Iterator[tuple[str, int, str]]


@library_rule("moved-missing")
def moved_missing(library: Library, today: date) -> Found:
    """The page that takes an old one's place is there."""
    moves = {moved.old for moved in library.moved}
    for moved in library.moved:
        if moved.now not in moves:
            yield from ((MOVED, 1, message) for message in _missing(library, moved.now, f"«{moved.old}» leads to"))


@library_rule("moved-on")
def moved_on(library: Library, today: date) -> Found:
    """An old address leads to its page in one step: not by way of another that has moved, and never round
    (bad-input.md F28)."""
    moves = {moved.old: moved.now for moved in library.moved}
    for moved in library.moved:
        way = [moved.old]
        while (at := moves.get(way[-1])) and at not in way:
            way.append(at)
        if at:
            ring = " to ".join([*way, at])
            yield MOVED, 1, f"«{moved.old}» leads round in a ring ({ring}); lead it to a page that is there"
        elif moved.now in moves:
            yield MOVED, 1, f"«{moved.old}» leads to «{moved.now}», which has moved on; write «now: {way[-1]}»"


@library_rule("moved-taken")
def moved_taken(library: Library, today: date) -> Found:
    """What is said to have moved is no longer where it was: a page that is there again needs no way on, and what the
    portal publishes of itself never moves (bad-input.md F28, G19)."""
    known = existing(library)
    addressed = {path for reference in known for path in _paths(library, reference)}
    seen: set[str] = set()
    for moved in library.moved:
        path = moved.old[1:] if moved.old.startswith("/") else ""
        if moved.old in known or (path and path in addressed):
            yield MOVED, 1, f"«{moved.old}» is there; take the entry out, or take the page away"
        elif moved.old.startswith("/") and addresses.is_the_portals(path, library.languages):
            yield MOVED, 1, f"«{moved.old}» belongs to the portal itself; take the entry out"
        elif moved.old in seen:
            yield MOVED, 1, f"«{moved.old}» is said to have moved twice; keep one of the two"
        seen.add(moved.old)


def _paths(library: Library, reference: str) -> Iterator[str]:
    """Where a page lies: an article in its own and the promised languages, the others in all that there are."""
    kind, _, subject = reference.partition(":")
    own = (*library.editions_of(kind, subject), *library.site.languages)
    for language in own if kind in ("article", "service") else library.languages:
        yield addresses.path_of(kind, subject, language)


@library_rule("saved-missing")
def saved_missing(library: Library, today: date) -> Found:
    """The pages that readers can keep for reading without network are there."""
    for target in library.site.saved:
        yield from ((SITE, 1, message) for message in _missing(library, target, "«saved» names"))


def _missing(library: Library, target: str, begins: str) -> Iterator[str]:
    known = existing(library)
    if target not in known:
        way_out = names(known)[target.partition(":")[0]].way_out(target, WRITE_IT)
        yield f"{begins} «{target}», which is not there; {way_out}"
