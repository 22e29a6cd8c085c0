"""Values, names and dates: taken from where the mapping says, and never invented."""

from datetime import date

import pytest

from builder.importing.characters import clean
from builder.importing.dates import date_at
from builder.importing.foreign_file import ForeignPage, FrontMatter
from builder.importing.mapping import From, Taken
from builder.importing.naming import ContentIds, slug
from builder.importing.opening import opening, shortened
from builder.importing.places import Places


def places(values: dict[str, object], file: str = "docs/nb/hjerte.md", *patterns: str) -> Places:
    page = ForeignPage(file, FrontMatter(values, dict.fromkeys(values, 3)), "text", 9)
    return Places(page, patterns, {"title": ("शीर्षक", "tittel")}, {"first-heading": "Overskrift"}.get)


def first(source: From, values: dict[str, object], *patterns: str) -> str:
    return places(values, "docs/nb/hjerte.md", *patterns).first(source).text


def test_the_first_place_that_holds_something_is_taken() -> None:
    """Places are tried in the order they stand."""
    order = ("display_title", "title", "first-heading")
    assert first(order, {"title": "B", "display_title": "A"}) == "A"
    assert first(order, {"title": "B", "display_title": ""}) == "B"
    assert first(order, {}) == "Overskrift"
    assert first(("title",), {}) == ""


@pytest.mark.parametrize("key", ["title", "Title", "TITLE", "शीर्षक", "tittel", "Tittel"])
def test_a_key_is_found_however_it_is_written(key: str) -> None:
    """In capitals, or translated as the mapping says."""
    assert first(("title",), {key: "A"}) == "A"


def test_the_key_as_it_should_be_goes_before_its_other_names() -> None:
    """An empty one gives way."""
    assert first(("title",), {"Title": "B", "title": "A"}) == "A"
    assert first(("title",), {"Title": "B", "title": ""}) == "B"


def test_parts_of_the_path() -> None:
    """The first pattern that fits names the parts; one star takes folders along."""
    assert first(("path:language",), {}, "content/{language}/{page}.md", "docs/{language}/{page}.md") == "nb"
    assert first(("path:page",), {}, "{page*}.md") == "docs/nb/hjerte"
    assert first(("path:page",), {}, "{page}.md") == ""
    assert first(("path",), {}) == "docs/nb/hjerte"


def test_words_of_the_mapping_need_all_their_places() -> None:
    """With a place that is empty the words are not there, and the next place is tried."""
    assert first(("text:{owner}-{path:page}", "title"), {"owner": "NN"}, "docs/nb/{page}.md") == "NN-hjerte"
    assert first(("text:{owner}-x", "title"), {"title": "A"}) == "A"
    assert first(("text:en",), {}) == "en"


def test_patterns_values_and_separators() -> None:
    """A part of a value, another word for it, several in one; what a pattern does not fit is not there."""
    assert first(Taken(take=("by",), pattern=r"by (\w+)"), {"by": "written by NN in 2020"}) == "NN"
    assert first(Taken(take=("by",), pattern=r"\d{4}"), {"by": "written by NN"}) == ""
    every = places({"tags": ["b", "a, b", ""], "more": "c"}).every(
        Taken(take=("tags", "more"), separator=",", values={"c": "", "a": "A"})
    )
    assert [found.text for found in every] == ["b", "A"]


def test_where_a_value_stands() -> None:
    """Its line goes with it into what is told."""
    assert places({"title": "A"}).first(("title",)).line == 3
    assert places({}).first(("first-heading",)).line == 9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-10-17", date(2018, 10, 17)),
        ("2018-10-6", date(2018, 10, 6)),
        ("2018-10-17T08:00:00Z", date(2018, 10, 17)),
        ("11-02-16 certified", None),
        ("2018-02-30", None),
        ("", None),
    ],
)
def test_a_date_is_on_the_calendar_or_absent(text: str, expected: date | None) -> None:
    """One that is not is told with its line; an empty one says nothing."""
    told: list[tuple[int, str]] = []
    found = date_at(places({"changed": text}), ("changed",), lambda line, reason, message: told.append((line, reason)))
    assert found == expected
    assert told == ([(3, "bad-date")] if text and not expected else [])


def test_dates_in_the_ways_of_the_source() -> None:
    """The mapping says how the source writes them."""
    source = Taken(take=("seen",), pattern=r"^\S+", formats=("%m-%d-%y",))
    assert date_at(places({"seen": "11-02-16 certified"}), source, print) == date(2016, 11, 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Høyt blodtrykk & hjerte", "hoyt-blodtrykk-hjerte"),
        ("Čájáhus/Æsj", "cajahus-aesj"),
        ("e\u0301tude", "etude"),
        ("क्लाउड", ""),
        ("--A__b--", "a-b"),
        ("x" * 100, "x" * 80),
        (f"{'ab-' * 26}wordwithoutend", f"{'ab-' * 25}ab"),
    ],
)
def test_names_of_small_letters(text: str, expected: str) -> None:
    """Letters lose their accents; what has no letter a–z gives no name; a name too long ends with a whole word."""
    assert slug(text) == expected


def test_every_article_has_a_content_id_of_its_own() -> None:
    """The second of a name is told apart by the end of its path, one without a name by all of it."""
    ids = ContentIds("p", {"p-taken"})
    assert ids.give("Flu", "a/1.md") == "p-flu"
    assert ids.give("Flu", "a/2.md") == "p-flu-a-2"
    assert ids.give("Flu", "a/2.md") == "p-flu-2"
    assert ids.give("Taken", "b.md") == "p-taken-b"
    assert ids.give("क्लाउड", "hi/cloud.md") == "p-hi-cloud"
    assert ids.give("क्लाउड", "क्लाउड.md").startswith("p-")
    long = [ids.give("x" * 90, f"{'folder/' * 20}{n}.md") for n in range(3)]
    assert len(set(long)) == 3 and max(map(len, long)) <= 80


def test_characters_that_our_checks_refuse_are_taken_away() -> None:
    """Invisible ones go, those that scripts are written with stay, and letters get their accents back."""
    told: list[tuple[int, str, str]] = []
    text = "ok\na\u200bb \u202ac\ufeff\x07 e\u0301 می\u200cشود क\u200d\n"
    assert clean(text, 1, lambda *said: told.append(said)) == "ok\nab c é می\u200cشود क\u200d\n"
    assert [(line, reason) for line, reason, _ in told] == [(2, "characters-removed"), (1, "not-nfc")]
    assert "1 × U+200B zero width space" in told[0][2]


def test_isolates_stay_where_they_are_needed() -> None:
    """In pairs around right-to-left letters; elsewhere they turn nothing around and go."""
    text = "\u2067مرحبا\u2069 \u2067hei\u2069 \u2066"
    assert clean(text, 1, lambda *said: None) == "\u2067مرحبا\u2069 hei "


def test_what_a_text_opens_with() -> None:
    """The first heading and the first paragraph, as read aloud; a picture is neither."""
    assert opening("![x](y.png)\n\n## A *b*\n\nOne `two`\n[three](/x).\n\nFour") == ("A b", "One two three.")
    assert opening("- only\n- a list") == ("", "")


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("Short.", 10, "Short."),
        ("One two. Three four five.", 20, "One two."),
        ("One two three four five", 15, "One two three…"),
        ("长句子没有空格长句子没有空格", 8, "长句子没有空格…"),
        ("句子。第二句很长很长很长", 8, "句子。"),
    ],
)
def test_a_text_too_long_is_shortened(text: str, longest: int, expected: str) -> None:
    """Whole sentences if they fit, else words, else as much as there is room for."""
    assert shortened(text, longest) == expected
