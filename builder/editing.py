"""Small services for people who write: beginning an article, and marking a translation as made."""

import re
from datetime import date
from pathlib import Path

from builder.domain.article import Edition
from builder.load.edition_file import Place, decode, read_edition, split_front_matter
from builder.pipeline.examining import digest_of
from translations import languages

STATE = re.compile(r"^(\s+state:).*$", re.MULTILINE)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

SOURCE_FORM = """\
---
title: 
summary: 
topics: [{topics}]
partner: {partner}
assured_by:
  - partner: 
    role: 
reviewed: {today}
review_due: {due}
changed: {today}
references:
  - title: 
    publisher: 
    year: 
    url: 
keywords: []
---

The first paragraph says what matters most.

## 
"""

TRANSLATION_FORM = """\
---
title: 
summary: 
translation:
  from: {source}
  state: {state}
  by: {partner}
  method: human
  reviewed_by: 
  reviewed: {today}
keywords: []
roles: []
---

{body}"""


class CannotBegin(Exception):
    """Nothing was written; the message says why and what to do."""


def begin_article(
    root: Path, content_id: str, language: str, source: str | None, partner: str, topics: tuple[str, ...], today: date
) -> Path:
    """Write the form of a new edition and give its path."""
    if not SLUG.fullmatch(content_id):
        raise CannotBegin(f"«{content_id}» is no content_id; use small letters a–z, digits and single hyphens")
    try:
        languages.get(language)
    except languages.UnknownLanguage as unknown:
        raise CannotBegin(str(unknown)) from None
    path = root / "content" / "articles" / content_id / f"{language}.md"
    if path.exists():
        raise CannotBegin(f"{path.relative_to(root)} is there already; edit it, or choose another content_id")
    if source:
        form = _translation_form(root, path.with_name(f"{source}.md"), source, partner, today)
    else:
        due = today.replace(year=today.year + 2, day=min(today.day, 28))
        form = SOURCE_FORM.format(topics=", ".join(topics), partner=partner, today=today, due=due)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(form, encoding="utf-8")
    return path.relative_to(root)


def _translation_form(root: Path, source_file: Path, source: str, partner: str, today: date) -> str:
    """The source's text stands in the body, to be replaced paragraph by paragraph."""
    edition = _read(root, source_file)
    body = split_front_matter(decode(source_file.read_bytes()))[1].lstrip("\n")
    return TRANSLATION_FORM.format(source=source, state=edition.state, partner=partner, today=today, body=body)


def mark_translated(root: Path, file: Path) -> str | None:
    """Write the source's present state into a translation and give it; a source edition is left alone."""
    edition = _read(root, file)
    if edition.is_source:
        return None
    source_file = file.with_name(f"{edition.matter.translation.source}.md")  # type: ignore[union-attr]
    state = _read(root, source_file).state
    text = file.read_text(encoding="utf-8")
    body_from = len(text) - len(split_front_matter(text)[1])
    file.write_text(STATE.sub(rf"\1 {state}", text[:body_from], count=1) + text[body_from:], encoding="utf-8")
    return state


def _read(root: Path, file: Path) -> Edition:
    if not file.exists():
        raise CannotBegin(f"{file} does not exist; write that edition first")
    data = file.read_bytes()
    kind = "service" if file.parent.parent.name == "services" else "article"
    place = Place(kind, file.parent.name, file.stem, str(file))  # type: ignore[arg-type]
    edition, _, faults = read_edition(place, data, digest_of(data))
    if edition is None:
        raise CannotBegin("; ".join(f"{file}:{fault.line}: {fault.message}" for fault in faults))
    return edition
