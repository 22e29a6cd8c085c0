"""How much a page says about each of its words, as whole numbers from 1 to 255.

It is the costly half of indexing and depends on nothing but the page and the rules, so it can be kept for as long as
the page stays as it is.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from search_index.analysis import is_stop_word, root, stem, telling_stems, words_of
from search_index.documents import Document

MOST = 255
TITLE, NAME, SUMMARY, HEADING, BODY = 150, 100, 40, 30, 30
"""What a field is worth where a word stands once in a short one."""

KEYWORD_WHOLE = 50
"""What it is worth that the whole query is one of a page's keywords; that it is the title counts as the title."""

USUAL_TITLE, USUAL_BODY = 3, 400
LENGTH_STEP = 50
"""A body is as long as it was until so many words are put in: else one more would change what all the others say."""

BODY_HALF = 3
"""A body of usual length that has the word so often gives half of what a body can give."""

LONGEST_NAME = 4
"""Words of a concept's name."""


class Weighed(Struct, frozen=True, array_like=True):
    """A page, weighed. `strengths` are its stems; `phrases` its title and names whole; `leading` the words of title,
    names and summary with the worth of the field, for splitting and for showing; `runs` the stems of those fields;
    `body` the stems of headings and text, which count only for readers of the language."""

    subject: str
    language: str
    strengths: dict[str, int]
    phrases: dict[str, int]
    leading: dict[str, int]
    runs: list[tuple[int, list[str]]]
    body: dict[str, int]


def stems_of(text: str, language: str) -> list[str]:
    """The stems of a text's words, without those that say nothing, unless there are no others."""
    return [stem(word, language) for word in telling_words(text, language)]


def telling_words(text: str, language: str) -> list[str]:
    words = words_of(text)
    return [word for word in words if not is_stop_word(word, language)] or words


def weigh(document: Document) -> Weighed:
    """Analyse a page."""
    language = document.language
    strengths: Counter[str] = Counter()
    leading: dict[str, int] = {}
    runs: list[tuple[int, list[str]]] = []
    phrases: dict[str, int] = {}
    for worth, text in _fields(document):
        words = telling_words(text, language)
        stems = [stem(word, language) for word in words]
        share = worth if worth == SUMMARY else worth * (USUAL_TITLE + 1) // (USUAL_TITLE + max(1, len(stems)))
        runs.append((worth, stems))
        _add(strengths, set(stems), share, language)
        for word in words:
            leading[word] = max(leading.get(word, 0), share)
        if stems and worth in (TITLE, NAME):
            phrases.setdefault(" ".join(stems), worth if worth == TITLE else KEYWORD_WHOLE)
    return Weighed(document.subject, language, dict(strengths), phrases, leading, runs, _body(document))


def _body(document: Document) -> dict[str, int]:
    strengths: Counter[str] = Counter()
    for heading in document.headings:
        _add(strengths, set(stems_of(heading, document.language)), HEADING, document.language)
    _add_body(strengths, document.body, document.language)
    return {key: strength for key, strength in strengths.items() if strength}


def _fields(document: Document) -> Iterable[tuple[int, str]]:
    yield TITLE, document.title
    for title in document.titles:
        yield TITLE, title
    for name in document.names:
        yield NAME, name
    if document.summary:
        yield SUMMARY, document.summary


def _add(strengths: Counter[str], stems: set[str], share: int, language: str) -> None:
    """A field's stems, and for half of it the roots they are made from."""
    for one in stems:
        strengths[one] += share
        origin = root(one, language)
        if origin != one:
            strengths[origin] += share // 2


def _add_body(strengths: Counter[str], body: str, language: str) -> None:
    words = words_of(body)
    length = len(words) // LENGTH_STEP * LENGTH_STEP
    half = BODY_HALF * (USUAL_BODY + length) / (2 * USUAL_BODY)
    counts = Counter(map(telling_stems(language).__getitem__, words))
    counts.pop("", None)
    shares = [round(BODY * often / (often + half)) for often in range(max(counts.values(), default=0) + 1)]
    for one, often in counts.items():
        strengths[one] += shares[often]
