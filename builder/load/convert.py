"""From the strings of a YAML file to a domain type, with every fault in one go."""

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from builder.load.fault import Fault
from builder.load.strict_yaml import YamlDocument

T = TypeVar("T", bound=msgspec.Struct)

PLACE = re.compile(r" - at `\$?(.*)`$")
STEP = re.compile(r"\[(\d+)\]|\.([\w-]+)")


def convert(document: YamlDocument, kind: type[T], first_line: int = 1) -> tuple[T | None, list[Fault]]:
    """Give the value, or None and what must be mended."""
    try:
        return msgspec.convert(document.values, kind, strict=False), list(document.faults)
    except msgspec.ValidationError:
        return None, document.faults + _all_faults(document, kind, first_line)


@lru_cache
def _fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {field.encode_name: field for field in msgspec.structs.fields(kind)}


def _all_faults(document: YamlDocument, kind: type[msgspec.Struct], first_line: int) -> list[Fault]:
    fields = _fields(kind)
    faults = []
    for key in document.values:
        if key not in fields:
            faults.append(Fault(document.lines[key,], "unknown-key", _unknown_key(key, list(fields))))
    missing = [name for name, field in fields.items() if field.required and name not in document.values]
    if missing:
        faults.append(Fault(first_line, "missing-key", f"add {', '.join(f'«{name}:»' for name in missing)}"))
    for key, value in document.values.items():
        if key in fields:
            faults.extend(_faults_in_value(document, key, value, fields[key].type))
    return faults


def _unknown_key(key: str, known: list[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"unknown key «{key}»; " + (f"did you mean «{near[0]}»?" if near else f"the keys are: {', '.join(known)}")


def _faults_in_value(document: YamlDocument, key: str, value: Any, kind: Any) -> list[Fault]:
    if value == "":
        return [Fault(document.lines[key,], "empty-value", f"«{key}» is empty; fill it in or remove the line")]
    try:
        msgspec.convert(value, kind, strict=False)
    except msgspec.ValidationError as error:
        return [_fault_at(document, key, value, str(error))]
    return []


def _fault_at(document: YamlDocument, key: str, value: Any, error: str) -> Fault:
    place = PLACE.search(error)
    path: tuple[str | int, ...] = (key,)
    for number, name in STEP.findall(place[1] if place else ""):
        path = (*path, int(number) if number else name)
        value = value[path[-1]] if _has(value, path[-1]) else value
    while path not in document.lines:
        path = path[:-1]
    code, message = _in_plain_words(error[: place.start()] if place else error, value)
    return Fault(document.lines[path], code, f"«{'.'.join(map(str, path))}»: {message}")


def _has(value: Any, step: str | int) -> bool:
    return step in value if isinstance(value, dict) else isinstance(value, list) and isinstance(step, int)


def _in_plain_words(error: str, value: Any) -> tuple[str, str]:
    shown = f"«{value[:60]}»" if isinstance(value, str) else "this"
    if "RFC3339" in error or "`date`" in error:
        return "bad-date", f"{shown} is no date of the calendar; write it as 2026-03-02"
    if "unknown field" in error:
        return "unknown-key", "there is " + error.removeprefix("Object contains ").replace("`", "«", 1).replace("`", "»")
    if "missing required" in error:
        return "missing-key", error.removeprefix("Object ").replace("`", "«", 1).replace("`", "»", 1)
    if "Invalid enum value" in error:
        return "bad-value", f"{shown} is not one of the values allowed here; see the handbook"
    if "regex" in error:
        return "bad-value", f"{shown} is not written as it must be here; see the handbook"
    if "length" in error:
        return "bad-length", error.replace("`str`", "text").replace("`array`", "list")
    return "bad-type", f"{shown} is not the kind of value that stands here ({error.replace('`', '')})"
