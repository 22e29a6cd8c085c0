"""A folder of foreign Markdown becomes articles: each file is an edition, or is told of with a reason."""

import json
import struct
import zlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.domain.article import SourceMatter, Translation, TranslationMatter
from builder.domain.registers import Partner
from builder.importing import CannotImport, ImportReport, Mapping, cli_import, import_folder
from builder.importing.mapping import BodyRules, LinkRules, PartnerRules, TopicRules, TranslationRules
from builder.importing.report import LEFT_OUT, TOLD
from builder.load.edition_file import ReadEdition, read_edition
from builder.load.registers import load_registers
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
    return [(one.file, one.line, one.reason) for one in report.findings if one.reason != "site-written"]


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


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
    assert "nb/heart.md" in report.findings[-1].message


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


def test_the_registers_are_written_once(tmp_path: Path) -> None:
    """Partners, topics and settings are complete for the editions; what is there already stays as it is."""
    files = {"nb/heart.md": "---\ntitle: A\nsummary: B\ntags: [hjerte-og-kar, ny]\nowner: NN & Co\n---\nText.\n"}
    (tmp_path / "portal/content").mkdir(parents=True)
    (tmp_path / "portal/content/topics.yml").write_text("# ours\nny: {area: sykdom, name: {nb: Vårt}}")
    report = imported(tmp_path, files)
    registers = load_registers(tmp_path / "portal", [])
    assert registers.faults == []
    assert registers.partners == {"nn-co": Partner(name={"nb": "NN & Co"})}
    assert {topic: (one.area, one.name) for topic, one in registers.topics.items()} == {
        "ny": ("sykdom", {"nb": "Vårt"}),
        "hjerte-og-kar": ("helse", {"nb": "Hjerte og kar"}),
    }
    assert registers.site is not None and registers.site.languages == ("nb",)
    assert registers.site.checks["provenance-incomplete"] == "warning"
    assert told(report) == [("nb/heart.md", 5, "new-partner")]
    (tmp_path / "portal/partners/nn-co.yml").write_text("name: {nb: NN og Co}\n")
    site = "name: Vår\naddress: https://a.no\noperator: A\nlanguages: [nb]\n"
    (tmp_path / "portal/content/site.yml").write_text(site)
    assert imported(tmp_path, files).findings == ()
    registers = load_registers(tmp_path / "portal", [])
    assert registers.partners["nn-co"].name == {"nb": "NN og Co"}
    assert registers.site is not None and registers.site.name == "Vår"


def test_a_register_that_cannot_be_read_stops_the_import(tmp_path: Path) -> None:
    """Nothing is written beside it."""
    (tmp_path / "portal/content").mkdir(parents=True)
    (tmp_path / "portal/content/topics.yml").write_text("a: b: c\n")
    with pytest.raises(CannotImport, match=r"content/topics.yml:1: .*\[yaml-syntax\]"):
        imported(tmp_path, {"nb/heart.md": f"{HEAD}Tekst.\n"})
    assert not (tmp_path / "portal/import-report.json").exists()


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_the_same_import_gives_the_same_bytes(tmp_path: Path) -> None:
    """A second time into the same portal, and into another one."""
    files: dict[str, str | bytes] = {f"nb/{name}.md": f"{HEAD}Tekst.\n" for name in "cba"}
    imported(tmp_path / "one", files)
    first = contents(tmp_path / "one/portal")
    imported(tmp_path / "one", files)
    imported(tmp_path / "two", dict(reversed(files.items())))
    assert contents(tmp_path / "one/portal") == first == contents(tmp_path / "two/portal")


def test_another_mapping_adds_to_the_portal(tmp_path: Path) -> None:
    """Its articles stand beside the first ones, its report beside theirs; no content_id is taken from anyone."""
    imported(tmp_path, {"nb/heart.md": f"{HEAD}Tekst.\n"})
    imported(tmp_path, {"nb/heart.md": f"{HEAD}Annen tekst.\n"}, msgspec.structs.replace(MAPPING, name="other"))
    assert sorted(editions(tmp_path)) == ["p-heart-nb-heart/nb", "p-heart/nb"]
    told_of = json.loads((tmp_path / "portal/import-report.json").read_text())["imports"]
    assert {name: [edition["content_id"] for edition in one["editions"]] for name, one in told_of.items()} == {
        "other": ["p-heart-nb-heart"],
        "prove": ["p-heart"],
    }
    assert told_of["prove"]["reasons"] == {"site-written": 1}


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """And tells the same."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text(f"{HEAD}Tekst.\n")
    report = import_folder(tmp_path / "source", MAPPING, tmp_path / "portal", lambda done, total: None, dry_run=True)
    assert len(report.editions) == 1
    assert not (tmp_path / "portal").exists()


def test_progress_reaches_its_end(tmp_path: Path) -> None:
    """Reading is the first half, writing the second."""
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(f"{HEAD}Tekst.\n")
    steps: list[tuple[int, int]] = []
    import_folder(tmp_path, MAPPING, tmp_path / "portal", lambda done, total: steps.append((done, total)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_every_reason_has_a_way_out() -> None:
    """The two tables have no reason in common, and each way out says something to do or that there is nothing."""
    assert not LEFT_OUT.keys() & TOLD.keys()
    assert all(len(way_out.split()) > 2 for way_out in (*LEFT_OUT.values(), *TOLD.values()))


def test_the_command_tells_in_short_and_ends_with_a_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 all adopted, 3 some left out, 1 nothing at all, 2 a mapping that cannot be used."""
    mapping = tmp_path / "m.yml"
    mapping.write_text(
        "name: m\nprefix: m\ntitle: [title]\nsummary: [summary]\nlanguage: ['text:nb']\n"
        "partner: {take: ['text:etaten']}\ntopics: {area: helse}\n"
    )
    source = tmp_path / "source"
    source.mkdir()

    def code() -> int:
        return cli_import(tmp_path / "portal", source, mapping, False, lambda doing, done, total: None)

    assert code() == 1
    (source / "a.md").write_text(f"{HEAD}Tekst.\n")
    assert code() == 0
    (source / "b.md").write_text("")
    capsys.readouterr()
    assert code() == 3
    assert capsys.readouterr().out.splitlines() == [
        "m: 1 editions of 1 articles in 1 languages, from 2 files",
        f"  left out      1  empty-page: {LEFT_OUT['empty-page']}",
        f"  told          1  new-partner: {TOLD['new-partner']}",
        f"  told          1  site-written: {TOLD['site-written']}",
        f"Each file is told of in {tmp_path / 'portal' / 'import-report.json'}.",
    ]
    mapping.write_text("name: m\n")
    assert code() == 2
    assert "missing-key" in capsys.readouterr().err


LINES = st.sampled_from(
    [
        *("---", "title: A", "title: 'B", "lang: en", "\ttabs: x", "# One", "text {{ x }}", "<div>", "</b>", "- a", ""),
        *("    b", "[x](/y)", "![z](q.png)", "| a | b |", "| - | - |", "```", "\u202eabc", "e\u0301", "<script>"),
        *("===", "{", "+++"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(LINES, max_size=12), min_size=1, max_size=4))
def test_every_file_is_an_edition_or_left_out(tmp_path_factory: pytest.TempPathFactory, pages: list[list[str]]) -> None:
    """Whatever the files hold, and what is written is accepted by the portal's own reader."""
    root = tmp_path_factory.mktemp("import")
    rules = BodyRules(template_tags="drop", indented_code="text")
    files: dict[str, str | bytes] = {f"nb/{number}.md": "\n".join(lines) for number, lines in enumerate(pages)}
    report = imported(root, files, msgspec.structs.replace(MAPPING, body=rules))
    left_out = [one.file for one in report.findings if one.left_out]
    assert sorted([*left_out, *(edition.file for edition in report.editions)]) == sorted(files)
    assert all(read.edition for read in editions(root).values())
