"""Blocks find each other again after edits."""

from hypothesis import given
from hypothesis import strategies as st

from builder.changes.alignment import Pair, align
from builder.markdown.blocks import Block, blocks_of
from builder.markdown.canonical import canonical_body


def said(pairs: list[Pair]) -> list[tuple[str, str, bool]]:
    return [(" + ".join(b.text for b in p.before), " + ".join(b.text for b in p.after), p.moved) for p in pairs]


def aligned(before: str, after: str) -> list[tuple[str, str, bool]]:
    return said(align(*(blocks_of(canonical_body(body)) for body in (before, after))))


def test_edited_new_and_gone() -> None:
    """An edited block is the one most like it; what is gone is told where it stood."""
    assert aligned("Ta en tablett nå.\n\nHvil.\n\nSov.", "Nytt her.\n\nTa to tabletter nå.\n\nSov.") == [
        ("", "Nytt her.", False),
        ("Ta en tablett nå.", "Ta to tabletter nå.", False),
        ("Hvil.", "", False),
        ("Sov.", "Sov.", False),
    ]


def test_divided_joined_and_moved() -> None:
    """With the same words, these are each other's."""
    assert aligned("A b. C d.\n\nE f.\n\nG h.", "A b.\n\nC d.\n\nE f. G h.") == [
        ("A b. C d.", "A b. + C d.", False),
        ("E f. + G h.", "E f. G h.", False),
    ]
    assert aligned("En.\n\nTo.\n\nTre.", "To.\n\nTre.\n\nEn.")[-1] == ("En.", "En.", True)


BLOCKS = st.lists(st.sampled_from(["En to tre", "fire fem", "seks sju åtte", "ni", "ti elleve", "En to"]), max_size=8)


def blocks(texts: list[str]) -> tuple[Block, ...]:
    return blocks_of(canonical_body("\n\n".join(texts)))


@given(BLOCKS, BLOCKS)
def test_every_block_is_in_one_pair(before: list[str], after: list[str]) -> None:
    """Whatever was edited, nothing is lost and nothing told twice; the later edition's order is kept."""
    one, other = blocks(before), blocks(after)
    pairs = align(one, other)
    assert sorted(block.id for pair in pairs for block in pair.before) == sorted(block.id for block in one)
    assert [block.id for pair in pairs for block in pair.after] == [block.id for block in other]
