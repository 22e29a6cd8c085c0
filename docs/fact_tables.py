"""Limits, languages and decisions, as the code and the folders have them."""

from pathlib import Path

from builder.check import structure
from builder.load import edition_file, media, names_on_disk, registers, sources, strict_yaml, text
from builder.load.picture_header import MAX_PICTURE_BYTES
from docs.markdown_text import escaped, table
from translations.languages import LANGUAGES

KIB, MIB = 1024, 1024 * 1024


def limit_table() -> str:
    """How much of anything there may be."""
    return table(
        ("What", "At most"),
        (
            ("an edition's file", f"{text.MAX_BYTES // KIB} KiB"),
            ("front matter", f"{strict_yaml.MAX_BYTES // KIB} KiB, {strict_yaml.MAX_KEYS} keys"),
            ("levels of front matter and registers", f"{strict_yaml.MAX_DEPTH}"),
            ("a register such as topics.yml", f"{registers.MAX_BYTES // MIB} MiB, {registers.MAX_KEYS:,} keys"),
            ("a picture", f"{MAX_PICTURE_BYTES // MIB} MiB, {media.MAX_PIXELS // 1_000_000} million pixels"),
            ("a moving picture", f"{media.MAX_FRAMES} frames; its pixels are counted in every frame"),
            ("files beside each other in one article's folder", f"{sources.MAX_FILES:,}"),
            ("the path of a file", f"{names_on_disk.MAX_PATH} characters"),
            ("links on a page", f"{structure.MAX_LINKS:,}"),
            ("pictures on a page", f"{structure.MAX_IMAGES}"),
            ("footnotes on a page", f"{structure.MAX_FOOTNOTES}"),
            ("cells in a page's tables", f"{structure.MAX_CELLS:,}"),
            ("lines of a text", f"{edition_file.MAX_LINES:,}"),
            ("a word without a place to break the line", f"{structure.MAX_WORD} characters"),
        ),
    )


def language_table() -> str:
    """The languages that editions may be in."""
    rows = (
        (
            f"`{language.code}`",
            escaped(language.english),
            f'<span lang="{language.code}" dir="{language.dir}">{escaped(language.autonym)}</span>',
            "right to left" if language.dir == "rtl" else "",
            " ".join(f"`{code}`" for code in language.understood),
            f"`{language.fallback}`" if language.fallback else "",
        )
        for language in LANGUAGES.values()
    )
    return table(("Code", "Language", "In itself", "Written", "Readers also read", "Interface falls back on"), rows)


def decision_list(folder: Path) -> str:
    """The records in order, each by its heading."""
    records = sorted(folder.glob("[0-9]*.md"))
    return "\n".join(f"- [{escaped(_heading(record))}]({record.name})" for record in records)


def _heading(record: Path) -> str:
    return record.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
