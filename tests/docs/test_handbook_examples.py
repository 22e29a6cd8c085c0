"""Examples in the handbook are what they say: they are run, read and checked here."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from builder.check.dictionaries import dictionary
from builder.cli import main
from builder.domain.article import SourceMatter, TranslationMatter
from builder.domain.registers import Fact, Partner, ServiceRules, Topic
from builder.domain.site import Site
from builder.load.convert import convert
from builder.load.registers import load_registers
from builder.load.strict_yaml import read_yaml
from tests.docs.handbook import HOUSE, Block, page
from tests.portal import Portal

DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
ARTICLE = "content/articles/flattbitt/nb.md"
NEEDED = ("content/site.yml", "content/topics.yml", "content/facts.yml", "partners", "content/articles/feber-hos-barn")


def _run(root: Path, command: str) -> list[str]:
    """What `helsevei …` prints, as on a terminal; a pipe to grep keeps the lines that have the word."""
    called, _, word = command.removeprefix("helsevei ").partition(" | grep ")
    result = CliRunner().invoke(main, ["--root", str(root), *called.split()], catch_exceptions=False)
    return [line for line in result.stdout.splitlines() if word in line]


def _step(root: Path, block: Block, told: list) -> None:
    """Follow one block of the page: save a file, or run a command and compare what it prints."""
    if block.title:
        told.append((root / ARTICLE).exists())
        form = (root / ARTICLE).read_text()
        if "title: \n" in form and "title: \n" in block.text:
            assert DAY.sub("day", form) == DAY.sub("day", block.text)
        (root / ARTICLE).write_text(block.text)
    elif block.text.startswith(("$ helsevei new", "$ helsevei check")):
        command, *output = block.text.removeprefix("$ ").splitlines()
        if command.startswith("helsevei check"):
            command = command.replace("check", "check --date 2026-11-23")
        assert _run(root, command) == output
        told.append(command)


@pytest.mark.skipif(dictionary("nb") is None, reason="the Norwegian dictionary is not installed")
def test_the_first_ten_minutes_go_as_the_page_says(tmp_path: Path) -> None:
    """Each file is saved and each command run in order; what they print is what stands on the page."""
    for name in NEEDED:
        copy = shutil.copytree if (HOUSE / name).is_dir() else shutil.copy
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy(HOUSE / name, tmp_path / name)
    site = tmp_path / "content/site.yml"
    site.write_text(site.read_text().partition("saved:")[0])  # it names articles that are not copied
    told: list = []
    for block in page("editors/first-ten-minutes.md").blocks:
        _step(tmp_path, block, told)
    assert len(told) == 7, "one form, two drafts, four commands"


def _blocks_under(heading: str) -> list[str]:
    """The YAML blocks of the page on front matter, up to the next heading."""
    text = page("editors/front-matter.md").text
    part = re.split(r"^#+ ", text.split(f" {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```yaml\n(.*?)^```", part, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("The source edition", SourceMatter),
        ("A translation", TranslationMatter),
        ("A service's page", ServiceRules),
        ("site.yml", Site),
    ],
)
def test_an_example_of_a_whole_file_can_be_read(heading: str, kind: type) -> None:
    """No key is missing, unknown or wrong in it."""
    (example,) = _blocks_under(heading)
    assert convert(read_yaml(example), kind)[1] == []


@pytest.mark.parametrize(("heading", "kind"), [("topics.yml", Topic), ("facts.yml", Fact)])
def test_an_example_of_an_entry_can_be_read(heading: str, kind: type) -> None:
    """An entry stands under its id."""
    (example,) = _blocks_under(heading)
    for values in read_yaml(example).values.values():
        assert convert(read_yaml(example)._replace(values=values, lines={(): 1}), kind)[1] == []


def test_the_example_of_a_concept_can_be_read(portal: Portal) -> None:
    """Concepts are read otherwise than the types say: languages stand beside the page."""
    (example,) = _blocks_under("concepts.yml")
    portal.write("content/concepts.yml", example)
    registers = load_registers(portal.root, [])
    assert (list(registers.concepts), registers.faults) == (["hjerteinfarkt"], [])


def test_the_example_of_a_partners_texts_can_be_read() -> None:
    """A text for each language."""
    (example,) = _blocks_under("Registers")
    assert convert(read_yaml(example), Partner)[1] == []


def test_the_example_of_a_test_passes(portal: Portal) -> None:
    """The test that the handbook shows is a test of this house."""
    (example,) = (block.text for block in page("developers/tests.md").blocks if block.kind == "python")
    found: dict = {"Portal": Portal}
    exec(example, found)
    found["test_an_edition_with_an_error_stays_as_it_was"](portal)
