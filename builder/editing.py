"""Small services for people who write: beginning an article, and marking a translation as made."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from builder.changes.made_from import write_made_from
from builder.check.near import Names
from builder.domain.addresses import RESERVED
from builder.domain.article import Edition
from builder.load.edition_file import Place, decode, read_edition, split_front_matter
from builder.load.registers import load_registers
from builder.markdown.blocks import Block, blocks_of
from builder.markdown.canonical import canonical_text
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
    if content_id in RESERVED:
        raise CannotBegin(f"«{content_id}» is an address that the portal uses itself; choose another content_id")
    try:
        languages.get(language)
    except languages.UnknownLanguage as unknown:
        raise CannotBegin(str(unknown)) from None
    _see_that_they_are_there(root, partner, topics)
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
    if source:
        _keep_source(root, path.with_name(f"{source}.md"), path, ())
    return path.relative_to(root)


def _see_that_they_are_there(root: Path, partner: str, topics: Sequence[str]) -> None:
    registers = load_registers(root, [])
    asked = [("partner", partner, set(registers.partners)), *(("topic", one, set(registers.topics)) for one in topics)]
    for kind, name, there in asked:
        if name and name not in there:
            way_out = Names(there).way_out(name, f"they are: {', '.join(sorted(there))}")
            raise CannotBegin(f"there is no {kind} «{name}»; {way_out}")


def _translation_form(root: Path, source_file: Path, source: str, partner: str, today: date) -> str:
    """The source's text stands in the body, to be replaced paragraph by paragraph."""
    edition = _read(root, source_file)
    body = split_front_matter(decode(source_file.read_bytes()))[1].lstrip("\n")
    return TRANSLATION_FORM.format(source=source, state=edition.state, partner=partner, today=today, body=body)


def mark_translated(root: Path, file: Path) -> str | None:
    """Write the source's present state into a translation, its text beside it, and give the state.

    A source edition is left alone.
    """
    edition = _read(root, file)
    if edition.is_source:
        return None
    source_file = file.with_name(f"{edition.matter.translation.source}.md")  # type: ignore[union-attr]
    translated = _blocks(edition, file)
    state = _keep_source(root, source_file, file, translated)
    text = file.read_text(encoding="utf-8")
    body_from = len(text) - len(split_front_matter(text)[1])
    file.write_text(STATE.sub(rf"\1 {state}", text[:body_from], count=1) + text[body_from:], encoding="utf-8")
    return state


def _keep_source(root: Path, source_file: Path, file: Path, translated: Sequence[Block]) -> str:
    """Write the source's blocks beside the translation, and give the source's state."""
    source = _read(root, source_file)
    made_from = write_made_from(source_file.stem, source.state, _blocks(source, source_file), translated)
    file.with_name(f"{file.stem}.source.txt").write_text(made_from, encoding="utf-8")
    return source.state


def _blocks(edition: Edition, file: Path) -> tuple[Block, ...]:
    body = split_front_matter(decode(file.read_bytes()))[1]
    return blocks_of(canonical_text(edition.title, edition.summary, body))


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
