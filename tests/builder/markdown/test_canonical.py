"""One text has one canonical form however it is typed, and another text another."""

import json
import re
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.markdown.canonical import SPACES, canonical_body, digests

HANDBOOK = Path(__file__).parents[3] / "docs/developers/fingerprint.md"
VECTORS = json.loads(re.search(r"```json\n(.*?)```", HANDBOOK.read_text(encoding="utf-8"), re.DOTALL)[1])  # type: ignore[index]


@pytest.mark.parametrize(("body", "canonical", "digest"), VECTORS)
def test_the_handbooks_vectors_hold(body: str, canonical: str, digest: str) -> None:
    """Each body has the form and the digest that the specification gives."""
    assert (canonical_body(body), sha256(canonical.encode()).hexdigest()) == (canonical, digest)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("En tekst\nover to", "En tekst over to"),
        ("a   \tb\u00a0c", "a b c"),
        ("a\n\n\n\nb\n", "a\n\nb"),
        ("* a\n* b", "- a\n\n- b"),
        ("1. a\n2. b", "1) a\n1) b"),
        ("*a* __b__", "_a_ **b**"),
        ("# A\n\n## B", "A\n===\n\nB\n---"),
        ("## A ##", "## A"),
        ("[a](article:astma)", "[a][r]\n\n[r]: article:astma 'tittel'"),
        ("<https://x.example>", "[https://x.example](https://x.example)"),
        ("5 \\* 3 &amp; 2 &lt; 4", "5 * 3 & 2 < 4"),
        ("caf\u00e9 &eacute;", "cafe\u0301 \u00e9"),
        ("```\na\n```", "~~~ python\na\n~~~"),
        ("a\\\nb", "a  \nb"),
        ("x[^1]\n\n[^1]: y", "x[^merknad]\n\n[^merknad]: y"),
        ("|a|b|\n|-|-|\n|1|2|", "| a   | b |\n| :-- | --: |\n| 1 | 2 |"),
        ("***", "---"),
        ("> a\nb", "> a\n> b"),
    ],
)
def test_what_is_only_typed_otherwise_is_the_same(one: str, other: str) -> None:
    """Lines, marks, references and entities say nothing."""
    assert canonical_body(one) == canonical_body(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 mg", "6 mg"),
        ("ikke ta", "ikkje ta"),
        ("a", "A"),
        ("*a*", "a"),
        ("*a*", "**a**"),
        ("## A", "### A"),
        ("- a\n- b", "- b\n- a"),
        ("- a\n- b", "1. a\n2. b"),
        ("3. a", "4. a"),
        ("- a\n  - b", "- a\n- b"),
        ("a b", "a\n\nb"),
        ("a b", "a  \nb"),
        ("[a](article:astma)", "[a](article:kols)"),
        ("[a](article:astma)", "[a](service:astma)"),
        ("[a](tel:113)", "[a](tel:112)"),
        ("![a](p.png)", "![b](p.png)"),
        ("![a](p.png)", "![a](q.png)"),
        ("|a|\n|-|\n|1|", "|a|\n|-|\n|2|"),
        ("|a|b|\n|-|-|\n|1||", "|a|b|\n|-|-|\n||1|"),
        ("> [!WARNING]\n> a", "> [!NOTE]\n> a"),
        ("> [!WARNING]\n> a", "> a"),
        ("H<sub>2</sub>O", "H2O"),
        ("x[^1]\n\n[^1]: y", "x\n\n[^1]: y"),
        ("~~a~~", "a"),
        ("&lt;em&gt;a&lt;/em&gt;", "*a*"),
        ("&lt;li&gt;", "- "),
    ],
)
def test_what_says_something_else_is_another(one: str, other: str) -> None:
    """A letter, a figure, a target, the order, a level, emphasis, a cell, a picture."""
    assert canonical_body(one) != canonical_body(other)


WORDS = st.text(st.sampled_from("abcæøå 0123.,&<>*_`[]()#!-+|\\\"'\u00a0é\u0301ж\n"), min_size=1, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_no_text_stands_for_a_tag(paragraphs: list[str]) -> None:
    """Whatever is written, a paragraph of escaped text is a line of its own and of nothing else."""
    escaped = [re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split())) for text in paragraphs]
    written = [text for text in escaped if text]
    lines = canonical_body("\n\n".join(f"x{text}" for text in written)).split("\n")
    assert len([line for line in lines if line]) == len(written)
    assert not [line for line in lines if re.search("<", line)]


def test_facts_are_in_the_text_as_seen_and_in_the_state_by_name() -> None:
    """A new number changes what readers see, and no translation's stamp."""
    before = digests("T", "S", "Ring {fact:emergency}.", {"emergency": "[113](tel:113)"})
    after = digests("T", "S", "Ring {fact:emergency}.", {"emergency": "[112](tel:112)"})
    assert before.text == digests("T", "S", "Ring [113](tel:113).", {}).text
    assert (before.state == after.state, before.text == after.text) == (True, False)


def test_title_and_summary_are_not_mistaken_for_each_other() -> None:
    """What moves from one to the other makes another text."""
    assert digests("a b", "c", "d", {}).text != digests("a", "b c", "d", {}).text


def test_all_white_space_there_is_counts_as_a_space() -> None:
    """None is missing from the list, in any script."""
    assert {*SPACES, " ", "\n"} == {sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isspace()}
