"""Foreign YAML, read from the parser's events: every scalar as the text that stands there.

Nothing is constructed, so no text is taken for a date or a number, and depth and size have bounds: the composer of
libyaml goes as deep as the text does and takes the whole program down with it.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from builder.importing.report import Tell

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_NODES = 20_000
MAX_DEPTH = 12
NOTHING = {"", "~", "null", "Null", "NULL"}


class Unclear(Exception):
    """This is no YAML, or more of it than a front matter has; `line` counts from 1 in the text."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why


def read_foreign_yaml(text: str, first_line: int, tell: Tell) -> tuple[dict[str, Any], dict[str, int]]:
    """The mapping and the line of each key, or Unclear. Keys that stand twice are told."""
    reading = _Reading(first_line, tell)
    try:
        event: Any
        for event in (events := yaml.parse(text, Loader=Loader)):
            if isinstance(event, yaml.MappingStartEvent):
                return reading.mapping(event, events, 1), reading.lines
            if isinstance(event, (yaml.ScalarEvent, yaml.SequenceStartEvent)):
                raise Unclear(_line(event), "no lines of «key: value»")
        return {}, {}
    except yaml.MarkedYAMLError as error:
        raise Unclear(error.problem_mark.line + 1 if error.problem_mark else 1, error.problem or "not YAML") from None
    except yaml.YAMLError as error:
        raise Unclear(1, str(error).partition("\n")[0]) from None


def _line(event: Any) -> int:
    return event.start_mark.line + 1


class _Reading:
    """One pass over the events; `lines` are those of the outermost keys."""

    def __init__(self, first_line: int, tell: Tell) -> None:
        self.first_line = first_line
        self.tell = tell
        self.lines: dict[str, int] = {}
        self.anchors: dict[str, Any] = {}
        self.nodes = 0

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(event, events, depth)
            value = self._value(next(events), events, depth)
            if not isinstance(key, str):
                continue
            line = self.first_line + event.start_mark.line
            if key in values:
                self.tell(line, "duplicate-key", f"«{key}» stands twice")
            values[key] = value
            if depth == 1:
                self.lines[key] = line
        return self._anchored(start, values)

    def _sequence(self, start: Any, events: Iterator[Any], depth: int) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, events, depth))
        return self._anchored(start, values)

    def _value(self, event: Any, events: Iterator[Any], depth: int) -> Any:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise Unclear(_line(event), "too many values, or too deep in each other")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, events, depth + 1)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, events, depth + 1)
        if isinstance(event, yaml.AliasEvent):
            return self.anchors.get(event.anchor or "", "")
        is_nothing = event.implicit[0] and event.value in NOTHING
        return self._anchored(event, "" if is_nothing else event.value)

    def _anchored(self, event: Any, value: Any) -> Any:
        if event.anchor:
            self.anchors[event.anchor] = value
        return value
