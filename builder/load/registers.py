"""The files editors keep beside the articles: site, partners, topics, concepts, facts, teasers and service rules."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from msgspec import Struct

from builder.domain.registers import Concept, Fact, Partner, ServiceRules, Teaser, Topic
from builder.domain.site import Site
from builder.load.convert import convert
from builder.load.edition_file import decode
from builder.load.fault import Fault, Unreadable
from builder.load.strict_yaml import YamlDocument, read_yaml

T = TypeVar("T", bound=Struct)

MAX_KEYS = 20_000
MAX_BYTES = 4 * 1024 * 1024


class Registers(NamedTuple):
    """The registers, and what is wrong in them. An entry with a fault is absent; the others stand."""

    site: Site | None
    partners: dict[str, Partner]
    topics: dict[str, Topic]
    concepts: dict[str, Concept]
    facts: dict[str, Fact]
    teasers: tuple[Teaser, ...]
    services: dict[str, ServiceRules]
    faults: list[tuple[str, Fault]]
    texts: dict[str, str]


def load_registers(
    root: Path, rules: list[tuple[str, str]], instead: Mapping[str, str] = MappingProxyType({})
) -> Registers:
    """Read every register under `root`. `rules` are the services' ids with their `service.yml`.

    `instead` gives texts to read in place of files, such as the last good ones; `texts` of what is returned
    holds every register as it was read.
    """
    reader = _RegisterReader(root, instead)
    return Registers(
        site=reader.one("content/site.yml", Site, required=True),
        partners={slug: partner for slug, file in _partner_files(root) if (partner := reader.one(file, Partner))},
        topics=reader.mapping("content/topics.yml", Topic),
        concepts=reader.mapping("content/concepts.yml", Concept, _gather_names),
        facts=reader.mapping("content/facts.yml", Fact),
        teasers=tuple(reader.listing("content/teasers.yml", Teaser)),
        services={service: found for service, file in rules if (found := reader.one(file, ServiceRules))},
        faults=reader.faults,
        texts=reader.texts,
    )


def _partner_files(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "partners").glob("*.yml")):
        yield path.stem, f"partners/{path.name}"


class _RegisterReader:
    def __init__(self, root: Path, instead: Mapping[str, str]) -> None:
        self.root = root
        self.instead = instead
        self.texts: dict[str, str] = {}
        self.faults: list[tuple[str, Fault]] = []

    def one(self, file: str, kind: type[T], required: bool = False) -> T | None:
        document = self._read(file, required)
        return self._converted(file, document, kind) if document else None

    def mapping(self, file: str, kind: type[T], reshape: Callable[[YamlDocument], YamlDocument] | None = None) -> dict[str, T]:
        """A file of «id: entry»."""
        document = self._read(file)
        if document is None:
            return {}
        self.faults.extend((file, fault) for fault in document.faults)
        entries = {str(key): reshape(entry) if reshape else entry for key, entry in _entries(document)}
        return {key: value for key, entry in entries.items() if (value := self._converted(file, entry, kind))}

    def listing(self, file: str, kind: type[T]) -> list[T]:
        """A file that is a list of entries."""
        document = self._read(file, as_list=True)
        entries = _entries(next(entry for _, entry in _entries(document))) if document else ()
        return [value for _, entry in entries if (value := self._converted(file, entry, kind))]

    def _read(self, file: str, required: bool = False, as_list: bool = False) -> YamlDocument | None:
        try:
            text = self.instead[file] if file in self.instead else decode((self.root / file).read_bytes())
            self.texts[file] = text
            if not text.strip():
                return None
            if as_list:
                text, first_line = f"list:\n{text}", 0
            else:
                first_line = 1
            return read_yaml(text, first_line, max_keys=MAX_KEYS, max_bytes=MAX_BYTES)
        except FileNotFoundError:
            if required:
                self.faults.append((file, Fault(1, "missing-file", "the portal needs this file; see the handbook")))
        except Unreadable as unreadable:
            self.faults.append((file, unreadable.fault))
        return None

    def _converted(self, file: str, document: YamlDocument, kind: type[T]) -> T | None:
        line = min(document.lines.values(), default=1)
        value, faults = convert(document, kind, line)
        self.faults.extend((file, fault) for fault in faults)
        return value


def _entries(document: YamlDocument) -> Iterator[tuple[str | int, YamlDocument]]:
    """Each entry of a mapping or list as a document of its own."""
    lines: dict[str | int, dict[tuple[str | int, ...], int]] = defaultdict(dict)
    for path, line in document.lines.items():
        lines[path[0]][path[1:]] = line
    values: Any = document.values
    for key, value in values.items() if isinstance(values, dict) else enumerate(values):
        first_line = lines[key].pop(())
        if isinstance(value, str):
            value, lines[key] = {value: ""}, {(value,): first_line}
        yield key, YamlDocument(value, lines[key], [])


def _gather_names(entry: YamlDocument) -> YamlDocument:
    """A concept's languages stand beside its page: gather them under `names`."""
    pages = {"article", "service", "topic"}
    values = {key: value for key, value in entry.values.items() if key in pages}
    values["names"] = {key: value for key, value in entry.values.items() if key not in pages}
    lines = {("names", *path): line for path, line in entry.lines.items() if path[0] not in pages}
    lines.update({path: line for path, line in entry.lines.items() if path[0] in pages})
    lines["names",] = min(entry.lines.values(), default=1)
    return YamlDocument(values, lines, [])
