"""From a file's bytes to text: UTF-8, in NFC, with line feeds, and nothing that cannot be seen or shown."""

from unicodedata import combining, is_normalized, normalize

from builder.load.fault import Unreadable

MAX_BYTES = 512 * 1024
MAX_MARKS = 30
"""More marks on one letter no language has; sorting a long pile of them would take minutes (UAX #15)."""

CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
LFS_POINTER = b"version https://git-lfs.github.com/spec/"


def decode(data: bytes, max_bytes: int = MAX_BYTES) -> str:
    """The text, or Unreadable with the line and the way out (bad-input.md F15, F16, F18, G03, M19)."""
    if len(data) > max_bytes:
        raise Unreadable(1, "file-size", f"{len(data) // 1024} KiB; at most {max_bytes // 1024}: divide the text")
    if data.startswith(LFS_POINTER):
        raise Unreadable(1, "lfs-pointer", "a pointer of Git LFS and not the file; commit the file itself")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _line_of(data, error.start)
        raise Unreadable(line, "not-utf8", "not UTF-8; save the file as UTF-8 in your editor") from None
    if len(data.translate(None, CONTROLS)) != len(data):
        first = min(data.index(control) for control in CONTROLS if control in data)
        message = f"a character that cannot be seen (U+{data[first]:04X}); remove it"
        raise Unreadable(_line_of(data, first), "control-character", message)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\n<<<<<<< " in text:
        line = text.count("\n", 0, text.index("\n<<<<<<< ")) + 2
        raise Unreadable(line, "merge-conflict", "two versions stand here (<<<<<<< … >>>>>>>); keep one")
    return text if text.isascii() or is_normalized("NFC", text) else _normalised(text)


def _line_of(data: bytes, offset: int) -> int:
    """Lines end with LF, CR LF or CR."""
    before = data[:offset].replace(b"\r\n", b"\n")
    return before.count(b"\n") + before.count(b"\r") + 1


def _normalised(text: str) -> str:
    pile = 0
    for index, character in enumerate(text):
        pile = pile + 1 if combining(character) else 0
        if pile > MAX_MARKS:
            line = text.count("\n", 0, index) + 1
            raise Unreadable(line, "piled-marks", f"more than {MAX_MARKS} accents on one letter; remove some")
    return normalize("NFC", text)
