"""The source text that a translation was made from, block by block, kept beside it as `<language>.source.txt`.

A line is a block: the id of the translated block that was made from it (`-` where none was), its kind, its text. The
first line names the source's language and state. `helsevei translated` writes the file; git merges it line by line.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from builder.markdown.blocks import Block, block, numbered

HEAD = re.compile(r"([\w-]+) ([0-9a-f]+)")
LINE = re.compile(r"(-|[0-9a-f]{12}(?:-\d+)?) \[([a-z0-9 ]+)\] (.*)")
ANCHOR = re.compile(r"\d+|<a [^>]*>|<img [^>]*>|\{fact:[^}]*\}")
"""What a block and its translation have in common, if anything."""


class MadeFrom(NamedTuple):
    """`blocks` are the source's as they were, `became` gives for each the id of its translation, or ""."""

    state: str
    blocks: tuple[Block, ...]
    became: tuple[str, ...]


def write_made_from(language: str, state: str, source: Sequence[Block], translated: Sequence[Block]) -> str:
    """The file's text."""
    became = [mate.id if mate else "-" for mate in match(source, translated)]
    lines = [f"{mate} [{one.kind}] {one.text}" for mate, one in zip(became, source, strict=True)]
    return "\n".join([f"{language} {state}", *lines, ""])


def read_made_from(text: str) -> MadeFrom | None:
    """What the file says, or None where it is not as the command writes it."""
    head, *lines = text.removesuffix("\n").split("\n")
    stated = HEAD.fullmatch(head)
    found = [LINE.fullmatch(line) for line in lines]
    if stated is None or not all(found):
        return None
    blocks = numbered(block(line[2], line[3]) for line in found if line)
    return MadeFrom(stated[2], blocks, tuple(line[1].strip("-") for line in found if line))


def match(source: Sequence[Block], translated: Sequence[Block]) -> list[Block | None]:
    """For each source block the translated one that stands for it: in the same order, alike in kind and numbers."""
    best = _best_scores(source, translated)
    found: list[Block | None] = []
    j = 0
    for i in range(len(source)):
        while j < len(translated) and best[i][j] == best[i][j + 1]:
            j += 1
        if j < len(translated) and best[i][j] == best[i + 1][j + 1] + _likeness(source[i], translated[j]):
            found.append(translated[j])
            j += 1
        else:
            found.append(None)
    return found


def _best_scores(source: Sequence[Block], translated: Sequence[Block]) -> list[list[int]]:
    """For every pair of places, the most that the blocks from there on can have in common."""
    best = [[0] * (len(translated) + 1) for _ in range(len(source) + 1)]
    for i in reversed(range(len(source))):
        for j in reversed(range(len(translated))):
            together = best[i + 1][j + 1] + _likeness(source[i], translated[j])
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return best


def _likeness(one: Block, other: Block) -> int:
    """At least 1; blocks that both have numbers, links, facts or pictures, and not the same, have less in common."""
    if one.kind != other.kind:
        return 1
    here, there = set(ANCHOR.findall(one.text)), set(ANCHOR.findall(other.text))
    return 4 + 2 * len(here & there) if here & there or not (here and there) else 3
