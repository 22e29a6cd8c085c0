"""What an edition rule may know beside the edition: facts, own spellings and the portal's own host."""

from typing import NamedTuple

from builder.domain.registers import Fact


class Context(NamedTuple):
    """`words` are the portal's own spellings by language, beside the dictionaries'.

    `host` is where the portal itself lies: signing in there is no trap. Rules in `off` are not asked.
    """

    facts: dict[str, Fact]
    words: dict[str, frozenset[str]]
    host: str = ""
    off: frozenset[str] = frozenset()
