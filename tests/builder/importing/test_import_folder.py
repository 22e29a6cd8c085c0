"""A folder of foreign Markdown becomes articles: each file is an edition, or is told of with a reason."""

from pathlib import Path

import msgspec
import pytest

from builder.domain.article import SourceMatter, Translation, TranslationMatter
from builder.importing.mapping import LinkRules
from builder.importing.report import LEFT_OUT
from tests.builder.importing.foreign import HEAD, MAPPING, editions, imported, png, told


def test_a_page_becomes_a_source_edition(tmp_path: Path) -> None:
    """All that the page says is there, and what it does not say is absent."""
    page = "---\ntitle: 12:30\nsummary: 'It is: so'\ntags: [Heart, heart]\ndate: 2024-05-01\n---\n# 12:30\n\nText.\n"
    report = imported(tmp_path, {"en/heart.md": page})
    edition, _, faults = editions(tmp_path)["p-heart/en"]
    assert faults == []
    assert edition is not None
    assert msgspec.structs.asdict(edition.matter) == {
        **msgspec.structs.asdict(SourceMatter(title="12:30", summary="It is: so", partner="etaten")),
        "topics": ("heart",),
        "changed": edition.matter.changed,
        "origin": "en/heart.md",
    }
    assert str(edition.matter.changed) == "2024-05-01"
    assert told(report) == [("en/heart.md", 7, "heading-dropped")]


def test_translations_name_the_state_of_their_source(tmp_path: Path) -> None:
    """The edition in the first of the source languages is the source; none of its translations is stale."""
    files = {"en/heart.md": "---\ntitle: Heart\nsummary: On it.\n---\nText.\n", "nb/heart.md": f"{HEAD}Tekst.\n"}
    imported(tmp_path, files)
    found = editions(tmp_path)
    source, translation = found["p-heart/nb"].edition, found["p-heart/en"].edition
    assert source is not None and translation is not None
    assert isinstance(translation.matter, TranslationMatter)
    assert translation.matter.translation == Translation(source="nb", state=source.state, by="etaten", method="human")


def test_without_an_edition_in_a_source_language_the_first_is_taken(tmp_path: Path) -> None:
    """And that is told."""
    report = imported(tmp_path, {f"{code}/heart.md": f"{HEAD}Tekst.\n" for code in ("uk", "ar")})
    assert told(report) == [("ar/heart.md", 1, "no-source-edition")]
    assert editions(tmp_path)["p-heart/ar"].edition.is_source  # type: ignore[union-attr]


def test_two_files_for_one_edition(tmp_path: Path) -> None:
    """The second is left out and names the first."""
    report = imported(tmp_path, {"nb/heart.md": f"{HEAD}A.\n", "no/heart.md": f"{HEAD}B.\n"})
    assert told(report) == [("no/heart.md", 1, "same-edition")]
    assert "nb/heart.md" in next(one.message for one in report.findings if one.reason == "same-edition")


def test_links_between_pages_become_articles_and_sections(tmp_path: Path) -> None:
    """By their old address or their file; a section of the same page is named as our pages name it."""
    links = "[a](/nb/lungs/#x) [b](lungs.md) [c](#about-it) [d](/gone/) [e](http://x.no) [f](ftp://x)"
    body = f"{links}\n\n## About it\n\nx\n"
    report = imported(tmp_path, {"nb/heart.md": HEAD + body, "nb/lungs.md": f"{HEAD}Lunger.\n"})
    edition = editions(tmp_path)["p-heart/nb"].edition
    assert edition is not None
    assert [(link.target, link.text) for link in edition.links] == [
        ("article:p-lungs", "a"),
        ("article:p-lungs", "b"),
        ("#s-about-it", "c"),
        ("https://etaten.no/gone/", "d"),
        ("http://x.no", "e"),
    ]
    assert [one for one in told(report) if one[2] != "same-title"] == [
        ("nb/heart.md", 5, "http-kept"),
        ("nb/heart.md", 5, "link-dropped"),
        ("nb/heart.md", 5, "link-outside"),
    ]


def test_pictures_that_are_there_come_along(tmp_path: Path) -> None:
    """From beside the page or the site's own folder; others leave their alternative text, and no path leads out."""
    body = "![One](a%20b.png)\n\n![Two](/x/c.png) ![Three](gone.png) ![Four](../../secret.png) ![Five](d.png)\n"
    files = {"static/x/c.png": png(), "nb/d.png": b"no picture", "../secret.png": png(), "nb/heart.md": HEAD + body}
    report = imported(tmp_path, files)
    folder = tmp_path / "portal/content/articles/p-heart"
    assert sorted(path.name for path in folder.iterdir()) == ["c.png", "nb.md"]
    assert "One\n\n![Two](c.png) Three Four Five\n" in (folder / "nb.md").read_text()
    assert [one[2] for one in told(report)] == ["picture-dropped"] * 4


def test_two_pictures_of_one_name(tmp_path: Path) -> None:
    """Both come along, the second under a name of its own; a credit that the mapping knows goes with each."""
    rules = LinkRules(site="https://etaten.no", credit="Foto: Etaten")
    body = "![A](<a/X y.png>) ![B](<b/X y.png>)\n"
    files = {"nb/a/X y.png": png(), "nb/b/X y.png": png() + b"\0", "nb/heart.md": HEAD + body}
    imported(tmp_path, files, msgspec.structs.replace(MAPPING, links=rules))
    edition = editions(tmp_path)["p-heart/nb"].edition
    assert edition is not None and isinstance(edition.matter, SourceMatter)
    assert [image.file for image in edition.images] == ["x-y.png", "x-y-2.png"]
    assert {(one.file, one.credit) for one in edition.matter.images} == {
        ("x-y.png", "Foto: Etaten"),
        ("x-y-2.png", "Foto: Etaten"),
    }


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "empty-page"),
        ("---\ntitle: A\n---\n\n<!-- nothing -->\n", 4, "empty-page"),
        (f"{HEAD}![](gone.png)\n", 5, "empty-page"),
        (f"{HEAD}## Hjerte\n", 5, "empty-page"),
        ("---\nsummary: A\n---\nText.\n", 1, "no-title"),
        ("---\ntitle: <b></b>\nsummary: A\n---\nText.\n", 2, "no-title"),
        ("---\ntitle: A\n---\n- list\n", 1, "no-summary"),
        ("---\ntitle: A\nlang: xx\n---\nText.\n", 3, "unknown-language"),
        ("---\ntitle: A\nowner: 衛生\n---\nText.\n", 3, "no-partner"),
        ("---\ntitle: A\n", 1, "open-front-matter"),
        (b"---\n\xff\n---\n", 2, "not-utf8"),
        (f"{HEAD}{'x y ' * 140_000}", 5, "file-size"),
    ],
)
def test_what_cannot_be_an_edition_is_left_out(tmp_path: Path, content: str | bytes, line: int, reason: str) -> None:
    """With file, line, reason and way out; the others come along."""
    report = imported(tmp_path, {"nb/a.md": content, "nb/b.md": f"{HEAD}Tekst.\n"})
    assert [(one.file, one.line, one.reason, one.way_out) for one in report.findings if one.left_out] == [
        ("nb/a.md", line, reason, LEFT_OUT[reason])
    ]
    assert [edition.content_id for edition in report.editions] == ["p-b"]


def test_a_link_in_the_file_system_is_not_followed(tmp_path: Path) -> None:
    """What it leads to is not part of the source."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").symlink_to("/etc/hostname")
    assert told(imported(tmp_path, {})) == [("a.md", 1, "symbolic-link")]
