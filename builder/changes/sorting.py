"""How much a change matters, by rules on the words that changed and the sentences they stand in."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from builder.changes.alignment import Pair
from builder.changes.tokens import Token, sentence_around, tokens_of
from builder.changes.vocabulary import pattern
from builder.markdown.blocks import Block

CLASSES = ("safety", "rights", "fact", "wording", "format")
"""The weightiest first."""
ADVICE = ("dose", "call", "warning", "treatment")
"""A sentence with one of these words is about somebody's safety; so is one that tells someone what to do or not."""
ALWAYS = ("negation", "dose", "call", "warning")
IN_ADVICE = ("whom", "measure", "duty", "body")
"""Words that matter where the sentence is about somebody's safety or rights."""
YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
CLOCK = re.compile(r"[0-2]?[0-9][.:][0-5][0-9]$")
MONEY = {"kr", "kroner", "nok", "€", "$"}
SAME_WORD = 0.6
"""How much of a word stays at its beginning when it is inflected."""
MOVED = "place"
MANY_WORDS = 6
"""So many words together that were not there before say something new."""


class Reason(NamedTuple):
    """The rule that spoke, and the words it spoke of, as they were and as they are."""

    rule: str
    weight: str
    before: str
    after: str


class Change(NamedTuple):
    """What became what, its class, and why, the weightiest reason first."""

    weight: str
    before: tuple[Block, ...]
    after: tuple[Block, ...]
    reasons: tuple[Reason, ...]

    @property
    def told(self) -> str:
        """One line for people."""
        first = self.reasons[0]
        where = (self.after or self.before)[0]
        if first.before == first.after:
            return f"{self.weight} ({first.rule}): the {where.kind} «{_short(where.text)}» is formatted otherwise"
        return f"{self.weight} ({first.rule}): {_became(first)} in the {where.kind} «{_short(where.text)}»"


class Hunk(NamedTuple):
    """Words that were replaced, with the sentences around them on both sides."""

    before: list[Token]
    after: list[Token]
    around: list[Token]
    first: set[str]

    @property
    def all(self) -> list[Token]:
        return [*self.before, *self.after]


def sort_pair(pair: Pair, language: str) -> Change | None:
    """The change that a pair of blocks is, or None where nothing changed."""
    if len(pair.before) == len(pair.after) == 1 and pair.before[0].digest == pair.after[0].digest and not pair.moved:
        return None
    reasons = sorted(_reasons(pair, language), key=lambda reason: CLASSES.index(reason.weight))
    return Change(reasons[0].weight, pair.before, pair.after, tuple(reasons))


def _reasons(pair: Pair, language: str) -> Iterator[Reason]:
    before, after = (tokens_of(" ".join(block.text for block in side), language) for side in (pair.before, pair.after))
    for hunk in _hunks(_words(before), _words(after)):
        yield _reason(hunk, language, whole=not before or not after)
    if pair.before and pair.after:
        yield from _of_form(pair, before, after)


def _words(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if not token.is_tag or token.key == "<br>"]


def _hunks(before: list[Token], after: list[Token]) -> Iterator[Hunk]:
    one, other = [token.key for token in before], [token.key for token in after]
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            around = sentence_around(before, i, j), sentence_around(after, k, m)
            first = {sentence[0].key for sentence in around if sentence}
            yield Hunk(before[i:j], after[k:m], around[0] + around[1], first)


def _reason(hunk: Hunk, language: str, whole: bool) -> Reason:
    """The weightiest reason why these words matter. `whole` blocks that came or went are news at least."""
    found = [_weight(hunk, token, language) for token in hunk.all]
    if whole or abs(_count(hunk.before) - _count(hunk.after)) >= MANY_WORDS:
        found.append(("fact", "new text" if hunk.after else "text gone"))
    weight, rule = min(found, key=lambda one: CLASSES.index(one[0]))
    return Reason(rule, weight, _said(hunk.before), _said(hunk.after))


def _count(tokens: list[Token]) -> int:
    return sum(token.is_word for token in tokens)


def _weight(hunk: Hunk, token: Token, language: str) -> tuple[str, str]:
    advice = _speaks_of(hunk, ADVICE, language) or all(_speaks_of(hunk, (rule,), language) for rule in ("whom", "duty"))
    rights = _speaks_of(hunk, ("rights",), language)
    if token.is_number or token.key in "-–−":
        return _weight_of_number(hunk, token, advice, rights, language)
    for rule in ALWAYS:
        if _is_of(rule, token, language):
            return ("rights" if rights and not advice else "safety"), rule
    for rule in IN_ADVICE if advice else ():
        if _is_of(rule, token, language):
            return "safety", rule
    if _is_of("rights", token, language):
        return "rights", "rights"
    for rule in IN_ADVICE:
        if _is_of(rule, token, language):
            numbers = any(near.is_number for near in hunk.around)
            return ("rights" if rights else "safety" if numbers else "wording"), rule
    if advice and token.is_word and not _is_of("small", token, language) and not _is_inflected(token, hunk):
        return "safety", "advice"
    is_name = token.shown[0].isupper() and token.key not in hunk.first
    return ("fact", "name") if is_name or _is_of("month", token, language) else ("wording", "words")


def _is_inflected(token: Token, hunk: Hunk) -> bool:
    """Whether the same word stands on the other side, spelled or inflected otherwise."""
    other = hunk.before if token in hunk.after else hunk.after
    return any(_shared_beginning(token.key, near.key) >= SAME_WORD for near in other)


def _shared_beginning(one: str, other: str) -> float:
    length = max(len(one), len(other))
    return next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), length) / length


def _is_of(rule: str, token: Token, language: str) -> bool:
    return pattern(language, rule).fullmatch(token.key) is not None


def _speaks_of(hunk: Hunk, rules: tuple[str, ...], language: str) -> bool:
    return any(_is_of(rule, near, language) for near in hunk.around for rule in rules)


def _weight_of_number(hunk: Hunk, token: Token, advice: bool, rights: bool, language: str) -> tuple[str, str]:
    """A number is a dose, an age or a time to wait, unless its sentence says otherwise."""
    keys = [near.key for near in hunk.around]
    if not token.is_number and not any(near.is_number for near in hunk.all):
        return "wording", "words"
    if YEAR.match(token.key) or (CLOCK.match(token.key) and not advice):
        return "fact", "number"
    if not advice and (rights or MONEY & set(keys)):
        return "rights", "number"
    following = keys[keys.index(token.key) + 1 : keys.index(token.key) + 3] if token.key in keys else []
    if any(_is_of("counted", Token(word, word), language) for word in following) and not advice:
        return "fact", "number"
    return "safety", "number"


def _of_form(pair: Pair, before: list[Token], after: list[Token]) -> Iterator[Reason]:
    """What is no word: links, pictures, callouts, the kind of block, emphasis, the place."""
    one, other = (_targets(tokens) for tokens in (before, after))
    if one != other:
        gone, come = ", ".join(t for t in one if t not in other), ", ".join(t for t in other if t not in one)
        calls = "tel:" in gone + come
        yield Reason("link", "safety" if calls else "fact" if gone and come else "wording", gone, come)
    if _callout(pair.before) != _callout(pair.after):
        yield Reason("warning", "safety", _callout(pair.before), _callout(pair.after))
    if [token.shown for token in _words(before)] != [token.shown for token in _words(after)]:
        yield Reason("words", "wording", _said(_words(before)), _said(_words(after)))
    yield Reason("form", "format", pair.before[0].kind, pair.after[0].kind)
    if pair.moved:
        yield Reason(MOVED, "format", pair.before[0].kind, pair.after[0].kind)


def _targets(tokens: list[Token]) -> list[str]:
    return [token.shown[token.shown.index(" ") + 1 : -1] for token in tokens if token.is_tag and " " in token.shown]


def _callout(blocks: tuple[Block, ...]) -> str:
    return next((block.kind.split(" ")[0] for block in blocks if " " in block.kind), "")


def _said(tokens: list[Token]) -> str:
    return " ".join(token.shown for token in tokens)


def _became(reason: Reason) -> str:
    if reason.before and reason.after:
        return f"«{_short(reason.before)}» became «{_short(reason.after)}»"
    return f"«{_short(reason.after)}» is new" if reason.after else f"«{_short(reason.before)}» is gone"


def _short(text: str) -> str:
    text = re.sub(r"<[^>]*>", "", text)
    return text if len(text) <= 60 else f"{text[:57]}…"
