"""Editions and libraries as small as the test of a rule needs, and what the rule tells of them.

The front matter stands on lines 2 to 8 and the body begins on line 10, as in a file.
"""

from datetime import date
from typing import Any

from builder.check import EDITION_RULES, LIBRARY_RULES
from builder.check.context import Context
from builder.domain.article import Edition, Matter, SourceMatter, Translation, TranslationMatter
from builder.domain.library import Library
from builder.domain.site import Site
from builder.markdown.prose import Prose, read_prose

TODAY = date(2026, 11, 23)
TITLE, SUMMARY, PARTNER, TOPICS, RELATED, REFERENCES, IMAGES, BODY = 2, 3, 4, 5, 6, 7, 8, 10
LINES = {
    "title": TITLE,
    "summary": SUMMARY,
    "partner": PARTNER,
    "translation": PARTNER,
    "topics": TOPICS,
    "related": RELATED,
    "references": REFERENCES,
    "images": IMAGES,
}
SITE = Site(name="Prøve", address="https://prove.example/", operator="fhi", languages=("nb", "nn", "en"))
NOTHING = Context(facts={}, words={})

Told = list[tuple[int, str]]
Found = list[tuple[str, int, str]]


def edition(
    content_id: str = "astma", language: str = "nb", body: str = "Astma gir tung pust.", **front: Any
) -> Edition:
    """An edition; with `made_from` a translation, whose other keys are those of its front matter."""
    return _edition(_prose(body), content_id, language, front)


def told(
    code: str, body: str = "Astma gir tung pust.", language: str = "nb", context: Context = NOTHING, **front: Any
) -> Told:
    """The lines and messages of one edition rule."""
    rules = {rule.code: rule for rule in EDITION_RULES}
    prose = _prose(body)
    return list(rules[code].look(_edition(prose, "astma", language, front), prose, context))


def found(code: str, *editions: Edition, today: date = TODAY, **registers: Any) -> Found:
    """The files, lines and messages of one library rule."""
    rules = {rule.code: rule for rule in LIBRARY_RULES}
    library = Library(site=registers.pop("site", SITE), editions=list(editions), **registers)
    return list(rules[code].look(library, today))


def _prose(body: str) -> Prose:
    return read_prose(body, BODY)


def _edition(prose: Prose, content_id: str, language: str, front: dict[str, Any]) -> Edition:
    kind = front.pop("kind", "article")
    state = front.pop("state", "s1")
    matter = _matter({"title": content_id.capitalize(), "summary": "Om pusten.", **front})
    return Edition(
        kind=kind,
        content_id=content_id,
        language=language,
        file=f"content/{kind}s/{content_id}/{language}.md",
        digest="d1",
        state=state,
        face=b"",
        matter=matter,
        words=prose.word_count,
        links=prose.links,
        images=prose.images,
        facts=prose.facts,
        lines=LINES,
    )


def _matter(front: dict[str, Any]) -> Matter:
    if source := front.pop("made_from", None):
        keys = ("by", "reviewed_by", "reviewed")
        said = {key: front.pop(key) for key in keys if key in front}
        made = Translation(**{"source": source, "state": front.pop("made_from_state", "s1"), "by": "fhi", **said})
        return TranslationMatter(translation=made, **front)
    return SourceMatter(**{"partner": "fhi", **front})
