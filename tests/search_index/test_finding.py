"""What readers find, and how it is shown."""

import pytest

from search_index.documents import Concept, Name
from search_index.finding import Wanted, find, suggest
from search_index.planning import plan
from search_index.searching import FilesEngine
from tests.search_index.small import found, index_of, page

HEART = page(
    "hjerteinfarkt", "Hjerteinfarkt", summary="En blodåre til hjertet er tett.", partner="hjerte", topics=("hjerte",)
)
HEART_EN = page("hjerteinfarkt", "Heart attack", "en", summary="An artery is blocked.")
FEVER = page("feber", "Feber hos barn", summary="Når barnet er varmt.", partner="barn", topics=("barn",))
TICK_EN = page("flatt", "Tick bite", "en", summary="Remove the tick.")
BOOK = page("far", "Å bli far", summary="Om å bli pappa.")
SHEEP = page("faar", "Får på beite", summary="Om smitte fra dyr.")


@pytest.mark.parametrize(
    "query",
    [
        "hjerteinfarkt",
        "hjerteattakk",
        "myokardinfarkt",
        "hjarteinfarkt",
        "hjerte infarkt",
        "hjerteinfrakt",
        "heart attack",
        "hjerteinfarktet",
    ],
)
def test_one_page_is_found_by_all_its_names(query: str) -> None:
    """Everyday and medical words, nynorsk, two words for one, a slip, English, an inflected form."""
    assert found(index_of(HEART, HEART_EN, FEVER), query)[0] == "/nb/hjerteinfarkt.html"


def test_exact_letters_come_before_folded_ones() -> None:
    """«får» and «far» are two words, for whoever can type them."""
    index = index_of(BOOK, SHEEP)
    assert found(index, "får") == ["/nb/faar.html", "/nb/far.html"]
    assert found(index, "far") == ["/nb/far.html", "/nb/faar.html"]


def test_what_the_readers_language_lacks_is_answered_in_another() -> None:
    """The page is there, in the language it has."""
    assert found(index_of(HEART, TICK_EN), "tick") == ["/en/flatt.html"]


def test_a_portals_own_concepts_count() -> None:
    """A word no page has leads to the page that its concept names."""
    brandt = Concept("feber", (Name("nb", "hetetokt i kroppen"), Name("nb", "glohet")), subjects=("article:feber",))
    assert found(index_of(HEART, FEVER, concepts=(brandt,)), "glohet") == ["/nb/feber.html"]


def test_words_sought_are_marked() -> None:
    """In any form, in title and summary."""
    index = index_of(HEART, FEVER)
    result = find("barna feberen", index, FilesEngine(index)).results[0]
    assert result.title == [("Feber", True), (" hos ", False), ("barn", True)]
    assert result.summary == [("Når ", False), ("barnet", True), (" er varmt.", False)]


def test_what_was_meant_is_offered() -> None:
    """The words as they are written, for «Mente du»."""
    index = index_of(HEART, FEVER)
    assert plan("febber hos barn", index).corrected == "feber barn"
    assert plan("feber", index).corrected == ""


def test_results_are_narrowed() -> None:
    """By language, kind, partner and topic; what nobody has narrows to nothing."""
    index = index_of(HEART, FEVER, TICK_EN, page("feber2", "Feber", partner="hjerte"))

    def narrowed(**wanted: str) -> list[str]:
        results = find("feber tick", index, FilesEngine(index), Wanted(**wanted)).results
        return sorted(result.card.subject for result in results)

    assert narrowed(partner="hjerte") == ["article:feber2"]
    assert narrowed(topic="barn") == ["article:feber"]
    assert narrowed(language="en") == ["article:flatt"]
    assert narrowed(kind="service") == narrowed(topic="ukjent") == narrowed(partner="'; --") == []


@pytest.mark.parametrize(("page_asked", "page_given"), [(-1, 1), (0, 1), (2, 2), (10**9, 2)])
def test_pages_of_results_have_ends(page_asked: int, page_given: int) -> None:
    """A page that is not there is the nearest that is (bad-input.md Q12)."""
    index = index_of(*(page(f"feber{number}", f"Feber {number}") for number in range(15)))
    given = find("feber", index, FilesEngine(index), page=page_asked)
    assert (given.page, given.total, len(given.results)) == (page_given, 15, {1: 10, 2: 5}[page_given])


def test_suggestions_begin_as_typed() -> None:
    """Titles that begin so come before those with a later word that does; marks need not be typed."""
    index = index_of(HEART, FEVER, page("b", "Barn med astma"), page("o", "Øreverk"))
    assert suggest("bar", index) == ["Barn med astma", "Feber hos barn"]
    assert suggest("ore", index) == ["Øreverk"]
    assert suggest("b", index) == suggest("", index) == suggest("*(", index) == []


def test_nothing_found_is_an_empty_page() -> None:
    """No guess where there is none."""
    index = index_of(HEART)
    assert find("xyzzyq", index, FilesEngine(index)).results == []
    assert find("", index, FilesEngine(index)) == ([], 0, 1, "", False)


def test_a_slip_in_a_word_that_only_the_table_of_concepts_has_is_repaired() -> None:
    """«hjerteattakk» stands on no page, and yet it is what was meant; its concept's page is found."""
    index = index_of(HEART, FEVER)
    assert plan("hjertattakk", index).corrected == "hjerteattakk"
    assert found(index, "hjertattakk")[0] == HEART.href


def test_a_concept_without_pages_lends_no_words() -> None:
    """What leads nowhere is not proposed."""
    assert plan("hjertattakk", index_of(FEVER)).corrected != "hjerteattakk"
