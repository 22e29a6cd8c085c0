"""Facts are cited by name, and the prose around them says nothing else (bad-input.md M21)."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from re import Match
from typing import NamedTuple

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.reading import Reading, reading
from builder.domain.article import Edition
from builder.domain.registers import Fact
from builder.markdown import FACT
from builder.markdown.prose import Block, Prose

KINDS = ("phone", "age", "money")
NOT_DIGITS = re.compile(r"\D")
SENTENCE_END = re.compile(r"(?<=[.!?؟])\s+(?![\da-zæøåáčđŋšŧž(])")
NUMBER = re.compile(
    r"(\d(?:[\d \u00a0\u202f.,]*\d)?)(?: ?(?:[-–]|til|to|og|and|eller|or) ?(\d(?:[\d \u00a0\u202f]*\d)?))?"
)
"""A number, or two with «til» or a dash between them."""

MAX_NUMBERS = 50
"""Numbers looked at in one paragraph; what holds more is no prose."""

YEARS = ("år", "year", "jag", "рок", "рік", "років", "سن", "عام")
CROWNS = ("kr", "nok", ",-", "ruvnno", "крон", "كرون")
BEFORE_MONEY = ("kr", "kr.", "nok", "€", "$", "£")
NOT_CALLED = ("%", "prosent", "percent", "per cent", "mg", "ml", "g ", "kg", "km", "cm", "mm", "kcal", "/", "°")
CALLS = re.compile(
    r"\b(?:ring|call|phon|dial|tlf|tel|nummer|number|numer|nr\b|riŋge|čuojaht|дзвон|телефон|номер)|اتصل|هاتف|رقم",
    re.IGNORECASE,
)
"""A number is a telephone's in a sentence that tells to call; others of three digits are doses and years."""


class NamedFact(NamedTuple):
    """A fact with its names in one language, in small letters, and its number as `NUMBERS` finds it."""

    name: str
    kind: str
    called: tuple[str, ...]
    number: str
    shown: str


class Uncited(NamedTuple):
    """A sentence that speaks of a fact and gives numbers of its own, as they stand there."""

    block: Block
    fact: NamedFact
    numbers: list[str]


@edition_rule("fact-unknown")
def fact_unknown(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A fact that is cited stands in content/facts.yml."""
    for name in prose.facts:
        if name not in context.facts:
            yield (
                _cited_on(name, prose),
                f"there is no fact «{name}»; the facts are: {', '.join(sorted(context.facts))}",
            )


@edition_rule("fact-language")
def fact_language(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A fact that is a text is there in the language of the page that cites it."""
    for name in prose.facts:
        fact = context.facts.get(name)
        if fact and isinstance(fact.value, dict) and edition.language not in fact.value:
            yield (
                _cited_on(name, prose),
                f"the fact «{name}» has no text in {edition.language}; add it in content/facts.yml",
            )


@edition_rule("fact-misplaced")
def fact_misplaced(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A fact is cited in running text: in a link's words or in code it could not become its own text and link."""
    if not prose.facts:
        return
    for link in prose.links:
        for name in FACT.findall(link.text):
            yield link.line, f"{{fact:{name}}} in the words of a link; write it beside the link"
    read, written = FACT.findall(prose.text), FACT.findall(prose.body)
    if read == written:
        return
    in_prose = Counter(read)
    for name, times in Counter(written).items():
        if times > in_prose[name]:
            yield _cited_on(name, prose), f"{{fact:{name}}} in code or in an address; write it in the text itself"


def _cited_on(name: str, prose: Prose) -> int:
    return prose.line_of_character(prose.body.index(f"{{fact:{name}}}"))


@edition_rule("fact-contradicted")
def fact_contradicted(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A sentence that names a fact gives its number and no other."""
    for block, fact, numbers in _uncited(edition, prose, context):
        if all(_plain(number) != fact.number for number in numbers):
            line = reading(edition, prose).line_in(block, numbers[0])
            shown = " and ".join(f"«{number}»" for number in numbers[:3])
            yield line, f"{shown} said of «{fact.called[0]}», which is {fact.shown}; write {{fact:{fact.name}}}"


@edition_rule("fact-written-out", "warning")
def fact_written_out(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The number of a fact is cited by name, so that it is changed in one place."""
    for block, fact, numbers in _uncited(edition, prose, context):
        if any(_plain(number) == fact.number for number in numbers):
            line = reading(edition, prose).line_in(block, numbers[0])
            yield line, f"«{fact.shown}» is the fact «{fact.name}»; write {{fact:{fact.name}}} for it"


def _uncited(edition: Edition, prose: Prose, context: Context) -> list[Uncited]:
    facts = _named(context.facts, edition.language)
    return _sentences_of_facts(reading(edition, prose), facts) if facts else []


_compiled: dict[tuple[int, str], tuple[dict[str, Fact], tuple[NamedFact, ...]]] = {}


def _named(facts: dict[str, Fact], language: str) -> tuple[NamedFact, ...]:
    """The facts with names in a language, worked out once for each set of facts."""
    known = _compiled.get((id(facts), language))
    if known and known[0] is facts:
        return known[1]
    if len(_compiled) > 100:
        _compiled.clear()
    named = tuple(
        NamedFact(
            name, fact.kind, tuple(map(str.casefold, fact.names[language])), _plain(str(fact.value)), str(fact.value)
        )
        for name, fact in facts.items()
        if fact.kind in KINDS and fact.names.get(language) and not isinstance(fact.value, dict)
    )
    _compiled[id(facts), language] = facts, named
    return named


def _plain(number: str) -> str:
    """Digits only, without Norway's own country code."""
    digits = NOT_DIGITS.sub("", number)
    return digits[2:] if number.startswith("+47") else digits


@lru_cache(maxsize=1)
def _sentences_of_facts(read: Reading, facts: tuple[NamedFact, ...]) -> list[Uncited]:
    found: list[Uncited] = []
    for block in read.numbered_blocks():
        kinds = {_kind(match, block.text) for match in islice(NUMBER.finditer(block.text), MAX_NUMBERS)}
        if not kinds <= {""} and _any_named(facts, kinds, block.text.casefold()):
            for sentence in SENTENCE_END.split(block.text):
                found.extend(Uncited(block, fact, numbers) for fact, numbers in _said_of(sentence, facts))
    return found


def _kind(number: Match[str], text: str) -> str:
    """The kind of fact a number may be, by what stands around it."""
    after = text[number.end() : number.end() + 12].lstrip(" \u00a0-").casefold()
    if after.startswith(YEARS):
        return "age"
    before = text[max(0, number.start() - 5) : number.start()].rstrip(" \u00a0").casefold()
    if after.startswith(CROWNS) or before.endswith(BEFORE_MONEY):
        return "money"
    digits = len(_plain(number[1]))
    return "phone" if 3 <= digits <= 8 and not after.startswith(NOT_CALLED) else ""


def _said_of(sentence: str, facts: tuple[NamedFact, ...]) -> Iterator[tuple[NamedFact, list[str]]]:
    """Each fact the sentence names without citing it, with the numbers of its kind that are no other fact's."""
    numbers = _numbers(FACT.sub(" ", sentence))
    if not numbers:
        return
    folded = sentence.casefold()
    for fact in facts:
        if fact.kind not in numbers or not any(_is_named(name, folded) for name in fact.called):
            continue
        others = {other.number for other in facts if other.kind == fact.kind and other.number != fact.number}
        own = [number for number in numbers[fact.kind] if _plain(number) not in others]
        if own and f"{{fact:{fact.name}}}" not in sentence:
            yield fact, own


def _numbers(sentence: str) -> dict[str, list[str]]:
    """The numbers of a sentence by the kind of fact that they may be."""
    found: dict[str, list[str]] = defaultdict(list)
    for match in islice(NUMBER.finditer(sentence), MAX_NUMBERS):
        found[_kind(match, sentence)].extend(filter(None, match.groups()))
    found.pop("", None)
    if "phone" in found and not CALLS.search(sentence):
        del found["phone"]
    return found


def _any_named(facts: tuple[NamedFact, ...], kinds: set[str], text: str) -> bool:
    return any(fact.kind in kinds and any(name in text for name in fact.called) for fact in facts)


def _is_named(name: str, sentence: str) -> bool:
    """Whether a word or a row of words begins there with the name, endings allowed."""
    place = sentence.find(name)
    while place > 0 and sentence[place - 1].isalnum():
        place = sentence.find(name, place + 1)
    return place >= 0
