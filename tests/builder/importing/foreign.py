"""Folders of foreign Markdown, imported for one test."""

import struct
import zlib
from pathlib import Path

from builder.domain.registers import Partner
from builder.importing import ImportReport, Mapping, import_folder
from builder.importing.mapping import LinkRules, PartnerRules, TopicRules, TranslationRules
from builder.load.edition_file import ReadEdition, read_edition
from builder.load.sources import scan

MAPPING = Mapping(
    name="prove",
    prefix="p",
    path=("{language}/{page}.md",),
    title=("title", "first-heading"),
    summary=("summary", "first-paragraph"),
    language=("lang", "path:language", "text:nb"),
    partner=PartnerRules(take=("owner", "text:etaten"), register={"etaten": Partner(name={"nb": "Etaten"})}),
    topics=TopicRules(area="helse", take=("tags",)),
    content_id=("path:page", "path"),
    translations=TranslationRules(article=("path:page",), sources=("nb",)),
    changed=("date",),
    links=LinkRules(site="https://etaten.no", addresses=("text:/{path:language}/{path:page}/",), pictures="static"),
)
HEAD = "---\ntitle: Hjerte\nsummary: Om hjertet.\n---\n"


def imported(root: Path, files: dict[str, str | bytes], mapping: Mapping = MAPPING) -> ImportReport:
    """Import these files, from scratch, into `root`/portal."""
    for name, content in files.items():
        path = root / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return import_folder(root / "source", mapping, root / "portal", lambda done, total: None)


def editions(root: Path) -> dict[str, ReadEdition]:
    """What the portal's own reader makes of what was written."""
    tree = scan(root / "portal")
    assert tree.faults == []
    return {
        f"{source.place.content_id}/{source.place.language}": read_edition(
            source.place, (root / "portal" / source.place.file).read_bytes(), ""
        )
        for source in tree.editions
    }


def told(report: ImportReport) -> list[tuple[str, int, str]]:
    return [
        (one.file, one.line, one.reason) for one in report.findings if one.reason not in ("site-written", "not-signed")
    ]


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
