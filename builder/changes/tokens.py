"""The words of a block, as they are compared and as they are shown."""

import re
from html import unescape
from typing import NamedTuple

from builder.changes.vocabulary import as_compared

TOKEN = re.compile(
    r"<[^>]*>"
    r"|\d+(?:[.,:/]\d+|[ ]\d+(?![.,]?\d*\s?(?:mg|g|ml|kg)\b))*"
    r"|°\s?[CF]\b|[^\W\d_]+(?:['’&-][^\W\d_]+)*|[^\w\s]"
)
"""A tag, a number with its groups and decimals, a word, a mark."""
SENTENCE_ENDS = {".", "!", "?", "|", "<br>"}


class Token(NamedTuple):
    """`key` is what is compared: small letters, numbers as digits, phrases as one word."""

    shown: str
    key: str

    @property
    def is_tag(self) -> bool:
        return self.shown[0] == "<" and len(self.shown) > 1

    @property
    def is_number(self) -> bool:
        return self.key[0].isdigit()

    @property
    def is_word(self) -> bool:
        return self.key[0].isalpha()


def tokens_of(text: str, language: str) -> list[Token]:
    """The tokens of a canonical text."""
    same = as_compared(language, "same")
    found = []
    for shown in TOKEN.findall(text.replace("&lt;", "\u2039").replace("&amp;", "&")):
        shown = "<" if shown == "\u2039" else shown
        key = shown if shown[0] == "<" else shown.lower().replace(" ", "")
        found.append(Token(unescape(shown), same.get(key, key)))
    return _with_phrases(found, language)


def _with_phrases(tokens: list[Token], language: str) -> list[Token]:
    for phrase, key in as_compared(language, "phrases").items():
        words = phrase.split()
        place = 0
        while place < len(tokens):
            here = tokens[place : place + len(words)]
            if [token.key for token in here] == words:
                tokens[place : place + len(words)] = [Token(" ".join(token.shown for token in here), key)]
            place += 1
    return tokens


def sentence_around(tokens: list[Token], start: int, end: int) -> list[Token]:
    """The sentences that the tokens from `start` to `end` stand in."""
    while start > 0 and tokens[start - 1].key not in SENTENCE_ENDS:
        start -= 1
    end = max(end, start)
    while end < len(tokens) and (end == 0 or tokens[end - 1].key not in SENTENCE_ENDS):
        end += 1
    return tokens[start:end]
