"""The A–Å index: entries under the letters their readers look under, and letters that lead somewhere."""

import re

from builder.domain.pages import IndexEntry, IndexPages
from builder.render.letters import group_by_letter
from tests.builder.render.some_pages import head, renderer


def entry(label: str, sort_as: str = "") -> IndexEntry:
    return IndexEntry(label, sort_as, "/nb/a.html")


def grouped(language: str, *labels: str) -> dict[str, list[str]]:
    groups = group_by_letter(tuple(entry(label) for label in labels), language)
    return {letter: [each.label for each in entries] for letter, entries in groups.items()}


def pages(*entries: IndexEntry, language: str = "nb") -> dict[str, str]:
    """The index and the letters' pages, by file name."""
    made = renderer().render(IndexPages(head(f"{language}/a-z/index.html", ""), entries))
    return {artifact.path.rpartition("/")[2]: artifact.data.decode() for artifact in made}


def test_aa_is_filed_under_the_last_letter() -> None:
    """Aa is an older way to write Å, in names and at the beginning of words; in English it is two letters."""
    labels = ("Astma", "Aalesund", "ADHD", "Ålesund", "aorta", "Zika", "Øre", "Ære")
    assert grouped("nb", *labels) == {
        "A": ["ADHD", "aorta", "Astma"],
        "Z": ["Zika"],
        "Æ": ["Ære"],
        "Ø": ["Øre"],
        "Å": ["Ålesund", "Aalesund"],
    }
    assert grouped("en", "Astma", "Aalesund") == {"A": ["Aalesund", "Astma"]}


def test_sami_letters_are_letters_of_their_own() -> None:
    assert grouped("se", "Čoavji", "Cealkka", "Ánot", "Astma", "Žirra") == {
        "A": ["Astma"],
        "Á": ["Ánot"],
        "C": ["Cealkka"],
        "Č": ["Čoavji"],
        "Ž": ["Žirra"],
    }


def test_arabic_and_ukrainian_have_their_own_letters() -> None:
    """The forms of alif are one letter, and the article is part of the word; Ґ comes after Г."""
    assert list(grouped("ar", "ربو", "إسعاف", "أطفال")) == ["ا", "ر"]
    assert list(grouped("uk", "Ґрати", "Астма", "Грип", "Їжа", "Іній")) == ["А", "Г", "Ґ", "І", "Ї"]


def test_numbers_and_signs_come_under_one_sign() -> None:
    assert grouped("nb", "Astma", "116 117", "%") == {"#": ["%", "116 117"], "A": ["Astma"]}


def test_an_entry_can_be_filed_as_something_else() -> None:
    """«De ti råd» under T, when its editor says so."""
    groups = group_by_letter((entry("De ti råd", "ti råd"), entry("Demens")), "nb")
    assert {letter: [each.label for each in entries] for letter, entries in groups.items()} == {
        "D": ["Demens"],
        "T": ["De ti råd"],
    }


def test_the_order_does_not_depend_on_the_order_they_came_in() -> None:
    entries = (IndexEntry("Astma", "", "/nb/b.html"), IndexEntry("Astma", "", "/nb/a.html"), entry("Angst"))
    assert group_by_letter(entries, "nb") == group_by_letter(entries[::-1], "nb")


def test_only_letters_with_entries_are_links() -> None:
    """The whole alphabet is shown, so that readers know their way; empty letters lead nowhere."""
    shown = re.findall(
        r"<li>(?:<a href=\"([^\"]+)\">|<span class=\"empty\">)(.)</", pages(entry("Astma"), entry("Ål"))["index.html"]
    )
    assert "".join(letter for _, letter in shown) == "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"
    assert [(href, letter) for href, letter in shown if href] == [("/nb/a-z/a.html", "A"), ("/nb/a-z/u00e5.html", "Å")]


def test_each_letter_with_entries_has_a_page() -> None:
    """On it the letter is marked as the one that is shown, and the entries are links."""
    made = pages(entry("Astma"), entry("Aalesund"))
    assert sorted(made) == ["a.html", "index.html", "index.json", "u00e5.html"]
    assert '<li><a href="/nb/a-z/u00e5.html" aria-current="page">Å</a></li>' in made["u00e5.html"]
    assert '<li><a href="/nb/a.html">Aalesund</a></li>' in made["u00e5.html"]
    assert "Aalesund" not in made["a.html"]


def test_letters_outside_the_alphabet_follow_it() -> None:
    """A title in another script is found after the last letter."""
    index = pages(entry("Astma"), entry("Астма"), entry("112"))["index.html"]
    assert index.index(">Å<") < index.index(">А</a>") and ">#</a>" in index


def test_another_name_leads_to_the_title() -> None:
    made = pages(IndexEntry("Hjerteattakk", "", "/nb/h.html", see="Hjerteinfarkt <b>"))
    assert '<li>Hjerteattakk, se <a href="/nb/h.html">Hjerteinfarkt &lt;b&gt;</a></li>' in made["h.html"]


def test_an_entry_in_another_language_says_so() -> None:
    made = pages(IndexEntry("Hjarte", "", "/nn/h.html", "nn", "ltr"))
    assert '<li><a href="/nn/h.html" hreflang="nn" lang="nn" dir="ltr">Hjarte</a></li>' in made["h.html"]
