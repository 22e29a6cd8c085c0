"""Reading and checking each edition by itself; what has not changed is not read again."""

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from builder.check import check_edition, dictionaries
from builder.check.context import Context
from builder.domain.article import Edition
from builder.domain.library import EditionKey
from builder.domain.problem import Problem
from builder.load.edition_file import MAX_BYTES, Place, read_edition
from builder.load.fault import Fault, Unreadable
from builder.load.plain_file import read_plain_file
from builder.load.sources import Source
from builder.pipeline import cache
from builder.pipeline.sharing import WORTH_A_PROCESS, Progress, share_out
from builder.pipeline.spelling_memory import SpellingMemory


class Examined(Struct, frozen=True, array_like=True):
    """What one file gave. `stamp` tells when the file must be read again."""

    file: str
    stamp: tuple[int, int, int]
    edition: Edition | None
    problems: list[Problem]


class Remembered(Struct, array_like=True):
    """What is kept from run to run. `basis` is the digest of all that a finding depends on beside its file."""

    basis: bytes
    rows: list[Examined]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[list[Examined], dict[str, dictionaries.Words]]).decode


def digest_of(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def examine(root: Path, source: Source, context: Context) -> Examined:
    """Read one edition and apply every rule that needs no other."""
    place = source.place
    try:
        data = read_plain_file(f"{root}/{place.file}", MAX_BYTES)
    except Unreadable as unreadable:
        return Examined(place.file, source.stamp, None, [as_problem(place.file, unreadable.fault)])
    return examine_bytes(place, data, source.stamp, context)


def examine_bytes(place: Place, data: bytes, stamp: tuple[int, int, int], context: Context) -> Examined:
    """The same for bytes already at hand."""
    edition, prose, faults = read_edition(place, data, digest_of(data), context.cited.get(place.language, {}))
    problems = [as_problem(place.file, fault) for fault in faults]
    if edition and prose:
        problems.extend(check_edition(edition, prose, context))
    return Examined(place.file, stamp, edition, problems)


def as_problem(file: str, fault: Fault) -> Problem:
    return Problem(file, fault.line, fault.code, fault.message, fault.severity)


def examine_all(
    root: Path, sources: list[Source], context: Context, basis: bytes, memory: Path, progress: Progress
) -> list[Examined]:
    """Every edition examined, in the order of `sources`. `memory` is the folder of what earlier runs found."""
    file = memory / "examined.msgpack"
    known = _recall(file, basis)
    fresh = [source for source in sources if _row_of(known, source) is None]
    for row in _examine_in_parts(root, fresh, context, memory, progress):
        known[row.file] = row
    rows = [known[source.place.file] for source in sources]
    if fresh or len(rows) != len(known):
        cache.store(file, Remembered(basis, rows))
    return rows


def _recall(file: Path, basis: bytes) -> dict[str, Examined]:
    remembered = cache.load(file, Remembered)
    if remembered is None or remembered.basis != basis:
        return {}
    return {row.file: row for row in remembered.rows}


def _row_of(known: dict[str, Examined], source: Source) -> Examined | None:
    row = known.get(source.place.file)
    return row if row and row.stamp == source.stamp else None


def _examine_in_parts(
    root: Path, sources: list[Source], context: Context, memory: Path, progress: Progress
) -> Iterator[Examined]:
    if not sources:
        return
    spelling = SpellingMemory(memory)
    of_many = len(sources) >= WORTH_A_PROCESS and not spelling.words and "spelling" not in context.off
    if of_many:
        dictionaries.open_dictionaries({source.place.language for source in sources})

    def work(part: slice) -> bytes:
        return _encode([[examine(root, source, context) for source in sources[part]], dictionaries.learned()])

    for encoded in share_out(work, len(sources), "Reading and checking", progress):
        rows, learned = _decode(encoded)
        spelling.learn(learned)
        yield from rows
    spelling.keep()
    if of_many:
        dictionaries.close_dictionaries()


def key_of(place: Place) -> EditionKey:
    return place.kind, place.content_id, place.language
