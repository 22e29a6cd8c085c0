"""A folder of foreign Markdown is adopted into a portal of our own."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from builder.importing.addresses import Addresses
from builder.importing.articles import ForeignArticle, articles, tell_same_titles
from builder.importing.destination import Destination
from builder.importing.mapping import Mapping
from builder.importing.prepared_page import PreparedPage, prepare
from builder.importing.report import Adopted, Findings, ImportReport, LeftOut
from builder.importing.source_folder import pages
from builder.importing.writing import Writer

MAX_SOURCE_BYTES = 4 * 1024 * 1024
"""Larger files are not even read: no page of 512 KiB comes out of them."""

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


def import_folder(
    source: Path, mapping: Mapping, destination: Path, progress: Progress, *, dry_run: bool = False
) -> ImportReport:
    """Adopt the pages under `source` into the portal at `destination`, and tell all that was not as it should be.

    The same import into the same portal gives the same bytes. With `dry_run` nothing is written. Raises
    CannotImport if what is in the portal already cannot be read.
    """
    findings = Findings()
    portal = Destination(destination, mapping.name)
    files = pages(source, mapping.files)
    steps = 2 * len(files)
    prepared = _prepared(source, files, mapping, findings, lambda done: progress(done, steps))
    adopting = articles(prepared, mapping, portal.taken, findings)
    tell_same_titles(adopting, findings)
    writer = Writer(source, mapping, portal, _addresses(adopting, mapping), findings)
    editions: list[Adopted] = []
    for article in adopting:
        editions += writer.write(article)
        progress(min(len(files) + len(editions), steps), steps)
    if editions:
        writer.write_registers(_most_common_source(adopting))
    if len(editions) < len(files):
        progress(steps, steps)
    report = ImportReport(mapping.name, len(files), tuple(sorted(editions)), tuple(sorted(findings.found)))
    portal.close(report, dry_run)
    return report


def _prepared(
    source: Path, files: list[str], mapping: Mapping, findings: Findings, progress: Callable[[int], None]
) -> Iterator[PreparedPage]:
    for number, file in enumerate(files, 1):
        shown = file.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        try:
            yield prepare(shown, _read(source / file), mapping, findings.about(shown))
        except LeftOut as why:
            findings.left_out(shown, why)
        progress(number)


def _read(path: Path) -> bytes:
    if path.is_symlink():
        raise LeftOut(1, "symbolic-link", "a symbolic link")
    try:
        if (size := path.stat().st_size) > MAX_SOURCE_BYTES:
            raise LeftOut(1, "file-size", f"{size // 1024} KiB")
        return path.read_bytes()
    except OSError as error:
        raise LeftOut(1, "unreadable-file", error.strerror or "cannot be read") from None


def _addresses(adopting: list[ForeignArticle], mapping: Mapping) -> Addresses:
    """The old addresses of all pages: each one's own before those it had still earlier."""
    addresses = Addresses(mapping.links)
    every = [(page, article.content_id) for article in adopting for page in article.pages]
    for page, content_id in every:
        addresses.add(page.addresses[0], content_id)
    for page, content_id in every:
        for address in page.addresses[1:]:
            addresses.add(address, content_id)
    return addresses


def _most_common_source(adopting: list[ForeignArticle]) -> str:
    counted = Counter(article.source.values.language for article in adopting)
    return min(counted, key=lambda language: (-counted[language], language))
