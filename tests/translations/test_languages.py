"""The table of languages, and finding a row in it."""

import unicodedata

import pytest

from translations import languages
from translations.languages import LANGUAGES, UnknownLanguage

IN_THE_CORPORA = """
    ar bn ckb cs de din el en es es-419 fa fr fuv ha hi hu id it ja km kmr ko kr lg ln mr ms my nb ne nl nn
    nus om pl prs ps pt-BR ru rw se so sv sw ta ti ti-ER ti-ET tl tr uk ur vi zh-CN zh-TW zu
"""


def test_a_language_tells_what_a_page_in_it_needs() -> None:
    """A row carries code, names, direction, letters, neighbours and fallback."""
    nynorsk = languages.get("nn")
    assert (nynorsk.autonym, nynorsk.english, nynorsk.dir) == ("Nynorsk", "Norwegian Nynorsk", "ltr")
    assert nynorsk.alphabet[-4:] == ("Z", "Æ", "Ø", "Å")
    assert (nynorsk.understood, nynorsk.fallback) == (("nb",), "nb")


def test_right_to_left_is_a_matter_of_the_script() -> None:
    """The languages in Arabic script, and no others, run from right to left."""
    rtl = {code for code, language in LANGUAGES.items() if language.dir == "rtl"}
    assert rtl == {"ar", "ckb", "fa", "prs", "ps", "ur"}
    for language in LANGUAGES.values():
        assert (language.dir == "rtl") == unicodedata.name(language.autonym[0]).startswith("ARABIC")


@pytest.mark.parametrize("code", IN_THE_CORPORA.split())
def test_every_language_we_have_texts_in_is_known(code: str) -> None:
    """A text that comes with one of these codes can be published."""
    assert languages.known(code) is not None


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("no", "nb"),
        ("NO", "nb"),
        ("nb_NO", "nb"),
        ("nno", "nn"),
        ("sme", "se"),
        ("en-US", "en"),
        ("pt-br", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("zh", "zh-Hans"),
        ("zh-cn", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-tw", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("es-419", "es-419"),
        ("es-MX", "es"),
        ("ti-ER", "ti-ER"),
        ("ti-et", "ti-ET"),
        ("kr", "kr"),
        ("fil", "tl"),
        ("fa-AF", "prs"),
        (" uk ", "uk"),
    ],
)
def test_codes_found_in_the_wild_mean_a_row(found: str, meant: str) -> None:
    """Other names, other capitals, underscores and regions without a row lead to the right language."""
    language = languages.known(found)
    assert language is not None and language.code == meant


@pytest.mark.parametrize("found", ["", "-", "xx", "pt", "pt-PT", "english", "../en", "nb;q=0.8"])
def test_what_means_no_language_is_none(found: str) -> None:
    """Nothing is guessed: the Portuguese of Portugal is not that of Brazil."""
    assert languages.known(found) is None


@pytest.mark.parametrize(
    ("code", "hint"),
    [("no", "nb"), ("NB", "nb"), ("en-GB", "en"), ("nynorsk", "nn"), ("polsk", "pl"), ("zh-CN", "zh-Hans")],
)
def test_an_unknown_code_is_told_what_was_perhaps_meant(code: str, hint: str) -> None:
    """`get` takes only the exact code, and its error names the codes near by."""
    with pytest.raises(UnknownLanguage, match=f"no language «{code}»; did you mean .*{hint}"):
        languages.get(code)


def test_a_code_like_no_other_is_told_all_codes() -> None:
    """Where nothing is near, the error lists what there is."""
    with pytest.raises(UnknownLanguage, match=r"the languages are: ar, bn, .*, zu"):
        languages.get("qqqqq")


def test_the_table_holds_together() -> None:
    """Codes and aliases are unique; neighbours and fallbacks exist; following fallbacks ends in English."""
    names = [name.lower() for row in LANGUAGES.values() for name in (row.code, *row.aliases)]
    assert len(names) == len(set(names))
    for row in LANGUAGES.values():
        assert {*row.understood, *([row.fallback] if row.fallback else [])} <= LANGUAGES.keys()
        assert row.code not in row.understood
        last = row
        while last.fallback:
            last = LANGUAGES[last.fallback]
        assert last.code == "en"


def test_understanding_goes_both_ways() -> None:
    """Who reads the other's language is read by the other."""
    for row in LANGUAGES.values():
        assert all(row.code in LANGUAGES[other].understood for other in row.understood)


def test_the_table_is_written_in_composed_characters() -> None:
    """A letter looks the same to the eye and to the program (Unicode NFC)."""
    for row in LANGUAGES.values():
        for text in (row.autonym, *row.alphabet):
            assert unicodedata.is_normalized("NFC", text)
