"""Whether a text is easy to read, and its summary short."""

from collections import Counter
from collections.abc import Iterator

from builder.check import edition_rule
from builder.check.context import Context
from builder.check.reading import reading
from builder.domain.article import Edition
from builder.markdown.prose import Prose
from translations.languages import LANGUAGES, UnknownLanguage

LARGEST_LIX = {"nb": 50, "nn": 50, "en": 50}
"""Björnsson's scale: 40 to 50 is what newspapers write, above it is officialese. Other languages are not measured."""

LEAST_WORDS = 100
ENDS_AS_POINT = bytes(46 if chr(byte) in "?!:" else byte for byte in range(256))
LONG_WORD = 6
LONGEST_SUMMARY = 300


def lix(counts: Counter[str], said: bytes) -> int:
    """Words in a sentence plus the percentage of words of over six letters."""
    sentences = 1 + said.count(b"\n") + said.translate(ENDS_AS_POINT).count(b". ")
    words = counts.total()
    long_words = sum([times for word, times in counts.items() if len(word) > LONG_WORD])
    return round(words / sentences + 100 * long_words / words) if words else 0


@edition_rule("unknown-language")
def unknown_language(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """An edition is in a language that the portal's table of languages has."""
    if edition.language not in LANGUAGES:
        yield 1, f"{UnknownLanguage(edition.language)}; rename the file, or add a row to the table"


@edition_rule("reading-level", "warning")
def reading_level(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The text is easy to read: short sentences, short words."""
    limit = LARGEST_LIX.get(edition.language)
    if not limit or edition.words < LEAST_WORDS:
        return
    read = reading(edition, prose)
    if (found := lix(read.counts, read.said)) > limit:
        yield prose.first_line, f"reading level LIX {found}; at most {limit}: write shorter sentences and words"


@edition_rule("summary-length", "warning")
def summary_length(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The summary is one or two sentences, at most 300 characters."""
    if len(edition.summary) > LONGEST_SUMMARY:
        yield (
            edition.line_of("summary"),
            f"the summary has {len(edition.summary)} characters; at most {LONGEST_SUMMARY}",
        )


@edition_rule("summary-is-title", "warning")
def summary_is_title(edition: Edition, prose: Prose, context: Context) -> Iterator[tuple[int, str]]:
    """The summary says more than the title."""
    if edition.summary.strip(" .").casefold() == edition.title.strip(" .").casefold():
        yield edition.line_of("summary"), "the summary is the title again; say what matters most on the page"
