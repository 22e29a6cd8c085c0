"""The search index of each language: taken over, made anew where a few pages have changed, or made whole."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing, suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from builder.domain.article import Edition
from builder.domain.artifact import Artifact
from builder.domain.library import Library
from builder.index import concepts, document_of, hubs_and_partners, settings_pages, with_text
from builder.load.edition_file import split_front_matter
from builder.pipeline.code import code_digest
from builder.pipeline.making import CANNOT_LINK, Made, Making, checked
from builder.pipeline.sharing import Progress, share_out
from builder.pipeline.weighed_pages import Kept, Page, WeighedPages
from builder.plan import Unit
from builder.publish.writer import FileRow
from search_index.concept_table import ConceptTable, health_concepts
from search_index.gathering import Gathering, Readers
from search_index.remembering import Memory, Unsound, keep
from search_index.updating import Change, Read, update
from search_index.weighing import weigh
from search_index.writing import File, written_index

FOLDER = "index"
"""Under `public`: the browser reads the same files as the shell."""

FEW = 50
"""As many pages may have changed for an index to be made anew only where they touch it."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[list[Page]]).decode

NOT_KEPT: Kept = (b"", [])


def make_indexes(making: Making, progress: Progress) -> list[Made]:
    """The index of every language there is content in; of those that stay, the files are taken over."""
    library = making.plan.library
    if library.site.search_index == "no":
        return []
    indexing = Indexing(making, progress)
    units = [Unit(FOLDER, language, "") for language in library.languages]
    taken = [making.taken_over(unit, indexing.key) for unit in units]
    if all(taken):
        making.writer.link([row for made in taken if made for row in made.files])
        return [made for made in taken if made]
    return indexing.updated(units) or indexing.whole(units)


class Indexing:
    """The pages of one build and what is known of them."""

    def __init__(self, making: Making, progress: Progress) -> None:
        self.making, self.progress = making, progress
        self.library: Library = making.plan.library
        self.cache = making.root / "site/cache"
        self.weighed = WeighedPages(self.cache / "weighed.sqlite")
        self.editions: dict[str, list[Edition]] = {}
        for edition in self.library.editions:
            self.editions.setdefault(f"{edition.kind}:{edition.content_id}", []).append(edition)
        self.digests = {subject: _digest(editions) for subject, editions in self.editions.items()}
        self.key = self._key(self.digests)

    def _key(self, digests: Mapping[str, bytes]) -> bytes:
        """All that an index depends on: registers, code, and every edition."""
        whole = b"".join((self.making.keys.registers, *(digest for _, digest in sorted(digests.items()))))
        return blake2b(whole, digest_size=16).digest()

    def updated(self, units: list[Unit]) -> list[Made] | None:
        """The indexes after a few pages have changed, or None if more than that has."""
        before = self.weighed.digests()
        changed = [subject for subject, digest in self.digests.items() if before.get(subject) != digest]
        if before.keys() != self.digests.keys() or not 0 < len(changed) <= FEW:
            return None
        known = [self.making.known.get(unit.id) for unit in units]
        as_before = [one for one in known if one and one.key == self._key(before)]
        old = self.weighed.of(changed)
        if len(as_before) < len(units) or len(old) < len(changed):
            return None
        new = self._weighed(changed)
        changes = [Change(old[subject], pages) for subject, (_, pages) in new.items()]
        made: list[Made] = []
        for unit, its in zip(units, as_before, strict=True):
            one = self._updated_one(unit, its, changes)
            if one is None:
                self.making.writer.remove([row for each in made for row in each.files])
                return None
            made.append(one)
        self.weighed.put(new)
        return made

    def _updated_one(self, unit: Unit, known: Made, changes: list[Change]) -> Made | None:
        below = _below(unit)
        rows = {row.path.removeprefix(below): row for row in known.files}
        with ExitStack() as held:
            try:
                memory = held.enter_context(closing(Memory(self._memory(unit), known.key)))
                made = update(memory, _reader(f"{self.making.writer.previous}/{below}"), self._readers(unit), changes)
                kept = [rows[path] for path in made.kept] if made else []
            except (Unsound, KeyError, OSError, sqlite3.Error, msgspec.MsgspecError):
                return None
            if made is None or not self._linked(kept):
                return None
            written = self._write(unit, made.files)
            with suppress(sqlite3.Error):
                memory.keep(self.key, made.head, made.entries)
        return Made(unit.id, self.key, kept + written)

    def _linked(self, rows: list[FileRow]) -> bool:
        """Whether these could be taken over from the release on the air."""
        try:
            self.making.writer.link(rows)
        except OSError as error:
            if error.errno not in CANNOT_LINK:
                raise
            self.making.writer.remove(rows)
            return False
        return True

    def whole(self, units: list[Unit]) -> list[Made]:
        """Every index, of all pages."""
        pages = self._all_pages()
        table = ConceptTable([*health_concepts(), *concepts(self.library)])

        def work(part: slice) -> list[Made]:
            return [self._whole_one(unit, pages, table) for unit in units[part]]

        return [made for part in share_out(work, len(units), "Making the index", self.progress) for made in part]

    def _whole_one(self, unit: Unit, pages: list[Page], table: ConceptTable) -> Made:
        made = written_index(Gathering(self._readers(unit), table), pages)
        rows = self._write(unit, made.files)
        keep(self._memory(unit), self.key, made.head, made.gathered)
        return Made(unit.id, self.key, rows)

    def _write(self, unit: Unit, files: Iterable[File]) -> list[FileRow]:
        named = (Artifact(f"{FOLDER}/{unit.language}/{file.path}", file.data) for file in files)
        return [self.making.writer.write(artifact) for artifact in named]

    def _readers(self, unit: Unit) -> Readers:
        return Readers(unit.language, tuple(self.making.plan.understood[unit.language]), tuple(self.library.languages))

    def _memory(self, unit: Unit) -> Path:
        return self.cache / f"index-{unit.language}.sqlite"

    def _all_pages(self) -> list[Page]:
        known = self.weighed.all()
        fresh = [subject for subject, digest in self.digests.items() if known.get(subject, NOT_KEPT)[0] != digest]
        weighed = self._weighed(fresh)
        pages = {one: weighed[one] if one in weighed else self._as_now(one, known[one]) for one in self.digests}
        if pages != known:
            self.weighed.replace(pages)
        others = (*hubs_and_partners(self.library), *settings_pages(self.library))
        own = [page for _, its in pages.values() for page in its]
        return own + [(document, weigh(document)) for document in others]

    def _as_now(self, subject: str, kept: Kept) -> Kept:
        """Weights stay with the text; addresses, partner and topics are those of today's settings and registers."""
        editions = zip(self.editions[subject], kept[1], strict=True)
        return kept[0], [(document_of(edition, self.library), weighed) for edition, (_, weighed) in editions]

    def _weighed(self, subjects: list[str]) -> dict[str, Kept]:
        """Read the texts of these and weigh their words."""

        def work(part: slice) -> bytes:
            return _encode([self._weigh(subject) for subject in subjects[part]])

        shares = share_out(work, len(subjects), "Weighing words", self.progress)
        weighed = [pages for share in shares for pages in _decode(share)]
        return {subject: (self.digests[subject], pages) for subject, pages in zip(subjects, weighed, strict=True)}

    def _weigh(self, subject: str) -> list[Page]:
        found = []
        for edition in self.editions[subject]:
            whole = checked(self.making.root, edition.file, edition.digest, self.making.last_good)
            document = document_of(edition, self.library)
            found.append((document, weigh(with_text(document, split_front_matter(whole)[1]))))
        return found


def _digest(editions: list[Edition]) -> bytes:
    told = "\0".join("/".join((*edition.key, edition.digest)) for edition in editions)
    return blake2b(told.encode(), key=code_digest(), digest_size=16).digest()


def _below(unit: Unit) -> str:
    return f"public/{FOLDER}/{unit.language}/"


def _reader(folder: str) -> Read:
    def read(path: str) -> bytes:
        with open(folder + path, "rb") as stream:
            return stream.read()

    return read
