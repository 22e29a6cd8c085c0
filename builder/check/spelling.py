"""Spelling, by the machine's dictionaries, the portal's own words and those an edition declares."""

import re
from collections.abc import Iterator
from itertools import chain, filterfalse, islice

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.dictionaries import dictionary
from builder.check.reading import Reading, reading
from builder.domain.article import Edition
from builder.markdown.prose import CODE, NOT_WORDS, Prose

HOST = re.compile(r"\.(?:no|com|org|net|int|eu|gov|edu|uk|se|dk|info|html?|md|pdf)\b", re.IGNORECASE)
MAX_HELPED = 5
"""Words of one text for which right ones are sought, which is slow; a text with more is mostly names."""

MAX_DOUBTS = 200
"""Doubtful words looked for in one text; more is not Norwegian or English at all."""


@edition_rule("spelling", "warning")
def spelling(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Words are spelled as the dictionary has them; a right word that it lacks is declared under «spelling»."""
    words = dictionary(edition.language)
    if words is None:
        return
    read = reading(edition, prose)
    right = words.right
    front = read.words(f"{edition.title} {edition.summary}".encode("utf-8", "replace"))
    unknown = list(dict.fromkeys(filterfalse(right.__contains__, chain(front, read.counts))))
    if not unknown:
        return
    declared = {*edition.matter.spelling, *context.words.get(edition.language, ())}
    doubtful = (word for word in unknown if not _is_declared(word, declared) and not words.is_right(word))
    told: set[str] = set()
    for word in islice(doubtful, MAX_DOUBTS):
        if word.casefold() not in told and (line := _line_of(word, read)):
            near = words.near(word) if len(told) < MAX_HELPED else ()
            told.add(word.casefold())
            yield line, _told(word, near)


def _is_declared(word: str, declared: set[str]) -> bool:
    plain = word.strip("-–'’")
    return bool(declared) and (word in declared or plain in declared or plain[:1].lower() + plain[1:] in declared)


def _line_of(word: str, read: Reading) -> int:
    """The first line a word stands on other than in an address; 0 if there is none."""
    for key, text in read.front[:2]:
        if word in text and _stands_in(word, text):
            return read.edition.line_of(key)
    for block in read.prose.blocks:
        if word in block.text and block.kind != CODE and _stands_in(word, block.text):
            return read.line_in(block, word)
    return 0


def _stands_in(word: str, text: str) -> bool:
    tokens = (token for token in text.split() if word in token)
    return any(word in NOT_WORDS.sub(" ", token).split() and not _is_address(token) for token in tokens)


def _is_address(token: str) -> bool:
    return "://" in token or "@" in token or "www." in token or bool(HOST.search(token))


def _told(word: str, near: tuple[str, ...]) -> str:
    way_out = (
        f"did you mean {' or '.join(f'«{one}»' for one in near)}?" if near else "correct it, or add it to «spelling:»"
    )
    return f"«{word}» is not in the dictionary; {way_out}"
