"""One Markdown file becomes one edition: its bytes, its front matter and its prose."""

import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from builder.domain.article import Edition, Kind, Matter, SourceMatter, TranslationMatter
from builder.load.convert import convert
from builder.load.fault import Fault, Unreadable
from builder.load.strict_yaml import YamlDocument, read_yaml
from builder.load.text import MAX_BYTES, decode
from builder.markdown.canonical import digests
from builder.markdown.prose import Prose, read_prose

__all__ = ["MAX_BYTES", "Place", "ReadEdition", "decode", "read_edition", "split_front_matter"]

NO_FACTS: Mapping[str, str] = {}

_encode = msgspec.msgpack.Encoder().encode

OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"\n---[ \t]*(?:\n|\Z)")

SECOND_FRONT_MATTER = re.compile(
    r"\s*(?:---[ \t]*\n)?(?:[a-z_]+:(?: [^\n]*)?\n(?:(?:[ \t]|- )[^\n]*\n)*){2,}---[ \t]*(?:\n|\Z)"
)

LARGE = 64 * 1024
MAX_CELLS = 50_000
MAX_LINES = 50_000
DEEP = re.compile(r"^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){50}", re.MULTILINE)
"""Fifty quotes and lists inside each other."""


class Place(NamedTuple):
    """Where an edition's file lies and what its path says of it. `file` is relative to the portal's root."""

    kind: Kind
    content_id: str
    language: str
    file: str


class ReadEdition(NamedTuple):
    """What one file gave: an edition and its prose, or the faults that kept it from being one."""

    edition: Edition | None
    prose: Prose | None
    faults: list[Fault]


def read_edition(place: Place, data: bytes, digest: str, facts: Mapping[str, str] = NO_FACTS) -> ReadEdition:
    """Turn a file's bytes into an edition. Never raises for anything an editor can write.

    `facts` are given by name as they stand in prose in the edition's language.
    """
    try:
        front, body, body_line = split_front_matter(decode(data))
        document = read_yaml(front, first_line=2)
    except Unreadable as unreadable:
        return ReadEdition(None, None, [unreadable.fault])
    kind: type[Matter] = TranslationMatter if "translation" in document.values else SourceMatter
    matter, faults = convert(document, kind)
    if fault := _fault_in_body(body, body_line):
        faults.append(fault)
    if matter is None or faults:
        return ReadEdition(None, None, faults)
    prose = read_prose(body, body_line)
    return ReadEdition(_edition(place, digest, document, matter, prose, facts), prose, [])


def _edition(
    place: Place, digest: str, document: YamlDocument, matter: Matter, prose: Prose, facts: Mapping[str, str]
) -> Edition:
    text, state = digests(matter.title, matter.summary, prose.body, facts)
    return Edition(
        *place,
        digest=digest,
        text=text,
        state=state,
        face=blake2b(_encode(matter), digest_size=8).digest(),
        matter=matter,
        words=prose.word_count,
        links=prose.links,
        images=prose.images,
        facts=prose.facts,
        lines={str(path[0]): line for path, line in document.lines.items() if len(path) == 1},
    )


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Give the front matter, the body and the body's first line."""
    opening = OPENING.match(text)
    if opening is None:
        raise Unreadable(1, "no-front-matter", f"no front matter; {_how_to_open(text)}")
    closing = CLOSING.search(text, opening.end() - 1)
    if closing is None:
        raise Unreadable(1, "open-front-matter", "the front matter never ends; close it with a line of ---")
    body_line = text.count("\n", 0, closing.end()) + 1
    return text[opening.end() : closing.start() + 1], text[closing.end() :], body_line


def _how_to_open(text: str) -> str:
    if text.startswith(("+++", "{")):
        return "write it as YAML between two lines of ---"
    if text.lstrip("\ufeff \t\n").startswith("---"):
        return "remove what stands before the first ---, also empty lines"
    return "start the file with a line of --- and end the front matter with another"


def _fault_in_body(body: str, line: int) -> Fault | None:
    """What keeps a body from being read at all; what it says is for the checks."""
    if not body.strip():
        return Fault(line, "empty-body", "the page has no text; write it below the second ---")
    if SECOND_FRONT_MATTER.match(body):
        return Fault(line, "second-front-matter", "a second front matter; move its lines into the first")
    if len(body) > LARGE and body.count("|") > MAX_CELLS:
        return Fault(line, "body-complex", f"more than {MAX_CELLS} table cells; divide the page")
    if len(body) > LARGE and body.count("\n") > MAX_LINES:
        return Fault(line, "body-complex", f"more than {MAX_LINES} lines; divide the page")
    if len(body) > LARGE and (deep := DEEP.search(body)):
        deep_line = line + body.count("\n", 0, deep.start())
        return Fault(deep_line, "body-complex", "fifty quotes or lists inside each other; flatten them")
    return None
