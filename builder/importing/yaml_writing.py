"""YAML that reads back as the same text, by our own strict reader and by any other."""

import re
from collections.abc import Mapping, Sequence

Value = str | Sequence["Value"] | Mapping[str, "Value"]

PLAIN = re.compile(r"[^\W\d_][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\"'\\{}\[\],&*?|<>=!%@`#:]*", re.UNICODE)
MEANS_SOMETHING = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|nan|inf)", re.IGNORECASE)
ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def scalar(text: str) -> str:
    """A text in plain style where no reader can take it for anything else, else in double quotes."""
    if DATE.fullmatch(text) or (PLAIN.fullmatch(text) and text == text.strip() and not MEANS_SOMETHING.fullmatch(text)):
        return text
    return '"' + ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    return "\\" + match[0] if match[0] in '"\\' else f"\\u{ord(match[0]):04x}"


def block(values: Mapping[str, Value], indent: str = "") -> str:
    """Lines of «key: value»; what is empty is left out."""
    return "".join(f"{indent}{scalar(key)}:{_after_key(value, indent)}" for key, value in values.items() if value)


def _after_key(value: Value, indent: str) -> str:
    if isinstance(value, str):
        return f" {scalar(value)}\n"
    if isinstance(value, Mapping):
        return "\n" + block(value, indent + "  ")
    if all(isinstance(item, str) for item in value):
        return f" [{', '.join(scalar(item) for item in value if isinstance(item, str))}]\n"
    return "\n" + "".join(_item(item, indent) for item in value)


def _item(item: Value, indent: str) -> str:
    if not isinstance(item, Mapping):
        return f"{indent}  - {scalar(str(item))}\n"
    lines = block(item, indent + "    ")
    return f"{indent}  - {lines[len(indent) + 4 :]}"
