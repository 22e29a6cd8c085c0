"""One Markdown file becomes one edition: its bytes, its front matter and its prose."""

import unicodedata
from typing import NamedTuple

from builder.domain.article import Edition, Kind, Matter, SourceMatter, TranslationMatter
from builder.load.convert import convert
from builder.load.fault import Fault, Unreadable
from builder.load.strict_yaml import read_yaml
from builder.markdown.prose import Prose, read_prose

MAX_BYTES = 512 * 1024
FENCE = "---"


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


def read_edition(place: Place, data: bytes, digest: str) -> ReadEdition:
    """Turn a file's bytes into an edition. Never raises for anything an editor can write."""
    try:
        text = decode(data)
        front, body, body_line = split_front_matter(text)
        document = read_yaml(front, first_line=2)
        matter_type: type[Matter] = TranslationMatter if "translation" in document.values else SourceMatter
        matter, faults = convert(document, matter_type)
        if not body.strip():
            raise Unreadable(body_line, "empty-body", "the page has no text; write it below the second ---")
    except Unreadable as unreadable:
        return ReadEdition(None, None, [unreadable.fault])
    if matter is None:
        return ReadEdition(None, None, faults)
    prose = read_prose(body, body_line)
    edition = Edition(
        *place,
        digest=digest,
        state=prose.state(matter.title, matter.summary),
        matter=matter,
        words=prose.word_count,
        links=prose.links,
        images=prose.images,
        facts=prose.facts,
        lines={path[0]: line for path, line in document.lines.items() if len(path) == 1},
    )
    return ReadEdition(edition, prose, faults)


def decode(data: bytes) -> str:
    """UTF-8 text, normalised to NFC and to LF; anything else is told with its line (bad-input.md F15–F18, M19)."""
    if len(data) > MAX_BYTES:
        raise Unreadable(1, "file-size", f"{len(data) // 1024} KiB; at most {MAX_BYTES // 1024}: divide the article")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(line, "not-utf8", "not UTF-8; save the file as UTF-8 in your editor") from None
    if "\x00" in text:
        raise Unreadable(text.count("\n", 0, text.index("\x00")) + 1, "control-character", "a NUL byte; remove it")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def split_front_matter(text: str) -> tuple[str, str, int]:
    """Give the front matter, the body and the body's first line."""
    if not text.startswith(FENCE + "\n"):
        way_out = "start the file with a line of --- and end the front matter with another"
        if text.startswith(("+++", "{")):
            way_out = "write it as YAML between two lines of ---"
        raise Unreadable(1, "no-front-matter", f"no front matter; {way_out}")
    end = text.find(f"\n{FENCE}\n", len(FENCE))
    if end < 0:
        if text.rstrip("\n").endswith(f"\n{FENCE}"):
            return text[len(FENCE) + 1 : text.rindex(FENCE)], "", text.count("\n")
        raise Unreadable(1, "open-front-matter", "the front matter never ends; close it with a line of ---")
    body = text[end + len(FENCE) + 2 :]
    return text[len(FENCE) + 1 : end + 1], body, text.count("\n", 0, end + len(FENCE) + 2) + 1
