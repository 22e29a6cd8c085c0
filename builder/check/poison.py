"""Texts written for machines and not for readers (bad-input.md M05, M07, M34)."""

import re
from collections.abc import Iterator

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.reading import reading
from builder.domain.article import Edition
from builder.markdown.prose import CODE, Prose

LEAST_WORDS = 200
SHORTEST = 4
LARGEST_SHARE = {"nb": 0.08, "nn": 0.08, "en": 0.08}
ELSEWHERE = 0.15
"""Where we do not know the small words, and in scripts that put no spaces between words."""

SMALL_WORDS = """
    eller ikke ikkje være vere dette denne disse hvis dersom også noen noko skal mange andre
    that this with from have your will their about which what when where were been into more also only does
"""
STOP_WORDS = frozenset(SMALL_WORDS.split())
TEMPLATE = re.compile(r"\{\{.{0,60}?\}\}|\{%.{0,60}?%\}|--8<--")


@edition_rule("keyword-stuffing", "warning")
def keyword_stuffing(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """No word is repeated so often that the text seems written for search engines."""
    if edition.words < LEAST_WORDS:
        return
    limit = edition.words * LARGEST_SHARE.get(edition.language, ELSEWHERE)
    counts, least = reading(edition, prose).counts, limit / 3
    often = {word.lower() for word, times in counts.items() if times > least and len(word) >= SHORTEST}
    for word in sorted(often - STOP_WORDS):
        times = sum(counts[written] for written in {word, word.capitalize(), word.title(), word.upper()})
        if times > limit:
            share = round(100 * times / edition.words)
            yield (
                prose.first_line,
                f"«{word[:40]}» is {share} % of all words ({times}); write it where it is needed only",
            )


@edition_rule("template-marks", "warning")
def template_marks(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """Marks of template languages do nothing here."""
    body = prose.body
    if "{{" not in body and "{%" not in body and "--8<--" not in body:
        return
    for block in prose.blocks:
        if block.kind != CODE and (mark := TEMPLATE.search(block.text)):
            yield prose.line_at(block.offset), f"«{mark[0]}» is shown as it stands; write the text itself"
