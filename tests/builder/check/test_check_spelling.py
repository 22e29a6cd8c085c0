"""Spelling, by the dictionaries of this machine; where they are missing the rule is silent."""

from pathlib import Path

import pytest

from builder.check import dictionaries
from builder.check.context import Context
from builder.check.dictionaries import OWN_WORDS, Dictionary, dictionary
from tests.builder.check.telling import BODY, SUMMARY, TITLE, told

needs_dictionaries = pytest.mark.skipif(
    bool(dictionaries.missing_dictionaries()), reason=f"install {' '.join(dictionaries.missing_dictionaries())}"
)


@needs_dictionaries
def test_a_word_that_is_not_in_the_dictionary_is_told_once() -> None:
    """In title, summary and body, at its first line, with right words one slip away."""
    body = "Tekst.\n\nBehandlingen er\ntverfaglig, og behnadlingen er Tverfaglig."
    assert told("spelling", body, title="Asttma", summary="Om sykehsuet.") == [
        (TITLE, "«Asttma» is not in the dictionary; correct it, or add it to «spelling:»"),
        (SUMMARY, "«sykehsuet» is not in the dictionary; did you mean «sykehuset»?"),
        (BODY + 3, "«tverfaglig» is not in the dictionary; did you mean «tverrfaglig»?"),
        (BODY + 3, "«behnadlingen» is not in the dictionary; did you mean «behandlingen»?"),
    ]


@needs_dictionaries
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nb", "Hjerteinfarkt, astmabehandling og luftveisplager: noen får paracetamol av Giftsentralen."),
        ("nn", "Sjukdomar i kvardagen; nokon får paracetamol. Éi veke, og ho er nummen."),
        ("en", "The GP’s colour chart, diarrhoea, don't, wheezing; NSAIDs and the patient's X-ray."),
        ("nb", "COVID-19, EKG, HbA1c, 5mg og MR-undersøkelse; og/eller, hjerte- og lungesykdom, e-post."),
        ("nb", "Kárášjohka, Привіт og العربية er ikke norske ord."),
        ("nb", "Se https://www.fhi.no/sykdomr/astmma eller fhi.no/astmma; skriv til asstma@fhi.no."),
        ("nb", "Skriv `asttma` i feltet.\n\n    asttma\n\nRing {fact:emergensy}."),
        ("uk", "Астмма"),
    ],
    ids=["nb", "nn", "en", "signs", "foreign", "addresses", "code", "no dictionary"],
)
def test_what_is_right_or_no_word_is_left_alone(language: str, text: str) -> None:
    """Compounds, genitives, abbreviations, words of other alphabets, addresses, code and cited facts."""
    assert told("spelling", text, language, title="Virus", summary="Virus") == []


@needs_dictionaries
def test_a_word_can_be_declared() -> None:
    """By the edition or by the portal, also when it stands first in a sentence."""
    assert len(told("spelling", "Xyzzol hjelper, og xyzzol er trygt.")) == 1
    assert told("spelling", "Xyzzol hjelper, og xyzzol er trygt.", spelling=("xyzzol",)) == []
    context = Context(facts={}, words={"nb": frozenset({"xyzzol"})})
    assert told("spelling", "Xyzzol hjelper.", context=context) == []


@needs_dictionaries
def test_right_words_are_sought_for_the_first_few_only() -> None:
    """Seeking is slow, and a text with many unknown words is full of names."""
    wrong = ["behnadling", "sykehsuet", "tverfaglig", "medisinnen", "hjertett", "behnadlingen"]
    messages = [message for _, message in told("spelling", " ".join(wrong))]
    assert ["did you mean" in message for message in messages] == [True] * 5 + [False]


def test_missing_dictionaries_are_told_by_the_package_that_brings_them(tmp_path: Path) -> None:
    """Once for all texts, by the command; a language that has no dictionary anywhere is not among them."""
    assert dictionaries.missing_dictionaries((str(tmp_path / "empty"),)) == ["hunspell-en-gb", "hunspell-no"]
    for name in ("nn_NO.aff", "nn_NO.dic", "en_GB.aff", "en_GB.dic"):
        (tmp_path / name).touch()
    assert dictionaries.missing_dictionaries((str(tmp_path),)) == ["hunspell-no"]
    assert dictionary("uk", (str(tmp_path),)) is None


@needs_dictionaries
def test_what_a_dictionary_said_is_remembered() -> None:
    """Another process, or the next run, takes it up and need not open the dictionary."""
    first, second = (dictionary("nb"), Dictionary("nb", "/nowhere"))
    assert first is not None
    first.learned = {}
    first.right.discard("tungpusten")
    first.wrong.pop("tverfagleg", None)
    assert [first.is_right("tungpusten"), first.is_right("tverfagleg"), first.near("tverfagleg")] == [True, False, ()]
    known = dictionaries.learned()["nb"]
    assert known == {"tungpusten": None, "tverfagleg": ()}
    assert dictionaries.learned() == {}
    second.right = {word for word, near in known.items() if near is None}
    second.wrong = {word: near for word, near in known.items() if near is not None}
    assert [second.is_right("tungpusten"), second.is_right("tverfagleg"), second.near("tverfagleg")] == [
        True,
        False,
        (),
    ]


@needs_dictionaries
def test_a_dictionary_that_was_closed_opens_again_and_remembers() -> None:
    """Its memory goes back to the system; what it said does not."""
    dictionaries.open_dictionaries(["nb"])
    nb = dictionary("nb")
    assert nb and nb.is_right("sykehus")
    open_one = nb._hunspell
    dictionaries.close_dictionaries()
    assert "sykehus" in nb.right
    assert not nb.is_right("sykehuus") and nb.is_right("legevakter")
    assert nb._hunspell is not open_one


@needs_dictionaries
def test_the_stamp_names_every_file_that_was_asked() -> None:
    """What was remembered holds as long as these are the same."""
    names = [part.split(":")[0] for part in dictionaries.stamp().split()]
    assert names == [
        *("nb.txt", "nn.txt", "en.txt"),
        *("nb_NO.aff", "nb_NO.dic", "nn_NO.aff", "nn_NO.dic", "en_GB.aff", "en_GB.dic"),
    ]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_our_own_words_are_sorted_and_needed(language: str, tmp_path: Path) -> None:
    """One a line, each once, and none that the dictionary has."""
    words = (OWN_WORDS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    assert words == sorted(set(words))
    found = dictionary(language)
    if found:
        without = Dictionary(language, found.folder, own=tmp_path)
        assert [word for word in words if without.is_right(word)] == []
