"""How far long work has come: a bar on a terminal, lines elsewhere, nothing where work is short."""

from pathlib import Path

import pytest

from tests.builder.cli.terminal import into_pipes, on_a_terminal, screen
from tests.portal import Portal

DAY = ("--date", "2026-11-23")
BAR = "━"
HIDDEN, SHOWN = "\x1b[?25l", "\x1b[?25h"
LONG = 1000.0
"""Seconds of silence that no test outlasts."""

MAPPING = """\
name: m
prefix: m
title: [title]
summary: [summary]
language: ["text:nb"]
partner: {take: ["text:etaten"]}
topics: {area: helse}
"""


@pytest.fixture
def foreign(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A portal's folder, thirty pages from elsewhere, one of them empty, and their mapping."""
    source, mapping = tmp_path / "source", tmp_path / "m.yml"
    source.mkdir()
    mapping.write_text(MAPPING)
    for number in range(30):
        (source / f"{number}.md").write_text(
            f"---\ntitle: Side {number}\nsummary: Om det.\n---\nTekst.\n" * (number > 0)
        )
    return tmp_path / "portal", source, mapping


def build(portal: Portal) -> tuple[object, ...]:
    """With enough to do that a stage is told of before it is done."""
    for number in range(120):
        portal.article(f"side-{number}", title=f"Side {number}")
    return "--root", portal.root, "build", *DAY


def test_a_build_shows_bars_on_a_terminal_and_leaves_none(portal: Portal) -> None:
    """The cursor is back, and all that is left is what was said."""
    shown = on_a_terminal(*build(portal))
    assert BAR in shown.written and "Reading and checking" in shown.written and "Making pages" in shown.written
    assert shown.written.count(HIDDEN) == shown.written.count(SHOWN) > 0
    assert [line for line in shown.screen if not line.startswith("Published release ")] == []


def test_an_import_shows_a_bar_and_leaves_its_whole_report(foreign: tuple[Path, Path, Path]) -> None:
    """Also where pages were left out, so that the last step never comes."""
    root, source, mapping = foreign
    shown = on_a_terminal("--root", root, "import", source, "--mapping", mapping)
    assert BAR in shown.written and "Importing" in shown.written
    assert shown.screen[0] == "m: 29 editions of 29 articles in 1 language, from 30 files"
    assert shown.screen[-1].startswith("Each file is told of in ")
    assert not any(BAR in line for line in shown.screen)


def test_what_stops_the_work_is_read_whole_beneath_no_bar(portal: Portal) -> None:
    """A strict build ends between two stages."""
    words = build(portal)
    portal.article("side-1", body="# For stor\n")
    shown = on_a_terminal(*words, "--strict")
    assert BAR in shown.written
    assert shown.screen == ["There are errors (`helsevei check` lists them); nothing was published."]


def test_in_a_pipe_there_are_lines(portal: Portal) -> None:
    """Without a sign that only a terminal understands; what a program reads stands alone."""
    ran = into_pipes(*build(portal))
    assert ran.returncode == 0
    assert "Reading and checking: 100 of 123\n" in ran.stderr
    assert "\x1b" not in ran.stderr + ran.stdout and BAR not in ran.stderr
    assert ran.stdout.startswith("Published release ") and ran.stdout.count("\n") == 1


def test_short_work_is_done_in_silence(portal: Portal, foreign: tuple[Path, Path, Path]) -> None:
    """On a terminal and in a pipe."""
    root, source, mapping = foreign
    shown = on_a_terminal(*build(portal), patience=LONG)
    assert BAR not in shown.written and "\x1b" not in shown.written
    ran = into_pipes("--root", root, "import", source, "--mapping", mapping, patience=LONG)
    assert (ran.returncode, ran.stderr) == (3, "")


def test_the_screen_is_what_a_terminal_shows() -> None:
    """A bar that is written over, erased, and followed by a line."""
    assert screen("bar 1\rbar 2\r\n\x1b[1A\x1b[2Kdone\r\nnext") == ["done", "next"]
