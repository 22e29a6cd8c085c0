"""What a document that comes with a message may be: of few kinds, each what it says it is, and not too large
(threats.md A34)."""

import re

from shell_app.records.inbox_values import Enclosed

LARGEST = 4 * 1024 * 1024
BEGINNINGS = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "text/plain": ".txt"}
ALSO = {".jpeg": ".jpg"}
UNSAFE = re.compile(r"[^\w .,()+&'-]+")
LONGEST_NAME = 120


def is_of(kind: str, content: bytes) -> bool:
    """Whether the bytes are of the kind: what browsers are told must be true."""
    if kind != "text/plain":
        return content.startswith(BEGINNINGS[kind])
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(sign < " " and sign not in "\r\n\t\f" for sign in text)


def kind_of(content: bytes) -> str:
    """The kind that the bytes are of, whatever the file is called; nothing where it is none of ours."""
    return next((kind for kind in ENDINGS if is_of(kind, content)), "")


def enclosed(title: str, kind: str, content: bytes) -> Enclosed:
    """The document, with a name that a file can have everywhere and the ending of what it is."""
    usual = "text/plain; charset=utf-8" if kind == "text/plain" else kind
    return Enclosed(_name(title, kind), usual, content)


def _name(title: str, kind: str) -> str:
    name = UNSAFE.sub(" ", title.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if dot and ALSO.get(f".{ending.lower()}", f".{ending.lower()}") == ENDINGS[kind]:
        name = stem
    return f"{name[:LONGEST_NAME].strip(' .') or 'dokument'}{ENDINGS[kind]}"
