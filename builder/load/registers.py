"""What editors keep beside the articles: site, partners, topics, concepts, facts, teasers, service rules."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from builder.domain.article import Slug
from builder.domain.registers import Concept, Fact, Moved, Names, Partner, ServiceRules, Teaser, Topic
from builder.domain.site import Site
from builder.load.convert import convert
from builder.load.fault import Fault, Unreadable
from builder.load.names_on_disk import LANGUAGE, entries, is_partner_file, is_slug
from builder.load.plain_file import read_plain_file
from builder.load.strict_yaml import Path as YamlPath
from builder.load.strict_yaml import YamlDocument, read_yaml
from builder.load.text import decode

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
    moved: tuple[Moved, ...]
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
        concepts=reader.concepts("content/concepts.yml"),
        facts=reader.mapping("content/facts.yml", Fact),
        teasers=tuple(reader.listing("content/teasers.yml", Teaser)),
        services={service: found for service, file in rules if (found := reader.one(file, ServiceRules))},
        moved=tuple(reader.listing("content/moved.yml", Moved)),
        faults=reader.faults,
        texts=reader.texts,
    )


class _Pages(Struct, frozen=True, forbid_unknown_fields=True):
    """What a concept says beside its names, which stand under their languages."""

    article: Slug | None = None
    service: Slug | None = None
    topic: Slug | None = None


def _partner_files(root: Path) -> Iterator[tuple[str, str]]:
    for entry in entries(root / "partners"):
        if is_partner_file(entry.name):
            yield entry.name.removesuffix(".yml"), f"partners/{entry.name}"


class _RegisterReader:
    def __init__(self, root: Path, instead: Mapping[str, str]) -> None:
        self.root = root
        self.instead = instead
        self.texts: dict[str, str] = {}
        self.faults: list[tuple[str, Fault]] = []

    def _tell(self, file: str, *faults: Fault) -> None:
        self.faults.extend((file, fault) for fault in faults)

    def one(self, file: str, kind: type[T], required: bool = False) -> T | None:
        document = self._read(file, required=required)
        return self._converted(file, document, kind) if document else None

    def mapping(self, file: str, kind: type[T]) -> dict[str, T]:
        """A file of «id: entry»."""
        found = {key: self._converted(file, entry, kind) for key, entry in self._entries(file)}
        return {str(key): value for key, value in found.items() if value}

    def listing(self, file: str, kind: type[T]) -> list[T]:
        """A file that is a list of entries."""
        found = [self._converted(file, entry, kind) for _, entry in self._entries(file, as_list=True)]
        return [value for value in found if value]

    def concepts(self, file: str) -> dict[str, Concept]:
        found = {key: self._concept(file, entry) for key, entry in self._entries(file)}
        return {str(key): value for key, value in found.items() if value}

    def _concept(self, file: str, entry: YamlDocument) -> Concept | None:
        """A concept's languages stand beside its page."""
        if not isinstance(entry.values, dict):
            self._converted(file, entry, _Pages)
            return None
        told = len(self.faults)
        if not any(LANGUAGE.fullmatch(key) for key in entry.values):
            message = "name it in at least one language: «nb:» and, indented under it, «name:»"
            self._tell(file, Fault(entry.lines[()], "missing-key", message))
        names = {
            str(key): self._converted(file, part, Names) for key, part in _parts(entry) if LANGUAGE.fullmatch(str(key))
        }
        values = {key: value for key, value in entry.values.items() if key not in names}
        pages = self._converted(file, entry._replace(values=values), _Pages)
        if pages is None or len(self.faults) > told:
            return None
        return Concept({key: name for key, name in names.items() if name}, **asdict(pages))

    def _entries(self, file: str, as_list: bool = False) -> Iterator[tuple[str | int, YamlDocument]]:
        document = self._read(file, as_list=as_list)
        if document:
            self._tell(file, *document.faults)
            for key, part in _parts(document):
                if as_list or is_slug(str(key)):
                    yield key, part
                else:
                    message = f"«{key}» is no id; write small letters a–z, digits and single hyphens"
                    self._tell(file, Fault(part.lines[()], "bad-name", message))

    def _read(self, file: str, required: bool = False, as_list: bool = False) -> YamlDocument | None:
        try:
            text = self.texts[file] = self._text(file)
            if text.strip():
                return read_yaml(text, max_keys=MAX_KEYS, max_bytes=MAX_BYTES, as_list=as_list)
        except FileNotFoundError:
            if required:
                self._tell(file, Fault(1, "missing-file", "the portal needs this file; see the handbook"))
        except Unreadable as unreadable:
            self._tell(file, unreadable.fault)
        return None

    def _text(self, file: str) -> str:
        if file in self.instead:
            return self.instead[file]
        return decode(read_plain_file(self.root / file, MAX_BYTES), MAX_BYTES)

    def _converted(self, file: str, document: YamlDocument, kind: type[T]) -> T | None:
        value, faults = convert(document, kind)
        self._tell(file, *faults)
        return value


def _parts(document: YamlDocument) -> Iterator[tuple[str | int, YamlDocument]]:
    """Each entry of a mapping or list as a document of its own."""
    lines: dict[str | int, dict[YamlPath, int]] = defaultdict(dict)
    for path, line in document.lines.items():
        if path:
            lines[path[0]][path[1:]] = line
    values = document.values
    for key, value in values.items() if isinstance(values, dict) else enumerate(values):
        yield key, YamlDocument(value, lines[key], [])
