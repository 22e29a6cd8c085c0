"""The commands as an editor types them: what they print, and the code they end with."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.portal import Portal


def run(portal: Portal, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(portal.root), *words])


def test_check_ends_with_0_when_all_is_well(portal: Portal) -> None:
    """One closing line, and nothing else."""
    ran = run(portal, "check", "--date", "2026-11-23")
    assert (ran.exit_code, ran.stdout) == (0, "")
    assert ran.stderr.startswith("No problems in 3 editions.")


def test_check_tells_file_line_way_out_and_code(portal: Portal) -> None:
    """In one run, every problem, as a line that editors' tools can follow."""
    portal.article("astma", body="# For stor\n")
    ran = run(portal, "check", "--date", "2026-11-23")
    assert ran.exit_code == 1
    line = "content/articles/astma/nb.md:14: «For stor» is a first-level heading, as the title is; begin it with ##"
    assert f"{line}  [heading-level-one]" in ran.stdout.splitlines()


def test_warnings_count_only_when_asked(portal: Portal) -> None:
    """An overdue review is told, and is an error with --strict."""
    day = ("--date", "2028-06-01")
    assert run(portal, "check", *day).exit_code == 0
    assert "[review-overdue] (warning)" in run(portal, "check", *day).stdout
    assert run(portal, "check", "--strict", *day).exit_code == 1


def test_check_ends_with_2_where_there_is_no_portal(tmp_path: Path) -> None:
    """Scripts can tell «faults» from «could not look»."""
    ran = CliRunner().invoke(main, ["--root", str(tmp_path), "check"])
    assert ran.exit_code == 2
    assert "no content folder" in ran.stderr


def test_problems_as_json(portal: Portal) -> None:
    """Each with file, line, code, severity and message."""
    portal.article("astma", body="# For stor\n")
    told = json.loads(run(portal, "check", "--format", "json", "--date", "2026-11-23").stdout)
    assert told["editions"] == 3
    (problem,) = (one for one in told["problems"] if one["code"] == "heading-level-one")
    assert (problem["file"], problem["line"]) == ("content/articles/astma/nb.md", 14)
    assert problem["severity"] == "error" and problem["message"]


def test_problems_as_sarif(portal: Portal) -> None:
    """Review tools find the place, and what the rule is for."""
    portal.article("astma", body="# For stor\n")
    log = json.loads(run(portal, "check", "--format", "sarif", "--date", "2026-11-23").stdout)
    (result,) = (one for one in log["runs"][0]["results"] if one["ruleId"] == "heading-level-one")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/articles/astma/nb.md"
    assert place["region"]["startLine"] == 14
    (rule,) = (one for one in log["runs"][0]["tool"]["driver"]["rules"] if one["id"] == "heading-level-one")
    assert len(rule["shortDescription"]["text"]) > 20


def test_build_ends_with_0_when_everything_was_published(portal: Portal) -> None:
    """And names the release."""
    ran = run(portal, "build", "--date", "2026-11-23")
    assert ran.exit_code == 0
    assert ran.stdout.startswith("Published release ")


def test_build_ends_with_3_when_editions_were_held_back(portal: Portal) -> None:
    """It says which, and what must be mended."""
    run(portal, "build", "--date", "2026-11-23")
    portal.article("astma", body="# For stor\n")
    portal.article("kols", title="Kols")
    ran = run(portal, "build", "--date", "2026-11-23")
    assert ran.exit_code == 3
    assert "article astma (nb) stays as it was last published" in ran.stderr
    assert "content/articles/astma/nb.md:14:" in ran.stderr


def test_a_build_that_holds_back_very_much_tells_enough_to_begin_with(portal: Portal) -> None:
    """Fifty lines of a kind; thousands would hide the last ones, which say what was published."""
    for number in range(60):
        portal.article(f"a{number}", body="# For stor\n")
    told = run(portal, "build", "--date", "2026-11-23").stderr.splitlines()
    assert len([line for line in told if "[heading-level-one]" in line]) == 50
    assert len([line for line in told if line.endswith("is not published")]) == 50
    assert "… and 10 more are not published" in told


def test_a_strict_build_publishes_nothing_with_errors(portal: Portal) -> None:
    """For those who want all or nothing."""
    portal.article("astma", body="# For stor\n")
    ran = run(portal, "build", "--strict", "--date", "2026-11-23")
    assert ran.exit_code == 1
    assert not (portal.root / "site/current").exists()


def test_build_ends_with_2_and_keeps_the_release_when_it_cannot_run(portal: Portal) -> None:
    """The settings are broken: the message says where, and readers keep what they had."""
    run(portal, "build", "--date", "2026-11-23")
    before = (portal.root / "site/current").readlink()
    portal.write("content/site.yml", "name: [\n")
    (portal.root / "site/current/registers.json").chmod(0o644)
    (portal.root / "site/current/registers.json").write_text("{}")
    ran = run(portal, "build", "--date", "2026-11-23")
    assert ran.exit_code == 2
    assert "content/site.yml:" in ran.stderr
    assert (portal.root / "site/current").readlink() == before


def test_releases_and_rollback(portal: Portal) -> None:
    """The list marks what readers see; going back shows the one before."""
    run(portal, "build", "--date", "2026-11-23")
    portal.article("kols", title="Kols")
    run(portal, "build", "--date", "2026-11-23")
    newest, oldest = run(portal, "releases").stdout.splitlines()
    assert (newest[0], oldest[0]) == ("*", " ")
    ran = run(portal, "rollback")
    assert ran.stdout == f"Readers now see release {oldest.split()[0]}.\n"
    assert not (portal.public / "nb/kols.html").exists()


def test_rollback_without_an_earlier_release_says_so(portal: Portal) -> None:
    """Nothing changes."""
    run(portal, "build", "--date", "2026-11-23")
    ran = run(portal, "rollback")
    assert ran.exit_code == 2
    assert "no earlier release" in ran.stderr


def test_a_new_article_has_every_key_and_cannot_be_published_unfilled(portal: Portal) -> None:
    """The form is complete; what is not filled in is told."""
    ran = run(portal, "new", "article", "kols", "--partner", "lungesenteret", "--topic", "luftveier")
    assert ran.exit_code == 0
    assert "content/articles/kols/nb.md" in ran.stdout
    checked = run(portal, "check", "--date", "2030-01-01")
    assert checked.exit_code == 1
    assert "content/articles/kols/nb.md:2: " in checked.stdout


def test_a_new_translation_begins_with_the_sources_text_and_state(portal: Portal) -> None:
    """Once its words are filled in, it is not stale."""
    run(portal, "new", "article", "astma", "--lang", "nn", "--from", "nb", "--partner", "lungesenteret")
    text = (portal.root / "content/articles/astma/nn.md").read_text()
    assert "## Når du bør ringe" in text
    text = text.replace("title: \n", "title: Astma\n").replace("summary: \n", "summary: Stutt om astma.\n")
    portal.write("content/articles/astma/nn.md", text.replace("  reviewed_by: \n", ""))
    assert "nn.md" not in run(portal, "check", "--date", "2100-01-01").stdout.replace("review-overdue", "")


@pytest.mark.parametrize("name", ["../ut", "Astma", "a b", "-a", "æ"])
def test_a_name_that_is_no_content_id_is_refused(portal: Portal, name: str) -> None:
    """Nothing is written."""
    ran = run(portal, "new", "article", "--", name)
    assert ran.exit_code == 2
    assert "is no content_id" in ran.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("kols", "--partner", "lungesentret"), "there is no partner «lungesentret»; did you mean «lungesenteret»?"),
        (("kols", "--topic", "zzz"), "there is no topic «zzz»; they are: luftveier"),
        (("search",), "«search» is an address that the portal uses itself; choose another content_id"),
    ],
)
def test_a_slip_is_told_before_the_article_is_begun(portal: Portal, words: tuple[str, ...], told: str) -> None:
    """Nothing is written that the check would refuse at once."""
    ran = run(portal, "new", "article", *words)
    assert (ran.exit_code, ran.stderr) == (2, f"helsevei: {told}\n")
    assert not (portal.root / "content/articles" / words[0]).exists()


def test_what_is_there_is_not_written_over(portal: Portal) -> None:
    """The way out is named."""
    ran = run(portal, "new", "article", "astma")
    assert ran.exit_code == 2
    assert "is there already" in ran.stderr


def test_a_translation_is_marked_as_made_from_the_source_as_it_is(portal: Portal) -> None:
    """Only the state changes in the file."""
    portal.article("astma", body="Noe helt nytt.\n")
    path = portal.root / "content/articles/astma/en.md"
    before = path.read_text().splitlines()
    assert "[translation-stale]" in run(portal, "check", "--date", "2026-11-23").stdout
    assert run(portal, "translated", str(path)).exit_code == 0
    after = path.read_text().splitlines()
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        line for line in after if line.startswith("  state:")
    ]
    assert "[translation-stale]" not in run(portal, "check", "--date", "2026-11-23").stdout


def test_a_source_edition_is_left_alone_when_translations_are_marked(portal: Portal) -> None:
    """So that all of an article's files can be named at once."""
    files = [str(portal.root / f"content/articles/astma/{code}.md") for code in ("nb", "en")]
    ran = run(portal, "translated", *files)
    assert ran.exit_code == 0
    assert "a source edition; left as it is" in ran.stdout and "made from state" in ran.stdout


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_explains_itself(command: str) -> None:
    """`--help` teaches: a sentence for each command, and one for each option that is not plain."""
    ran = CliRunner().invoke(main, [command, "--help"])
    assert ran.exit_code == 0
    assert len(ran.stdout.splitlines()) >= 5


def test_the_list_of_commands_says_in_whole_sentences_what_each_does() -> None:
    """None is cut off, on a terminal as narrow as they come."""
    ran = CliRunner().invoke(main, ["--help"], terminal_width=80)
    assert ran.exit_code == 0
    assert "..." not in ran.stdout.partition("Commands:")[2]
    assert set(main.commands) <= {line.split()[0] for line in ran.stdout.splitlines() if line.strip()}
