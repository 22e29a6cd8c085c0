"""The articles as values, before any of the programs' ways of writing them down."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from benchmarks.corpus.body import body
from benchmarks.corpus.prose import heading, phrase, sentences

LANGUAGES = ("nb", "nn", "en", "se")
DAY = date(2026, 11, 23)
"""The day the material is published on: every date in it lies before, every review after."""

TOPICS = tuple(f"topic-{number:02}" for number in range(1, 41))
PARTNERS = tuple(f"partner-{number:02}" for number in range(1, 13))
AREAS = ("helse", "livsstil", "sykdom", "behandling", "rettigheter")
ROLES = {"nb": "fagredaktør og overlege", "nn": "fagredaktør og overlege"}


class Reference(NamedTuple):
    title: str
    publisher: str
    year: int
    url: str


class Text(NamedTuple):
    """One edition: what it says in one language."""

    title: str
    summary: str
    keywords: tuple[str, ...]
    body: str


class Article(NamedTuple):
    """`texts` holds the editions by language, the source edition first."""

    content_id: str
    topics: tuple[str, ...]
    partner: str
    assured_by: tuple[tuple[str, str], ...]
    reviewed: date
    review_due: date
    changed: date
    references: tuple[Reference, ...]
    related: tuple[str, ...]
    translator: str
    texts: dict[str, Text]

    @property
    def source_language(self) -> str:
        return next(iter(self.texts))


def articles(count: int) -> Iterator[Article]:
    """The first `count` articles; each depends on its number and on how many there are to link to, on no more."""
    for number in range(count):
        yield _article(number, count)


def content_id_of(number: int) -> str:
    word = ("puls", "pust", "sovn", "hud", "hjerte", "vaksine", "allergi", "kosthold")[number % 8]
    return f"{word}-{number:05}"


def topics_of_number(number: int) -> tuple[str, ...]:
    """What an article is about, known without making it."""
    random = Random(f"topics {number}")
    return tuple(random.sample(TOPICS, random.randint(1, 3)))


def _article(number: int, count: int) -> Article:
    random = Random(f"article {number}")
    reviewed = DAY - timedelta(days=random.randint(100, 500))
    source = "nb" if number % 4 else "nn"
    related = random.sample(range(count), min(3, count)) if number % 2 else []
    return Article(
        content_id=content_id_of(number),
        topics=topics_of_number(number),
        partner=random.choice(PARTNERS),
        assured_by=tuple((slug, ROLES[source]) for slug in random.sample(PARTNERS, random.randint(1, 2))),
        reviewed=reviewed,
        review_due=reviewed + timedelta(days=2 * 365),
        changed=reviewed + timedelta(days=random.randint(0, 60)),
        references=tuple(_reference(random) for _ in range(random.randint(2, 4))),
        related=tuple(content_id_of(other) for other in related if other != number),
        translator=random.choice(PARTNERS),
        texts={code: _text(number, code, count) for code in sorted(LANGUAGES, key=lambda code: code != source)},
    )


def _reference(random: Random) -> Reference:
    number = random.randint(1, 9999)
    title = heading(random, "en")
    return Reference(title, "World Health Organization", random.randint(2015, 2026), f"https://www.who.int/{number}")


def _text(number: int, language: str, count: int) -> Text:
    random = Random(f"article {number} in {language}")
    links = [content_id_of(random.randrange(count)) for _ in range(random.randint(3, 6))]
    return Text(
        title=f"{heading(random, language)} {number}",
        summary=" ".join(sentences(random, language, 2)),
        keywords=tuple(phrase(random, language, 1, 2) for _ in range(random.randint(4, 6))),
        body=body(random, language, links),
    )
