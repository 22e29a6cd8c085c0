"""A prepared page as a file of our own: front matter in our words, links and pictures that lead somewhere."""

from collections.abc import Callable
from typing import NamedTuple

from builder.importing.addresses import Addresses, Standpoint
from builder.importing.headings import fragment, repair_headings
from builder.importing.link_writing import rewrite_links
from builder.importing.prepared_page import PreparedPage
from builder.importing.report import Tell
from builder.importing.yaml_writing import Value, block
from builder.markdown.html import Resolved, body_html

Beside = Callable[[str], str]
"""The name under which a picture is beside the edition now; empty if there is no such picture."""

TOLD = {
    "http-kept": "is not encrypted; the link was kept",
    "link-outside": "was not imported; the link leads to where it was",
    "link-dropped": "is no address that a link may have here; its text was kept",
}


class TranslatedFrom(NamedTuple):
    """The source edition as its translations name it."""

    language: str
    state: str
    method: str


def edition_bytes(front: dict[str, Value], body: str) -> bytes:
    return f"---\n{block(front)}---\n\n{body}".encode()


def source_front(page: PreparedPage, partner: str, topics: list[str], credits: list[Value]) -> dict[str, Value]:
    """Front matter of a source edition. What the source does not say is not there."""
    values = page.values
    dates = {key: getattr(values, key) for key in ("reviewed", "review_due", "changed")}
    return {
        "title": values.title,
        "summary": values.summary,
        "partner": partner,
        "topics": topics,
        **{key: day.isoformat() for key, day in dates.items() if day},
        "images": credits,
        **_found_by(page),
    }


def translation_front(page: PreparedPage, source: TranslatedFrom, by: str) -> dict[str, Value]:
    return {
        "title": page.values.title,
        "summary": page.values.summary,
        "translation": {
            "from": source.language,
            "state": source.state,
            "by": by,
            "method": source.method,
        },
        **_found_by(page),
    }


def _found_by(page: PreparedPage) -> dict[str, Value]:
    values = page.values
    return {"keywords": values.keywords, "also_indexed_as": values.also_indexed_as, "origin": values.origin}


def linked_body(page: PreparedPage, content_id: str, addresses: Addresses, beside: Beside, tell: Tell) -> str:
    """The body with its links and pictures as they are here."""
    here = Standpoint(content_id, page.page.file, page.addresses[0])
    sections = _sections(page)

    def link(target: str) -> str:
        meant = addresses.meant(target, here)
        if meant.target.startswith("#"):
            index = page.headed.names.get(fragment(meant.target[1:]))
            if index is None or index >= len(sections):
                tell(page.line_of(target), "link-dropped", f"there is no section «{target[:80]}»; the text was kept")
                return ""
            return f"#{sections[index]}"
        if meant.reason:
            tell(page.line_of(target), meant.reason, f"{target[:200]} {TOLD[meant.reason]}")
        return meant.target

    def picture(target: str) -> str:
        if not (name := beside(target)):
            tell(page.line_of(target), "picture-dropped", f"«{target[:200]}» is not there")
        return name

    body = rewrite_links(page.headed.body, link, picture)
    return body if body == page.headed.body else repair_headings(body, "").body


def _sections(page: PreparedPage) -> list[str]:
    """The names our own page gives its sections, asked for only where a link may need them."""
    if "#" not in page.headed.body:
        return []
    return [section.id for section in body_html(page.headed.body, Resolved({}, {}, {}, {})).sections]
