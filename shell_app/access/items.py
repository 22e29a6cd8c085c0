"""Which single items of an opened service are shown: health personnel and the citizen can hold some back."""

from msgspec import Struct

from shell_app.access.decision import Basis


class Marks(Struct, frozen=True):
    """`confidential` is set by health personnel and keeps an item from parents (portal.md R19, R20).

    `not_for_proxies` is set by the citizen, for a document at a time (portal.md R26). `begun_by_parent` is on what
    a parent began about a child, which the child is not shown (R20).
    """

    confidential: bool = False
    not_for_proxies: bool = False
    begun_by_parent: bool = False


UNMARKED = Marks()


def may_see(basis: Basis | None, marks: Marks | None) -> bool:
    """Whether an item is shown to someone let in on this basis; without one nothing is. An item that is no more has
    no marks, and is shown to nobody."""
    if marks is None:
        return False
    if basis == "parent":
        return not marks.confidential
    if basis == "proxy":
        return not marks.not_for_proxies
    return basis == "self" and not marks.begun_by_parent
