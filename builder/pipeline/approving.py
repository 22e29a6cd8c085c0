"""Whether what partners signed is signed rightly, remembered by file; and what it amounts to for each edition."""

from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from builder.approval.fingerprint import fingerprint_of
from builder.approval.judging import Asked, Sorted, judge, sort_out
from builder.approval.keyring import Keyring
from builder.approval.reading import MAX_BYTES, file_name, read_approval
from builder.approval.ssh import NotSigned
from builder.domain.approval import Credit, Role, Signed, Standing, credits_of
from builder.domain.article import Edition, SourceMatter
from builder.domain.library import EditionKey, Library
from builder.domain.problem import Problem
from builder.load.fault import Unreadable
from builder.load.plain_file import read_plain_file
from builder.load.sources import ApprovalFile
from builder.load.text import decode
from builder.pipeline import cache
from builder.pipeline.carrying import Weighing
from builder.pipeline.last_good import OnAir
from builder.pipeline.sharing import Progress, share_out


class Verified(Struct, frozen=True, array_like=True):
    """What one file gave: a statement with a right signature, or why it is none."""

    file: str
    stamp: tuple[int, int, int]
    signed: Signed | None
    fault: str


class Remembered(Struct, array_like=True):
    basis: bytes
    rows: list[Verified]


NOTHING: frozenset[tuple[Role, str]] = frozenset()

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Verified]).decode


def verify(root: Path, source: ApprovalFile) -> Verified:
    """Read one file and check its signature; whose key it is does not matter yet."""
    try:
        signed = read_approval(decode(read_plain_file(root / source.file, MAX_BYTES)), source.file)
    except Unreadable as unreadable:
        return Verified(source.file, source.stamp, None, unreadable.fault.message)
    except (NotSigned, FileNotFoundError) as error:
        return Verified(source.file, source.stamp, None, str(error))
    return Verified(source.file, source.stamp, signed, _misplaced(signed))


def _misplaced(signed: Signed) -> str:
    """A statement that lies elsewhere than its words say would be looked for in vain."""
    statement = signed.statement
    right = f"content/{statement.kind}s/{statement.content_id}/approvals/{file_name(statement)}"
    return "" if signed.file == right else f"it is about another text or role; it belongs in {right}"


def verify_all(root: Path, sources: list[ApprovalFile], basis: bytes, progress: Progress) -> list[Verified]:
    """Every signed statement, in the order of `sources`; what has not changed is not checked again."""
    memory = root / "site/cache/approvals.msgpack"
    remembered = cache.load(memory, Remembered) if sources else None
    known = {row.file: row for row in remembered.rows} if remembered and remembered.basis == basis else {}
    fresh = [source for source in sources if source.file not in known or known[source.file].stamp != source.stamp]

    def work(part: slice) -> bytes:
        return _encode([verify(root, source) for source in fresh[part]])

    for encoded in share_out(work, len(fresh), "Verifying approvals", progress) if fresh else ():
        known.update((row.file, row) for row in _decode(encoded))
    rows = [known[source.file] for source in sources]
    if fresh or len(rows) != len(known):
        cache.store(memory, Remembered(basis, rows))
    return rows


def problems_of(rows: Iterable[Verified]) -> list[Problem]:
    """The files that are no approvals."""
    return [Problem(row.file, 1, "approval-signature", f"no approval: {row.fault}") for row in rows if row.fault]


class Approvals(NamedTuple):
    """What was signed, about which edition, by whom it may be, and how earlier texts are compared with it."""

    by_edition: dict[EditionKey, list[Sorted]]
    keyring: Keyring
    today: date
    weighing: Weighing

    def standing(self, library: Library, edition: Edition) -> Standing:
        """How it stands with an edition as it lies in the work tree."""
        statements = self.by_edition.get(edition.key)
        if statements is None:
            return _unsigned(tuple(credits_of(edition)))
        pictures, due = library.pictures_of(edition), _due(library, edition)
        fingerprint = fingerprint_of(edition, pictures)
        approvals = (one.signed.statement for one in statements if not one.refused)
        signed = {one.fingerprint for one in approvals if one.action == "approval"} - {fingerprint}
        since = self.weighing.since(edition, pictures, signed) if signed else {}
        return judge(Asked(fingerprint, credits_of(edition), due, since), statements, self.today)

    def standing_on_air(self, on_air: OnAir) -> Standing:
        """How it stands with an edition as it is on the air, by what was signed then and since."""
        further = sort_out(on_air.signed, self.keyring, self.today)
        statements = [*self.by_edition.get(on_air.edition.key, ()), *further]
        since = self.weighing.since_of(on_air)
        return judge(Asked(on_air.fingerprint, credits_of(on_air.edition), on_air.due, since), statements, self.today)


@lru_cache(maxsize=4096)
def _unsigned(asked: tuple[Credit, ...]) -> Standing:
    """How it stands with every edition that says so of its partners and about which nobody has signed anything."""
    return judge(Asked("", list(asked), None), (), date.min)


def approvals_of(rows: Iterable[Verified], keyring: Keyring, today: date, weighing: Weighing) -> Approvals:
    by_edition: dict[EditionKey, list[Sorted]] = defaultdict(list)
    for one in sort_out((row.signed for row in rows if row.signed and not row.fault), keyring, today):
        by_edition[one.signed.statement.key].append(one)
    return Approvals(by_edition, keyring, today, weighing)


def with_standings(library: Library, approvals: Approvals) -> Library:
    """The library with how it stands with each edition, and with the statements that say nothing."""
    spoken_of = (edition for edition in library.editions if edition.key in approvals.by_edition)
    asked = {edition.key: {credit[:2] for credit in credits_of(edition)} for edition in spoken_of}
    found = [one for statements in approvals.by_edition.values() for one in statements]
    return msgspec.structs.replace(
        library,
        standings=standings(library, approvals, library.editions),
        refused=tuple((one.signed, one.refused) for one in found if one.refused),
        pointless=tuple(
            one.signed for one in found if _is_pointless(one.signed, asked.get(one.signed.statement.key, NOTHING))
        ),
        key_faults=tuple(approvals.keyring.faults),
        signers={name: held.key for name, held in approvals.keyring.keys.items()},
    )


def _is_pointless(signed: Signed, asked: Set[tuple[Role, str]]) -> bool:
    """An approval that nobody asks for. Who takes one back may have given the text up to another partner."""
    return signed.statement.action == "approval" and signed.statement.credit[:2] not in asked


def standings(library: Library, approvals: Approvals, editions: Iterable[Edition]) -> dict[EditionKey, Standing]:
    """How it stands with some of the library's editions."""
    return {edition.key: approvals.standing(library, edition) for edition in editions}


def _due(library: Library, edition: Edition) -> date | None:
    """A translation is due when its source is."""
    shared = library.shared_matter(edition)
    return shared.due if isinstance(shared, SourceMatter) else None
