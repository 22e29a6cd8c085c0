"""Whether a text is easy to read, its summary short, and nothing in it written for machines."""

import pytest

from tests.builder.check.telling import BODY, SUMMARY, told

HARD = "Behandlingsforløpets kvalitetssikring forutsetter helsepersonellets tverrfaglige samhandling kontinuerlig " * 15
FILLING = "en og to så vi er nå der du kan få ro "
EASY = "Du kan puste ut nå. Ro ned litt. Ring oss om du er syk. " * 10


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_text_is_easy_to_read(language: str) -> None:
    """LIX counts long words and long sentences; a short text is not measured."""
    assert told("reading-level", HARD, language) == [
        (BODY, "reading level LIX 205; at most 50: write shorter sentences and words")
    ]
    assert told("reading-level", EASY, language) == []
    assert told("reading-level", HARD[:700], language) == []


def test_the_reading_level_is_measured_where_the_scale_holds() -> None:
    """Other languages have words of other lengths."""
    assert told("reading-level", HARD, "uk") == []


def test_headings_and_list_items_are_sentences() -> None:
    """So a list of short items is easy to read, although no point ends them."""
    assert told("reading-level", "- melk og brød i dag\n" * 40) == []


def test_the_summary_is_short() -> None:
    """One or two sentences."""
    assert told("summary-length", summary="a" * 301) == [(SUMMARY, "the summary has 301 characters; at most 300")]
    assert told("summary-length", summary="a" * 300) == []


def test_the_summary_says_more_than_the_title() -> None:
    """A point at its end is not more."""
    assert told("summary-is-title", title="Astma hos barn", summary="Astma hos barn.") == [
        (SUMMARY, "the summary is the title again; say what matters most on the page")
    ]
    assert told("summary-is-title", title="Astma", summary="Astma gir tung pust.") == []


def test_no_word_is_repeated_for_search_engines() -> None:
    """However it is capitalised (bad-input.md M34)."""
    text = FILLING * 15
    assert told("keyword-stuffing", text + "astma Astma ASTMA " * 8) == [
        (BODY, "«astma» is 12 % of all words (24); write it where it is needed only")
    ]
    assert told("keyword-stuffing", text + "astma " * 15) == []


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (FILLING * 20 + "ikke " * 60, "nb"),
        (FILLING * 20 + "your " * 60, "en"),
        (FILLING * 20 + "anda " * 35, "id"),
        (FILLING * 20 + "vi " * 60, "nb"),
        ("astma er en sykdom " * 49, "nb"),
    ],
    ids=["small words", "English ones", "of another language", "short words", "a short text"],
)
def test_what_is_often_in_any_text_is_left_alone(body: str, language: str) -> None:
    """Small words are known in Norwegian and English; in other languages a word may be more frequent."""
    assert told("keyword-stuffing", body, language) == []


@pytest.mark.parametrize("mark", ["{{ config }}", "{% include '/etc/passwd' %}", '--8<-- "/etc/passwd"'])
def test_marks_of_template_languages_do_nothing(mark: str) -> None:
    """They are shown as they stand, which is meant in code only (bad-input.md M05–M07)."""
    shown = mark if mark[0] == "{" else "--8<--"
    assert told("template-marks", f"Tekst.\n\nFør {mark} etter") == [
        (BODY + 2, f"«{shown}» is shown as it stands; write the text itself")
    ]
    assert told("template-marks", f"`{mark}`\n\n    {mark}\n\nRing {{fact:emergency}}.") == []


def test_an_edition_is_in_a_language_of_the_table() -> None:
    """A code that nobody knows is told with those that were perhaps meant."""
    ((line, message),) = told("unknown-language", EASY, "nob-no")
    assert line == 1 and message.startswith("no language «nob-no»; did you mean nb?")
    assert told("unknown-language", EASY, "nb") == []
