"""Commands that the handbook and the README name are there, with the options they are given."""

import re
from collections.abc import Iterator

import click
import pytest

from builder.cli import main
from tests.docs.handbook import HOUSE, INLINE_CODE, Page, handbook, readme

PAGES = [*handbook(), readme()]
CALL = re.compile(r"(?<![\w/])(?:\.venv/bin/)?helsevei ([a-z-][^\s|&;#)`]*(?: [^\s|&;#)`]+)*)")
TARGET = re.compile(r"(?:^|\$ |[(`])make ((?!sure|it)[a-z-]+)", re.MULTILINE)
OF_TRANSLATIONS = re.compile(r"python -m translations (\w+)")


def _code(one: Page) -> Iterator[str]:
    """All that stands as code on a page, but what `--help` says of itself."""
    yield from (block.text for block in one.blocks if not block.text.startswith("Usage:"))
    yield from INLINE_CODE.findall(one.prose)


def _calls(one: Page) -> Iterator[list[str]]:
    for code in _code(one):
        for found in CALL.finditer(code):
            yield found[1].split()


def _fault(words: list[str]) -> str:
    """What is wrong with a call, or nothing."""
    command: click.Command = main
    while words and (isinstance(command, click.Group) or words[0].startswith("--")):
        word = words.pop(0)
        if word.startswith("--"):
            if word != "--help" and not any(word in option.opts for option in command.params):
                return f"no option {word} of {command.name}"
            if isinstance(command, click.Group) and words:
                words.pop(0)
        elif isinstance(command, click.Group):
            if word not in command.commands:
                return f"no command {word}"
            command = command.commands[word]
    options = [word for word in words if word.startswith("--") and word != "--help"]
    known = {name for option in command.params for name in option.opts}
    return next((f"no option {word} of {command.name}" for word in options if word not in known), "")


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_every_call_of_helsevei_is_one_it_understands(one: Page) -> None:
    """The command exists, and so do its options."""
    calls = [" ".join(words) for words in _calls(one)]
    assert {call: fault for call in calls if (fault := _fault(call.split()))} == {}


def test_the_handbook_names_every_command() -> None:
    """A command nobody tells of is one nobody finds."""
    named = {" ".join(words[:2]) for one in PAGES for words in _calls(one)}
    commands = [name for name in main.commands if not any(call.split()[0] == name for call in named)]
    assert commands == []


def test_what_make_is_asked_for_stands_in_the_makefile() -> None:
    """`make run`, `make docs` and the like are targets."""
    targets = set(re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(), re.MULTILINE))
    named = {target for one in PAGES for code in _code(one) for target in TARGET.findall(code)}
    assert named and named - targets == set()


def test_what_the_translations_are_asked_for_they_can_do() -> None:
    """`python -m translations update lt` and the like are understood."""
    from translations.__main__ import main as translations_main

    named = {word for one in PAGES for code in _code(one) for word in OF_TRANSLATIONS.findall(code)}
    with pytest.raises(SystemExit) as refused:
        translations_main(["no-such-command"])
    assert refused.value.code == 2
    assert named == {"dates", "update", "check"}
