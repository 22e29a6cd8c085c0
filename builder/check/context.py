"""What an edition rule may know beside the edition: facts, own spellings and the portal's own host."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from builder.domain.registers import Fact


class Context(NamedTuple):
    """`words` are the portal's own spellings by language, beside the dictionaries'.

    `host` is where the portal itself lies: signing in there is no trap. Rules in `off` are not asked.
    `cited` are the facts as they stand in prose, by language and name.
    """

    facts: dict[str, Fact]
    words: dict[str, frozenset[str]]
    host: str = ""
    off: frozenset[str] = frozenset()
    cited: Mapping[str, Mapping[str, str]] = MappingProxyType({})
