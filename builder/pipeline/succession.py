"""What was on the air before has a say in what may follow: an old text put back, an article taken over."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from builder.approval.fingerprint import fingerprint_of
from builder.domain.article import Edition
from builder.domain.library import EditionKey, Library
from builder.pipeline.approving import Approvals
from builder.pipeline.last_good import LastGood
from builder.publish.archive import Archive, Entry

AUTHORS = ("delivered", "translated")


def with_history(root: Path, library: Library, approvals: Approvals, last_good: LastGood) -> Library:
    """The library with the editions that were replaced once already, and with those of another partner's articles."""
    history = Archive(root / "site").history()
    known = [(edition, history[edition.key]) for edition in library.editions if edition.key in history]
    return msgspec.structs.replace(
        library,
        older=dict(_older(library, known, last_good)),
        taken_over=dict(_taken_over(library, known, approvals)),
    )


def _older(
    library: Library, known: Sequence[tuple[Edition, list[Entry]]], last_good: LastGood
) -> Iterator[tuple[EditionKey, date]]:
    """Signed texts that were on the air before a newer one, unless they are again or were approved since."""
    for edition, entries in known:
        last = entries[-1]
        if len({entry.fingerprint for entry in entries}) == 1:
            continue
        fingerprint = fingerprint_of(edition, library.pictures_of(edition))
        if fingerprint == last.fingerprint or fingerprint not in (entry.fingerprint for entry in entries):
            continue
        signed = [one.statement for one in library.standing_of(edition).signed if one.statement.role in AUTHORS]
        on_air = last_good.edition(edition.key)
        if signed and max(one.made for one in signed) <= last.moment and on_air and on_air.fingerprint != fingerprint:
            yield edition.key, last.day


def _taken_over(
    library: Library, known: Sequence[tuple[Edition, list[Entry]]], approvals: Approvals
) -> Iterator[tuple[EditionKey, str]]:
    """Texts that name another deliverer than the one on the air, who can sign and has not given them up."""
    can_sign = {held.partner for held in approvals.keyring.keys.values() if not held.key.revoked}
    for edition, entries in known:
        last = entries[-1]
        is_theirs = last.role == "delivered" and last.partner in can_sign and last.partner in library.partners
        if is_theirs and last.partner != edition.author and not _given_up(approvals, last):
            yield edition.key, last.partner


def _given_up(approvals: Approvals, last: Entry) -> bool:
    """Whether the last that its deliverer said of it is that it takes it back."""
    signed = [one.signed.statement for one in approvals.by_edition.get(last.key, ()) if not one.refused]
    said = [one for one in signed if (one.role, one.partner) == ("delivered", last.partner) and one.made > last.moment]
    return bool(said) and max(said, key=lambda one: one.made).action == "withdrawal"
