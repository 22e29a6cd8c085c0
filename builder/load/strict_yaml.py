"""YAML as editors write it, without its traps: every scalar is the text that stands there.

PyYAML's own construction turns `no` into False and `12:30:45` into a number, keeps the last of two equal keys,
and expands aliases without bound (bad-input.md F04–F14). Here the parser's events are read directly: nothing is
constructed, and anchors, aliases, tags and merge keys are refused before they cost anything.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from builder.load.fault import Fault, Unreadable

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 8
MAX_KEYS = 40


class YamlDocument(NamedTuple):
    """`values` holds dicts, lists and strings; `lines` maps a path such as `("references", 0, "url")` to its line."""

    values: dict[str, Any]
    lines: dict[tuple[str | int, ...], int]
    faults: list[Fault]


def read_yaml(text: str, first_line: int = 1, max_keys: int = MAX_KEYS, max_bytes: int = 8192) -> YamlDocument:
    """Read one mapping, or raise Unreadable with the line and the way out."""
    if len(text) > max_bytes or len(text.encode()) > max_bytes:
        raise Unreadable(first_line, "yaml-size", f"at most {max_bytes // 1024} KiB of YAML here; shorten it")
    reading = _Reading(first_line, max_keys)
    try:
        events = yaml.parse(text, Loader=Loader)
        values = reading.document(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(
            first_line + (mark.line if mark else 0), "yaml-syntax", _in_plain_words(error.problem or "")
        ) from None
    except yaml.YAMLError:
        raise Unreadable(first_line, "yaml-syntax", "a character YAML does not allow; remove it") from None
    return YamlDocument(values, reading.lines, reading.faults)


def _in_plain_words(problem: str) -> str:
    if "'\\t'" in problem or "tab" in problem:
        return "a tab; indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a second colon in the line; put the text after the key in \"quotes\""
    if "could not find expected ':'" in problem:
        return "a line without a colon; write «key: value»"
    return f"not valid YAML ({problem}); quote text that holds : # [ ] {{ }} or starts with - ? & * ! | > % @"


class _Reading:
    """One pass over the parser's events."""

    def __init__(self, first_line: int, max_keys: int) -> None:
        self.first_line = first_line
        self.max_keys = max_keys
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.faults: list[Fault] = []

    def document(self, events: Iterator[Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Unreadable(self._line(event), "yaml-documents", "one YAML document only; remove the second")
            elif isinstance(event, yaml.MappingStartEvent):
                self._refuse_marks(event)
                values = self._mapping(events, (), 1)
            elif isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.AliasEvent)):
                raise Unreadable(self._line(event), "yaml-mapping", "lines of «key: value» must stand here")
        return values

    def _mapping(self, events: Iterator[Any], path: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise Unreadable(self._line(event), "yaml-key", "a key must be a plain word")
            self._refuse_marks(event)
            key = event.value
            here = (*path, key)
            if key == "<<":
                raise Unreadable(self._line(event), "yaml-merge", "merge keys are not allowed; write the lines out")
            if key in values:
                self.faults.append(
                    Fault(self._line(event), "duplicate-key", f"«{key}» stands on line {self.lines[here]} too; keep one")
                )
            if len(values) >= self.max_keys:
                raise Unreadable(self._line(event), "yaml-size", f"more than {self.max_keys} keys; remove some")
            self.lines[here] = self._line(event)
            values[key] = self._value(next(events), events, here, depth)
        return values

    def _sequence(self, events: Iterator[Any], path: tuple[str | int, ...], depth: int) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            here = (*path, len(values))
            self.lines[here] = self._line(event)
            values.append(self._value(event, events, here, depth))
        return values

    def _value(self, event: Any, events: Iterator[Any], path: tuple[str | int, ...], depth: int) -> Any:
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if depth >= MAX_DEPTH:
            raise Unreadable(self._line(event), "yaml-depth", f"more than {MAX_DEPTH} levels; flatten it")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path, depth + 1)
        return self._sequence(events, path, depth + 1)

    def _refuse_marks(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Unreadable(self._line(event), "yaml-alias", "anchors (&) and aliases (*) are not allowed; quote the text")
        if getattr(event, "tag", None):
            raise Unreadable(self._line(event), "yaml-tag", "tags (!) are not allowed; quote the text")

    def _line(self, event: Any) -> int:
        return self.first_line + event.start_mark.line
