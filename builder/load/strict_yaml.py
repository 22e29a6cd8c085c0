"""YAML as editors write it, without its traps: every scalar is the text that stands there.

PyYAML's own construction turns `no` into False and `12:30:45` into a number, keeps the last of equal keys,
and expands aliases without bound (bad-input.md F04–F14). Here its parser only finds the structure; nothing is
constructed, and anchors, aliases, tags, merge keys and deep nesting are refused before they cost anything.
"""

import re
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from builder.load.fault import Fault, Unreadable
from builder.load.yaml_words import what_to_mend

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 8
MAX_KEYS = 40
MAX_BYTES = 8192

Path = tuple[str | int, ...]

HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")
"""What YAML takes for the end of a line and no editor shows as one."""


class YamlDocument(NamedTuple):
    """`values` holds dicts, lists and strings; `lines` the line of a path such as `("references", 0)`."""

    values: Any
    lines: dict[Path, int]
    faults: list[Fault]


class _Composer(Loader):  # type: ignore[misc, valid-type]
    """Gives the nodes as they stand: a tag is there only if someone wrote it."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, node: Any, index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_yaml(
    text: str,
    first_line: int = 1,
    max_keys: int = MAX_KEYS,
    max_bytes: int = MAX_BYTES,
    as_list: bool = False,
) -> YamlDocument:
    """Read one mapping (or one list), or raise Unreadable with the line and the way out."""
    if len(text) > max_bytes or len(text.encode()) > max_bytes:
        raise Unreadable(first_line, "yaml-size", f"at most {max_bytes // 1024} KiB of YAML here; shorten it")
    try:
        if _is_suspect(text):
            _refuse_traps(text, first_line)
        root = _Composer(text).get_single_node()
    except yaml.YAMLError as error:
        line, code, message = what_to_mend(error, text)
        raise Unreadable(first_line + line, code, message) from None
    reading = _Reading(first_line, max_keys)
    if root is None or (root.value == "" and root.__class__ is ScalarNode and not root.style):
        return YamlDocument([] if as_list else {}, reading.lines, reading.faults)
    if root.__class__ is not (SequenceNode if as_list else MappingNode):
        raise Unreadable(first_line + root.start_mark.line, *_NOT_A_LIST if as_list else _NOT_A_MAPPING)
    return YamlDocument(reading.value(root, (), 1), reading.lines, reading.faults)


_NOT_A_MAPPING = "yaml-mapping", "lines of «key: value» must stand here"
_NOT_A_LIST = "yaml-list", "entries that begin with «- » must stand here"


def _is_suspect(text: str) -> bool:
    """Whether a look at each event is needed; most texts hold nothing that could be a trap."""
    return (
        "&" in text
        or "*" in text
        or "!" in text
        or "- -" in text
        or "? " in text
        or len(text) > MAX_BYTES
        or text.count("[") + text.count("{") > 100
        or (not text.isascii() and HIDDEN_BREAK.search(text) is not None)
    )


def _refuse_traps(text: str, first_line: int) -> None:
    """Stop at the first event that no honest text has. Depth is seen here before the nodes are built."""
    if found := HIDDEN_BREAK.search(text):
        line = first_line + text.count("\n", 0, found.start())
        raise Unreadable(line, "hidden-line-break", "a line break that cannot be seen; remove it")
    depth = 0
    event: Any
    for event in yaml.parse(text, Loader=Loader):
        line = first_line + event.start_mark.line
        if event.__class__ is yaml.AliasEvent or getattr(event, "anchor", None):
            raise Unreadable(line, "yaml-alias", "anchors (&) and aliases (*) may not be used; quote the text")
        if getattr(event, "tag", None):
            raise Unreadable(line, "yaml-tag", "tags (!) are not allowed; quote the text")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise Unreadable(line, "yaml-depth", f"more than {MAX_DEPTH} levels; flatten it")


class _Reading:
    """One walk over the nodes."""

    def __init__(self, first_line: int, max_keys: int) -> None:
        self.first_line = first_line
        self.max_keys = max_keys
        self.lines: dict[Path, int] = {}
        self.faults: list[Fault] = []

    def value(self, node: Any, path: Path, depth: int) -> Any:
        if node.__class__ is ScalarNode:
            text: str = node.value
            return text.rstrip("\n") if text[-1:] == "\n" else text
        if depth > MAX_DEPTH:
            raise Unreadable(self._line(node), "yaml-depth", f"more than {MAX_DEPTH} levels; flatten it")
        if node.__class__ is MappingNode:
            return self._mapping(node, path, depth)
        return self._sequence(node, path, depth)

    def _mapping(self, node: Any, path: Path, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if key_node.__class__ is not ScalarNode:
                raise Unreadable(line, "yaml-key", "a key must be a plain word")
            key = key_node.value
            here = (*path, key)
            if key in values:
                message = f"«{key}» stands on line {self.lines[here]} too; keep one"
                self.faults.append(Fault(line, "duplicate-key", message))
                continue
            if key == "<<":
                raise Unreadable(line, "yaml-merge", "merge keys are not allowed; write the lines out")
            if len(values) >= self.max_keys:
                raise Unreadable(line, "yaml-size", f"more than {self.max_keys} keys; remove some")
            self.lines[here] = line
            values[key] = self.value(value_node, here, depth + 1)
        return values

    def _sequence(self, node: Any, path: Path, depth: int) -> list[Any]:
        values: list[Any] = []
        for item in node.value:
            here = (*path, len(values))
            self.lines[here] = self._line(item)
            values.append(self.value(item, here, depth + 1))
        return values

    def _line(self, node: Any) -> int:
        line: int = self.first_line + node.start_mark.line
        return line
