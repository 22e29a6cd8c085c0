"""An import as a whole: registers, repeats, further mappings, dry runs and the command."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.domain.registers import Partner
from builder.importing import CannotImport, cli_import, import_folder
from builder.importing.mapping import BodyRules
from builder.importing.report import LEFT_OUT, TOLD
from builder.load.registers import load_registers
from tests.builder.importing.foreign import HEAD, MAPPING, editions, imported, told
from tests.portal import Portal


def test_the_registers_are_written_once(tmp_path: Path) -> None:
    """Partners, topics and settings are complete for the editions; what is there already stays as it is."""
    files = {"nb/heart.md": "---\ntitle: A\nsummary: B\ntags: [hjerte-og-kar, ny]\nowner: NN & Co\n---\nText.\n"}
    (tmp_path / "portal/content").mkdir(parents=True)
    (tmp_path / "portal/content/topics.yml").write_text("# ours\nny: {area: sykdom, name: {nb: Vårt}}")
    report = imported(tmp_path, files)
    registers = load_registers(tmp_path / "portal", [])
    assert registers.faults == []
    assert registers.partners == {"nn-co": Partner(name={"nb": "NN & Co"}, publish_unapproved="yes")}
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


def test_what_nobody_has_signed_yet_is_shown_with_a_mark(tmp_path: Path) -> None:
    """In a portal that had no settings: it can be looked at, and says on each page that it is not approved."""
    imported(tmp_path, {"nb/heart.md": f"{HEAD}Tekst.\n"})
    portal = Portal(tmp_path / "portal")
    built = portal.build()
    assert (built.absent, [problem.severity for problem in built.problems]) == ([], ["warning"] * 2)
    assert 'class="note unapproved"' in portal.page("nb/p-heart.html")


def test_a_portal_of_its_own_lets_nobody_publish_unsigned(tmp_path: Path) -> None:
    """Whose settings somebody wrote decides for itself; the texts wait for their partners' signatures."""
    portal = Portal(tmp_path / "portal")
    portal.write("content/site.yml", "name: Vår\naddress: https://a.no\noperator: A\nlanguages: [nb]\n")
    assert told(imported(tmp_path, {"nb/heart.md": f"{HEAD}Tekst.\n"})) == []
    assert "not-approved" in portal.codes()
    assert portal.build().absent == [("article", "p-heart", "nb")]


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
    assert told_of["prove"]["reasons"] == {"not-signed": 1, "site-written": 1}


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
        "m: 1 edition of 1 article in 1 language, from 2 files",
        f"  left out      1  empty-page: {LEFT_OUT['empty-page']}",
        f"  told          1  new-partner: {TOLD['new-partner']}",
        f"  told          1  not-signed: {TOLD['not-signed']}",
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
