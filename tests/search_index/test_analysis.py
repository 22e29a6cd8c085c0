"""Words, and what their forms share."""

import pytest

from search_index.analysis import fold, root, stem, words_of
from search_index.compounds import split
from search_index.rules import rules_of


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("nb", "lege legen leger legene legens"),
        ("nb", "fastlege fastlegen fastleger fastlegene fastlegens"),
        ("nb", "sykdom sykdommen sykdommer sykdommene"),
        ("nb", "lus lusa lusene"),
        ("nb", "hodepine hodepinen hovudverk hovudpine"),
        ("nn", "søvnløyse søvnløshet"),
        ("nn", "lunge lunger lungor lungene"),
        ("nb", "barn barnet barna barnas barnets"),
        ("nb", "fot føtter føttene"),
        ("en", "vaccine vaccines vaccinated vaccination"),
        ("en", "child children childrens"),
        ("en", "immunisation immunization"),
        ("en", "study studies studied"),
        ("se", "mánná máná mánáid mánáide"),
        ("se", "doavttir doaktára doaktáriid"),
        ("se", "boahkuheapmi boahkuheami"),
        ("uk", "лікар лікаря лікарі лікарів"),
        ("ar", "القلب قلب والقلب"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(language: str, forms: str) -> None:
    """Whatever form is typed finds whatever form is written."""
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["sykehjem sjukeheim", "hjerte hjarta", "røyke røykje", "egenandel eigendel", "omgangssyke omgangssjuke", "høyt høgt", "skolen skulen", "helsetjeneste helseteneste", "vanlig vanleg", "melk mjølk", "uker veker", "fastlegene fastlegane", "urinvei urinveg"],
)  # fmt: skip
def test_bokmal_and_nynorsk_meet(pair: str) -> None:
    """One portal, two written forms: either finds the other."""
    bokmal, nynorsk = pair.split()
    assert stem(bokmal, "nb") == stem(nynorsk, "nn") == stem(nynorsk, "nb")


@pytest.mark.parametrize("pair", ["fastlege fast", "tannlege tann", "lege legge", "får far", "alzheimer hjem"])
def test_different_words_stay_apart(pair: str) -> None:
    """A stemmer for general texts makes «fast» of fastlege."""
    one, other = pair.split()
    assert stem(one, "nb") != stem(other, "nb")


def test_words_made_of_each_other_share_a_root() -> None:
    """Who looks for «vaksinere» finds vaksinasjon, but after what is written so."""
    assert root(stem("forgiftning", "nb"), "nb") == stem("forgiftet", "nb")
    assert root(stem("vaksinasjon", "nb"), "nb") == stem("vaksine", "nb")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("fodsel", "fødsel"),
        ("foedsel", "fødsel"),
        ("flaatt", "flått"),
        ("flatt", "flått"),
        ("vaibmu", "váibmu"),
        ("cizze", "čižže"),
    ],
)
def test_letters_typed_plain_fold_alike(typed: str, written: str) -> None:
    """A keyboard without æøå and the letters of Sámi."""
    assert fold(typed) == fold(written)


@pytest.mark.parametrize("language", ["nb", "se", "en", "uk", "ar"])
def test_what_listed_forms_are_brought_to_is_a_stem(language: str) -> None:
    """A form that led to a word as it is written would never meet that word, whose stem is another."""
    assert [one for one in rules_of(language).words.values() if stem(one, language) != one] == []


def test_unseen_characters_part_no_word() -> None:
    """Soft hyphens, directions, apostrophes and a decomposed letter (bad-input.md Q07)."""
    assert words_of("p\u00adille \u202efe\u0301ber\u202c can't \ud800x \x00y") == ["pille", "féber", "cant", "x", "y"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("blodtrykksmedisin", ("blodtrykk", "medisin")),
        ("barnevaksine", ("barn", "vaksin")),
        ("føflekkreft", ("føflekk", "kreft")),
        ("blod", None),
        ("umulig", None),
    ],
)
def test_compounds_are_taken_apart(word: str, parts: tuple[str, str] | None) -> None:
    """With a linking letter or without, and with one of three equal letters left out."""
    assert split(word, "nb", {"blodtrykk", "blod", "medisin", "barn", "vaksin", "føflekk", "kreft"}) == parts
