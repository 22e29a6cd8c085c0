"""Which block of the later edition is which of the earlier: same, edited, moved, divided, joined, new or gone."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from builder.markdown.blocks import Block

LIKE_ENOUGH = 0.4
"""Of two blocks at one place, the share of words that both have; less is one block gone and another come."""
LIKE_ENOUGH_ELSEWHERE = 0.6
WORDS = re.compile(r"<img [^>]*>|<(?:a [^>]*|/?[a-z]+)>|[^\s<]+")
TAGS = re.compile(r"<[^>]*>")


class Pair(NamedTuple):
    """Blocks that are each other's before and after. More than one on a side were divided or joined."""

    before: tuple[Block, ...]
    after: tuple[Block, ...]
    moved: bool = False


def align(before: Sequence[Block], after: Sequence[Block]) -> list[Pair]:
    """Every block of both in one pair, in the order of the later edition; what is gone stands where it stood."""
    return _Alignment(before, after).pairs()


class _Alignment:
    """`mate` gives for places of the later blocks those of the earlier ones, `left` and `new` what has none yet."""

    def __init__(self, before: Sequence[Block], after: Sequence[Block]) -> None:
        self.before, self.after = before, after
        self.found: list[tuple[range, range, bool]] = []
        self.gaps: list[tuple[list[int], list[int]]] = []

    def pairs(self) -> list[Pair]:
        self._same()
        self._moved()
        self.gaps = [rest for gap in self.gaps for rest in self._divided(*gap)]
        self.gaps = [self._edited(*gap, LIKE_ENOUGH, False) for gap in self.gaps]
        left = [here for gap in self.gaps for here in gap[0]]
        new = [there for gap in self.gaps for there in gap[1]]
        left, new = self._edited(left, new, LIKE_ENOUGH_ELSEWHERE, True)
        self.found += [(range(here, here + 1), range(0), False) for here in left]
        self.found += [(range(0), range(there, there + 1), False) for there in new]
        return [self._pair(*found) for found in self._in_order()]

    def _pair(self, here: range, there: range, moved: bool) -> Pair:
        return Pair(tuple(self.before[i] for i in here), tuple(self.after[i] for i in there), moved)

    def _same(self) -> None:
        one, other = [block.digest for block in self.before], [block.digest for block in self.after]
        for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if kind == "equal":
                self.found += [(range(i + n, i + n + 1), range(k + n, k + n + 1), False) for n in range(j - i)]
            else:
                self.gaps.append((list(range(i, j)), list(range(k, m))))

    def _moved(self) -> None:
        places: dict[str, list[tuple[int, list[int]]]] = {}
        for left, _ in self.gaps:
            for here in left:
                places.setdefault(self.before[here].digest, []).append((here, left))
        for _, new in self.gaps:
            for there in list(new):
                if same := places.get(self.after[there].digest):
                    here, left = same.pop(0)
                    left.remove(here)
                    new.remove(there)
                    self.found.append((range(here, here + 1), range(there, there + 1), True))

    def _divided(self, left: list[int], new: list[int]) -> list[tuple[list[int], list[int]]]:
        """Blocks that hold the same words in the same order, but are more or fewer than they were."""
        for here in _runs(left):
            said = _words(self.before[i] for i in here)
            for there in _runs(new):
                one_of_many = len(here) != len(there) and 1 in (len(here), len(there))
                if one_of_many and said and said == _words(self.after[i] for i in there):
                    self.found.append((here, there, False))
                    return self._divided([i for i in left if i not in here], [i for i in new if i not in there])
        return [(left, new)]

    def _edited(self, left: list[int], new: list[int], enough: float, moved: bool) -> tuple[list[int], list[int]]:
        """The most alike first."""
        bags = {here: _bag(self.before[here]) for here in left}
        others = {there: _bag(self.after[there]) for there in new}
        alike = [(_likeness(bags[i], others[j]), -abs(i - j), i, j) for i in left for j in new]
        for likeness, _, here, there in sorted(alike, reverse=True):
            if likeness >= enough and here in left and there in new:
                left, new = [i for i in left if i != here], [i for i in new if i != there]
                self.found.append((range(here, here + 1), range(there, there + 1), moved))
        return left, new

    def _in_order(self) -> list[tuple[range, range, bool]]:
        """By the later edition; what is gone after the block that came before it."""
        after = {i: there[0] for here, there, _ in self.found if there for i in here}
        before = -1
        place: dict[int, int] = {}
        for here in range(len(self.before)):
            before = after.get(here, before)
            place[here] = before
        return sorted(self.found, key=lambda one: (one[1][0], -1) if one[1] else (place[one[0][0]], one[0][0]))


MOST_DIVIDED = 6


def _runs(places: list[int]) -> list[range]:
    """Every run of neighbours, up to a length."""
    found = []
    for start in range(len(places)):
        for end in range(start + 1, min(start + MOST_DIVIDED, len(places)) + 1):
            if places[end - 1] - places[start] == end - 1 - start:
                found.append(range(places[start], places[end - 1] + 1))
    return found


def _words(blocks: Iterable[Block]) -> list[str]:
    return " ".join(TAGS.sub("", block.text) for block in blocks).split()


def _bag(block: Block) -> Counter[str]:
    return Counter(WORDS.findall(block.text.lower()))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total() or 1)
