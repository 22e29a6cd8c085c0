"""Who must approve again when a text has changed: a table, by how much the change matters."""

from typing import Literal, NamedTuple

Role = Literal["delivered", "assured", "translated", "language-reviewed"]
"""What a partner vouches for: that the text is its own («levert»), that what it says is right
(«kvalitetssikret»), that it says the same as the source («oversatt»), that the language is good («språkvasket»)."""

AUTHORS: tuple[Role, ...] = ("delivered", "translated")
"""Without their signature over the very text nothing is published."""


class Rule(NamedTuple):
    """`sign` are the roles that must sign the changed text itself. `look` are those of each translation of it that are
    asked to look at the change; the translation stays on the air meanwhile and tells readers what has changed."""

    sign: tuple[Role, ...]
    look: tuple[Role, ...]


RULES: dict[str, Rule] = {
    "safety": Rule(("delivered", "assured", "translated", "language-reviewed"), ("translated", "language-reviewed")),
    "rights": Rule(("delivered", "assured", "translated", "language-reviewed"), ("translated",)),
    "fact": Rule(("delivered", "assured", "translated", "language-reviewed"), ("translated",)),
    "wording": Rule(("delivered", "translated", "language-reviewed"), ("translated",)),
    "format": Rule(("delivered", "translated"), ()),
}
"""By class. What says the same when typed otherwise has the same fingerprint: it is no change and asks nobody."""


def must_sign_again(role: Role, weight: str) -> bool:
    """Whether a signature over the text before counts no more after a change of this class.

    Of a change that is not known, or of a class that is not in the table, nobody is spared.
    """
    return weight not in RULES or role in RULES[weight].sign


def must_look(role: str, weight: str) -> bool:
    """Whether somebody with this part in a translation is asked to look at a change of its source."""
    return role in (RULES[weight].look if weight in RULES else ("translated",))
