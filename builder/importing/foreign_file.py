"""A foreign file, read tolerantly: its front matter, whatever its form and faults, and its body."""

import json
import tomllib
from typing import Any, NamedTuple

from builder.importing.characters import clean
from builder.importing.report import LeftOut, Tell
from builder.importing.yaml_reading import Unclear, read_foreign_yaml


class FrontMatter(NamedTuple):
    """Every scalar is the text that stands there; `lines` tells where each key stands."""

    values: dict[str, Any]
    lines: dict[str, int]


class ForeignPage(NamedTuple):
    """`body_line` is the body's first line in the file."""

    file: str
    front: FrontMatter
    body: str
    body_line: int

    def line_of(self, key: str) -> int:
        return self.front.lines.get(key, 1)


def read_foreign(file: str, data: bytes, tell: Tell) -> ForeignPage:
    """Read one file, or raise LeftOut."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LeftOut(data.count(b"\n", 0, error.start) + 1, "not-utf8", "not UTF-8 text") from None
    text = clean(text, 1, tell)
    if not text.strip():
        raise LeftOut(1, "empty-page", "the file is empty")
    form, front, body, body_line = _divide(text)
    if not form:
        tell(1, "no-front-matter", "no front matter")
    return ForeignPage(file, READERS[form](front, tell), body, body_line)


def _divide(text: str) -> tuple[str, str, str, int]:
    """The form of the front matter, itself, the body and the body's first line."""
    lines = text.splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if line.strip())
    fence = lines[first].strip()
    if fence == "{":
        return _divide_json(text)
    if fence not in ("---", "+++"):
        return "", "", text, 1
    closing = {"---": ("---", "..."), "+++": ("+++",)}[fence]
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() in closing:
            front = "\n" * first + "".join(lines[first + 1 : number])
            return fence, front, "".join(lines[number + 1 :]), number + 2
    raise LeftOut(first + 1, "open-front-matter", f"the front matter opened with {fence} never ends")


def _divide_json(text: str) -> tuple[str, str, str, int]:
    start = text.index("{")
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return "", "", text, 1
    return "{", text[start:end], text[end:], text.count("\n", 0, end) + 1


def _no_front_matter(_front: str, _tell: Tell) -> FrontMatter:
    return FrontMatter({}, {})


def _read_yaml(front: str, tell: Tell) -> FrontMatter:
    """YAML of any quality: with tabs as spaces if it must be, and line by line if nothing else helps."""
    unclear: Unclear | None = None
    for text in dict.fromkeys((front, front.expandtabs(2))):
        try:
            return FrontMatter(*read_foreign_yaml(text, 2, tell))
        except Unclear as why:
            unclear = unclear or why
    if unclear:
        tell(1 + unclear.line, "front-matter-unclear", unclear.why)
    return _read_lines(front)


def _read_lines(front: str) -> FrontMatter:
    """What can be read without knowing YAML: «key: value» at the margin, and lists of «- value» below a key."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    key = ""
    for number, line in enumerate(front.splitlines(), 2):
        item = line.strip()
        if key and item.startswith("- ") and (values[key] == "" or isinstance(values[key], list)):
            values[key] = [*(values[key] or []), _unquoted(item[2:])]
        elif line[:1].strip() and ":" in line:
            key, _, value = line.partition(":")
            key = key.strip().strip("\"'")
            values[key], lines[key] = _unquoted(value), number
    return FrontMatter(values, lines)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _read_toml(front: str, tell: Tell) -> FrontMatter:
    try:
        values = _as_text(tomllib.loads(front, parse_float=str))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        tell(1, "front-matter-unclear", str(error))
        return _read_lines(front.replace(" = ", ": "))
    return FrontMatter(values, _key_lines(values, front, "{} ="))


def _read_json(front: str, _tell: Tell) -> FrontMatter:
    values = _as_text(json.loads(front, parse_float=str, parse_int=str))
    return FrontMatter(values, _key_lines(values, front, '"{}"'))


def _key_lines(values: dict[str, Any], front: str, written: str) -> dict[str, int]:
    found = {key: front.find(written.format(key)) for key in values}
    return {key: 1 + front.count("\n", 0, place) for key, place in found.items() if place >= 0}


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


READERS = {"": _no_front_matter, "---": _read_yaml, "+++": _read_toml, "{": _read_json}
