"""Words whose letters come from two scripts, which look like one word and are another."""

import re
from collections.abc import Iterator
from re import Match

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.reading import reading
from builder.domain.article import Edition
from builder.markdown.prose import Prose

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
OTHER = "\u0370-\u0373\u0376-\u03ff\u0400-\u0482\u048a-\u052f\u1f00-\u1fff"
MEETING = re.compile(f"[{LATIN}][\u0300-\u036f]*[{OTHER}]|[{OTHER}][\u0300-\u036f]*[{LATIN}]")
BEFORE = re.compile(f"[{LATIN}{OTHER}0-9]+\\Z")
AFTER = re.compile(f"[{LATIN}{OTHER}0-9]+")
SCIENTIFIC = re.compile(r"μ[A-Za-z]{1,4}|[A-Z0-9]{0,5}[α-ωΔΩ][A-Z0-9]{0,5}|[A-Z][a-z]{1,4}[α-ω]|Δ[a-z]{1,4}")
"""Units and names that science writes with a Greek letter: μmol, TNFα, NFκB, ΔF508."""

OTHERS = frozenset(map(chr, [*range(0x370, 0x530), *range(0x1F00, 0x2000)]))


def mixes_scripts(word: str) -> bool:
    """Whether Latin letters stand beside Greek or Cyrillic ones, other than science does it."""
    return bool(MEETING.search(word)) and not SCIENTIFIC.fullmatch(word)


@edition_rule("mixed-script")
def mixed_script(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """A word is written in one script: a Cyrillic «а» in a Latin word deceives readers and search."""
    read = reading(edition, prose)
    if read.characters.isdisjoint(OTHERS):
        return
    told = set()
    for found in read.places(MEETING):
        word = _word_around(found.match)
        if word not in told and not SCIENTIFIC.fullmatch(word):
            told.add(word)
            yield found.line, f"«{word}» mixes Latin with {_odd_ones(word)}; write it with the letters of one script"


def _word_around(match: Match[str]) -> str:
    before = BEFORE.search(match.string, max(0, match.start() - 40), match.start())
    after = AFTER.match(match.string, match.end(), match.end() + 40)
    return (before[0] if before else "") + match[0] + (after[0] if after else "")


def _odd_ones(word: str) -> str:
    greek = re.search("[\u0370-\u03ff\u1f00-\u1fff]", word)
    return f"{'Greek' if greek else 'Cyrillic'} letters ({', '.join(re.findall(f'[{LATIN}]+|[{OTHER}]+', word))})"
