"""All rules together over one edition: what they cost, and that nothing an author writes stops them."""

from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.check import EDITION_RULES, MAX_ALIKE, as_the_site_wants, check_edition
from builder.check.near import Names
from builder.check.reading import Reading, reading
from builder.domain.problem import Problem
from builder.markdown.prose import read_prose
from tests.builder.check.telling import NOTHING, SITE, edition

HALF_A_MEGABYTE = 512 * 1024


def problems(body: str, language: str = "nb") -> list[Problem]:
    page = edition(body=body, language=language)
    return list(check_edition(page, read_prose(body, 10), NOTHING))


def test_problems_of_one_code_in_one_text_are_counted_out() -> None:
    """Fifty show the pattern."""
    codes = [problem.code for problem in problems("# a\n\n" * 200)]
    assert codes.count("heading-level-one") == MAX_ALIKE


def test_a_portal_chooses_how_severe_a_rule_is() -> None:
    """What it says nothing of stays as it is, and what cannot be read is no choice."""
    site = replace(SITE, checks={"spelling": "off", "link-text": "warning", "empty-body": "off"})
    codes = ("spelling", "link-text", "heading-skipped", "empty-body")
    assert list(as_the_site_wants([Problem("f", 1, code, "m") for code in codes], site)) == [
        Problem("f", 1, "link-text", "m", "warning"),
        Problem("f", 1, "heading-skipped", "m", "error"),
        Problem("f", 1, "empty-body", "m", "error"),
    ]


def test_a_reading_knows_the_line_of_every_character() -> None:
    """Title and summary, then the rest of the front matter, then the body."""
    body = "a\nZb"
    page = edition(body=body, title="Zt", summary="Zs", keywords=("k", "Zk"), topics=(), sort_as="Zo")
    read = Reading(page, read_prose(body, 10))
    assert [read.line(index) for index, letter in enumerate(read.whole) if letter == "Z"] == [2, 3, 1, 1, 11]


def test_all_rules_of_an_edition_share_one_reading() -> None:
    """Another edition gets another."""
    prose = read_prose("a", 1)
    one, other = edition(), edition("kols")
    assert reading(one, prose) is reading(one, prose)
    assert reading(other, prose) is not reading(one, prose)


def test_a_near_name_is_offered() -> None:
    """Also among many, where only those with the same beginning are compared; wild guesses are not."""
    few, many = Names(["astma", "kols"]), Names(f"side-{number}" for number in range(500))
    assert [few.way_out("asmta", "no"), few.way_out("zzz", "no")] == ["did you mean «astma»?", "no"]
    assert [many.way_out("side-4999", "no"), many.way_out("zide-1", "no")] == ["did you mean «side-499»?", "no"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=("Cs",)), max_size=12),
            st.sampled_from(
                [
                    "# ",
                    "[a](",
                    ")",
                    "![",
                    "](",
                    "|",
                    "\n",
                    "\n|-|\n",
                    "{fact:a}",
                    "`",
                    "&#8238;",
                    "113 ",
                    "@",
                    "> ",
                    "- ",
                ]
            ),
        ),
        max_size=40,
    ).map("".join),
    st.sampled_from(["nb", "nn", "en", "ar", "uk", "zz"]),
)
def test_nothing_an_author_writes_stops_the_rules(body: str, language: str) -> None:
    """Every problem has a line in the file, a message and a code."""
    last = body.count("\n") + 11
    for problem in problems(body, language):
        assert 1 <= problem.line <= last
        assert problem.message and problem.code in {rule.code for rule in EDITION_RULES}


HOSTILE = (
    *(
        "a",
        "1",
        "1.",
        "a@",
        "a@b.no ",
        "[her](x) ",
        "[a](#b) ",
        "# a\n",
        "{{",
        "|\n",
        "-|",
        "[^1] ",
        "a-",
        "*",
        "1\n\n",
    ),
    *(
        "\u202e",
        "aа",
        "&#8238;",
        "00 00 ",
        "400 00 000 ",
        "token: a1 ",
        "ghp_a1a1a1a1a1a1a1a1a1a1a1 ",
        "Ring AMK på 114. ",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_texts_are_checked_in_moments(unit: str) -> None:
    """Half a megabyte of anything costs each rule well under a second (bad-input.md M14)."""
    body = unit * (HALF_A_MEGABYTE // len(unit.encode()))
    page, prose = edition(), read_prose(body, 10)
    for rule in EDITION_RULES:
        began = process_time()
        for count, _ in enumerate(rule.look(page, prose, NOTHING)):
            if count == MAX_ALIKE:
                break
        assert process_time() - began < 1.5, rule.code
