"""Keeping every edition that goes on the air under an address that stays, with its history and what changed."""

from collections.abc import Iterator, Sequence, Set

import msgspec
from msgspec import Struct

from builder.approval.fingerprint import fingerprint_of
from builder.changes import weightiest
from builder.domain import addresses
from builder.domain.archived import ArchivedChange, ArchivedPage, ArchivedStep
from builder.domain.article import Edition
from builder.domain.library import EditionKey, Group
from builder.load.edition_file import split_front_matter
from builder.markdown.blocks import Block
from builder.markdown.canonical import plain_text
from builder.pipeline.announcing import announce
from builder.pipeline.differing import Version, as_published, difference
from builder.pipeline.last_good import LastGood
from builder.pipeline.making import Making
from builder.pipeline.sharing import WORTH_A_PROCESS, Progress, share_out
from builder.publish.archive import STYLE, Archive, Entry
from builder.render import SiteRenderer

CONTENT = ("article", "service")


def archive_editions(making: Making, release: str, paged: Set[str], progress: Progress) -> None:
    """Keep each edition of a release that is not kept yet; the release is whole and readers may not see it yet.

    `paged` are the fingerprints whose pages have been made already.
    """
    library, archive = making.plan.library, making.archive
    touched = _touched(making, archive)
    candidates = [one for one in library.editions if touched is None or one.key[:2] in touched]
    history = archive.history() if touched is None or touched else {}
    fresh = list(_fresh(making, candidates, history, release))
    public = f"{making.root}/site/releases/{release}/public"
    for entry in fresh:
        archive.keep(entry.fingerprint, f"{public}/{addresses.data(addresses.path_of(*entry.key))}")
    new = [_weighed(archive, entry, history) for entry in fresh if not _is_last(entry, history)]
    for entry in new:
        history.setdefault(entry.key, []).append(entry)
    if fresh:
        archive.write(STYLE, making.renderer.theme.files[f"templates/{STYLE}"])
    steps = [history[entry.key] for entry in fresh if entry.fingerprint not in paged]
    if len(steps) >= WORTH_A_PROCESS:
        making.renderer.prepare(library.languages)

    def work(part: slice) -> None:
        for entries in steps[part]:
            for name, data in _pages(archive, entries, making.renderer):
                archive.write(name, data)

    list(share_out(work, len(steps), "Keeping editions", progress))
    archive.record(new)
    if touched is None or touched:
        announce(making, archive, history, touched)
    archive.close(release)


def _touched(making: Making, archive: Archive) -> set[Group] | None:
    """The articles and services that were made anew; None, for all of them, where the release before was not kept
    whole, or had some that this one has not."""
    before = making.last_good.release
    if before is None or archive.complete != before.name:
        return None
    units = {unit.id: unit for unit in making.plan.units if unit.kind in CONTENT}
    if any(known.partition(":")[0] in CONTENT and known not in units for known in making.known):
        return None
    found = [units[made.unit] for made in making.units if made.written and made.unit in units]
    return {(unit.kind, unit.subject) for unit in found}


def _weighed(archive: Archive, entry: Entry, history: dict[EditionKey, list[Entry]]) -> Entry:
    """With how much has changed since the text before."""
    known = history.get(entry.key)
    if not known:
        return msgspec.structs.replace(entry, weight="new")
    changes = difference(_version(archive, known[-1]), _version(archive, entry), entry.language)
    return msgspec.structs.replace(entry, weight=weightiest(changes))


def _fresh(
    making: Making, candidates: Sequence[Edition], history: dict[EditionKey, list[Entry]], release: str
) -> Iterator[Entry]:
    """What is not in the history as the last of its edition, or has no page there."""
    library = making.plan.library
    for edition in candidates:
        fingerprint = fingerprint_of(edition, library.pictures_of(edition))
        known = history.get(edition.key)
        if not known or known[-1].fingerprint != fingerprint:
            role = "delivered" if edition.is_source else "translated"
            yield Entry(making.moment, release, *edition.key, fingerprint, edition.author, role)
        elif not making.archive.page(fingerprint).exists():
            yield known[-1]


def _is_last(entry: Entry, history: dict[EditionKey, list[Entry]]) -> bool:
    known = history.get(entry.key, [])
    return known[-1:] != [] and known[-1].fingerprint == entry.fingerprint


class Kept(Struct, frozen=True):
    """What an edition's page in the archive is made of, as its data name it."""

    title: str
    summary: str
    source: str
    facts: dict[str, str]
    approvals: tuple[dict[str, str], ...]


_decode = msgspec.json.Decoder(Kept).decode


def _pages(archive: Archive, entries: Sequence[Entry], renderer: SiteRenderer) -> Iterator[tuple[str, bytes]]:
    """The pages of all texts of an edition, each with the whole history."""
    read = {entry.fingerprint: data for entry in entries if (data := archive.read(entry.fingerprint)) is not None}
    known = [entry for entry in entries if entry.fingerprint in read]
    steps = tuple(reversed(list(_steps(archive, known))))
    for fingerprint, data in read.items():
        kept = _decode(data)
        page = ArchivedPage(
            fingerprint=fingerprint,
            language=known[0].language,
            title=kept.title,
            summary=kept.summary,
            href=addresses.href(renderer.site.base_path, addresses.path_of(*known[0].key)),
            body=split_front_matter(kept.source)[1],
            facts=kept.facts,
            approvals=tuple(one["text"] for one in kept.approvals),
            steps=steps,
        )
        yield archive.page(fingerprint).name, renderer.archived(page)


def _steps(archive: Archive, entries: Sequence[Entry]) -> Iterator[ArchivedStep]:
    before: Entry | None = None
    for entry in entries:
        changes = _changes(archive, before, entry) if before else ()
        yield ArchivedStep(entry.fingerprint, entry.day, changes, before is None)
        before = entry


def _changes(archive: Archive, before: Entry, after: Entry) -> tuple[ArchivedChange, ...]:
    found = difference(_version(archive, before), _version(archive, after), after.language)
    return tuple(ArchivedChange(one.weight, _said(one.before), _said(one.after)) for one in found)


def _version(archive: Archive, entry: Entry) -> Version:
    reader = LastGood(None)
    found = reader.published(entry.key, archive.data(entry.fingerprint))
    return as_published(found, reader.texts) if found else Version("", ())


def _said(blocks: Sequence[Block]) -> str:
    return "\n".join(plain_text(block.text, {}) for block in blocks)
