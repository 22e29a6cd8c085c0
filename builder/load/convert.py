"""From the strings of a YAML file to a domain type, with every fault in one go."""

from typing import TypeVar

import msgspec

from builder.load.explain import explain, unknown_key
from builder.load.fault import Fault
from builder.load.strict_yaml import Path, YamlDocument

T = TypeVar("T", bound=msgspec.Struct)


def convert(document: YamlDocument, kind: type[T], first_line: int = 1) -> tuple[T | None, list[Fault]]:
    """Give the value, or None and what must be mended. `first_line` is where a missing key is told."""
    try:
        value = msgspec.convert(document.values, kind, strict=False)
    except msgspec.ValidationError as error:
        return None, sorted([*document.faults, *_all_faults(document, kind, first_line, str(error))])
    tag = kind.__struct_config__.tag_field
    if tag and tag in document.values:
        code, message = unknown_key(tag, kind)
        return None, [*document.faults, Fault(document.lines[tag,], code, f"«{tag}»: {message}")]
    return value, list(document.faults)


def _all_faults(document: YamlDocument, kind: type[T], first_line: int, error: str) -> list[Fault]:
    lines = {(): first_line} | document.lines
    faults = [
        Fault(_line(lines, path), code, f"{_place(path)}{message}")
        for path, code, message in explain(document.values, kind)
    ]
    return faults or [Fault(first_line, "bad-value", f"something here is not as it must be ({error})")]


def _line(lines: dict[Path, int], path: Path) -> int:
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _place(path: Path) -> str:
    """Where in the file, from the inside out: «url» in entry 1 of «references»."""
    if not path:
        return ""
    steps = [f"«{step}»" if isinstance(step, str) else f"entry {step + 1}" for step in reversed(path)]
    said = steps[0]
    for step, before in zip(steps[1:], steps, strict=False):
        said += f" {'of' if before.startswith('entry') else 'in'} {step}"
    return f"{said}: "
