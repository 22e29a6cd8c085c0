"""One foreign page as far as it can be known alone: its values, its prose as Markdown, where it lay."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from html import unescape
from typing import NamedTuple

from builder.importing.characters import clean_words
from builder.importing.dates import date_at
from builder.importing.foreign_file import ForeignPage, read_foreign
from builder.importing.headings import Headed, repair_headings
from builder.importing.html_tags import KNOWN
from builder.importing.mapping import From, Mapping, Taken
from builder.importing.opening import Opening, opening, shortened
from builder.importing.places import Found, Places
from builder.importing.plain_markdown import plain_markdown, with_single_blank_lines
from builder.importing.report import LeftOut, Tell
from builder.load.edition_file import MAX_BYTES
from translations import languages

MAX_TITLE = 200
MAX_SUMMARY = 600
MAX_OPENING = 300
MAX_KEYWORDS = 40
MAX_KEYWORD_BYTES = 4000
FRONT_MATTER_BYTES = 8192
TAG = re.compile(rf"</?(?:{'|'.join(sorted(KNOWN))})\b[^<>]*>", re.IGNORECASE)


class Values(NamedTuple):
    """What the front matter of an edition is made from."""

    title: str
    summary: str
    language: str
    partner: Found
    topics: tuple[Found, ...]
    changed: date | None
    reviewed: date | None
    review_due: date | None
    keywords: tuple[str, ...]
    also_indexed_as: tuple[str, ...]
    origin: str


class PreparedPage(NamedTuple):
    """`article` is what it shares with its translations; `addresses` are where it lay, the first of them its own."""

    page: ForeignPage
    values: Values
    headed: Headed
    article: str
    wanted_id: str
    addresses: tuple[str, ...]
    title_line: int

    def line_of(self, text: str) -> int:
        """The line of the source on which this text stands."""
        place = self.page.body.find(text)
        return self.page.body_line + (self.page.body.count("\n", 0, place) if place >= 0 else 0)


def prepare(file: str, data: bytes, mapping: Mapping, tell: Tell) -> PreparedPage:
    """Read and convert one page, or raise LeftOut."""
    page = read_foreign(file, data, tell)
    body = plain_markdown(page, mapping.body, tell)
    if not body.strip():
        raise LeftOut(page.body_line, "empty-page", "there is no text below the front matter")
    if len(body.encode()) > MAX_BYTES - FRONT_MATTER_BYTES:
        raise LeftOut(page.body_line, "file-size", f"{len(body.encode()) // 1024} KiB of text")
    reader = _Reader(page, body, mapping, tell)
    values = reader.values()
    headed = repair_headings(body, values.title)
    headed = headed._replace(body=with_single_blank_lines(headed.body))
    _tell_of_headings(page, headed, tell)
    if not headed.body.strip():
        raise LeftOut(page.body_line, "empty-page", "there is a heading and no text")
    translations = mapping.translations
    return PreparedPage(
        page,
        values,
        headed,
        article=reader.places.first(translations.article).text if translations else "",
        wanted_id=reader.places.first(mapping.content_id).text,
        addresses=tuple(found.text for found in reader.places.every((*mapping.links.addresses, "text:/{file}"))),
        title_line=reader.places.first(mapping.title).line,
    )


def _tell_of_headings(page: ForeignPage, headed: Headed, tell: Tell) -> None:
    for reason, texts in (("headings-repaired", headed.repaired), ("heading-dropped", headed.dropped)):
        if texts:
            place = page.body.find(texts[0])
            line = page.body_line + page.body.count("\n", 0, max(place, 0))
            tell(line, reason, f"{len(texts)}, the first «{texts[0][:60]}»")


class _Reader:
    """Takes the values of one page from where the mapping says they are."""

    def __init__(self, page: ForeignPage, body: str, mapping: Mapping, tell: Tell) -> None:
        self.page = page
        self.body = body
        self.mapping = mapping
        self.tell = tell
        self.places = Places(page, mapping.path, mapping.keys, self._from_text)

    @cached_property
    def opening(self) -> Opening:
        return opening(self.body)

    def _from_text(self, place: str) -> str:
        if place == "first-heading":
            return self.opening.heading
        return shortened(clean_words(self.opening.paragraph), MAX_OPENING)

    def values(self) -> Values:
        mapping = self.mapping
        return Values(
            title=self._words(mapping.title, "title", MAX_TITLE),
            summary=self._words(mapping.summary, "summary", MAX_SUMMARY),
            language=self._language(),
            partner=self._needed(mapping.partner.take, "partner"),
            topics=tuple(self._topics()),
            changed=date_at(self.places, mapping.changed, self.tell),
            reviewed=date_at(self.places, mapping.reviewed, self.tell),
            review_due=date_at(self.places, mapping.review_due, self.tell),
            keywords=self._list(mapping.keywords),
            also_indexed_as=self._list(mapping.also_indexed_as),
            origin=self.places.first(mapping.origin).text,
        )

    def _topics(self) -> Iterator[Found]:
        rules = self.mapping.topics
        return self.places.every(Taken(take=rules.take, values=rules.values, separator=rules.separator))

    def _needed(self, source: From, what: str) -> Found:
        found = self.places.first(source)
        if not found.text:
            raise LeftOut(1, f"no-{what}", f"there is no {what} in any of the places the mapping names")
        return found

    def _words(self, source: From, what: str, longest: int) -> str:
        found = self._needed(source, what)
        text = clean_words(unescape(TAG.sub(" ", found.text)))
        if not text:
            raise LeftOut(found.line, f"no-{what}", f"the {what} is only HTML")
        if len(text) > longest:
            self.tell(found.line, f"{what}-cut", f"{len(text)} characters; at most {longest}")
        return shortened(text, longest)

    def _language(self) -> str:
        found = self._needed(self.mapping.language, "language")
        if language := languages.known(found.text):
            return language.code
        raise LeftOut(found.line, "unknown-language", f"no language «{found.text[:40]}»")

    def _list(self, source: From) -> tuple[str, ...]:
        all_of_them = [found.text for found in self.places.every(source)]
        kept: list[str] = []
        size = 0
        for text in all_of_them[:MAX_KEYWORDS]:
            size += len(text.encode()) + 4
            if size > MAX_KEYWORD_BYTES:
                break
            kept.append(text)
        if len(kept) < len(all_of_them):
            self.tell(1, "keywords-cut", f"{len(all_of_them)} keywords; {len(kept)} were kept")
        return tuple(kept)
