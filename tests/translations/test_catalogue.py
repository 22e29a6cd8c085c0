"""Interface words: where they come from, what happens when one is missing, and what compiling them costs."""

import subprocess
import sys
from pathlib import Path

import pytest

from translations.catalogue import Catalogue, load_catalogue
from translations.languages import UnknownLanguage
from translations.po import header

NB = """
msgid "Log in"
msgstr "Logg inn"

msgid "Search"
msgstr "Søk"

msgctxt "a shop"
msgid "Open"
msgstr "Åpent"

msgid "Open"
msgstr "Åpne"

#, fuzzy
msgid "Proxy"
msgstr "Fullmakt?"

msgid "%(num)s message"
msgid_plural "%(num)s messages"
msgstr[0] "%(num)s melding"
msgstr[1] "%(num)s meldinger"

msgctxt "post"
msgid "%(num)s letter"
msgid_plural "%(num)s letters"
msgstr[0] "%(num)s brev"
msgstr[1] "%(num)s brev"
"""
SE = """
msgid "Search"
msgstr "Oza"

msgid "%(num)s message"
msgid_plural "%(num)s messages"
msgstr[0] "okta diehtu"
msgstr[1] "guokte dieđu"
msgstr[2] "%(num)s dieđu"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogues in Norwegian and, with little in it, Northern Sámi; English has none."""
    for code, messages in (("nb", NB), ("se", SE)):
        (tmp_path / code).mkdir()
        (tmp_path / code / "helsevei.po").write_text(header(code) + messages.strip() + "\n", encoding="utf-8")
    return tmp_path


def _load(code: str, folder: Path) -> Catalogue:
    return load_catalogue(code, folder=folder)


def test_a_sentence_comes_out_in_the_language(folder: Path) -> None:
    """What the catalogue has is what the page shows, each use of a word in its own context."""
    nb = _load("nb", folder)
    assert (nb.gettext("Log in"), nb.gettext("Open"), nb.pgettext("a shop", "Open")) == (
        "Logg inn",
        "Åpne",
        "Åpent",
    )
    assert (nb.has("Open"), nb.has("Open", "a shop"), nb.has("Open", "a file")) == (True, True, False)


def test_a_missing_sentence_comes_from_the_fallback_and_says_so(folder: Path) -> None:
    """Northern Sámi falls back on Norwegian, that on the code's English; a page can mark which it got."""
    se = _load("se", folder)
    words = ["Search", "Log in", "Contents"]
    assert [se.gettext(word) for word in words] == ["Oza", "Logg inn", "Contents"]
    assert [se.language_of(word) for word in words] == ["se", "nb", "en"]
    assert [se.has(word) for word in words] == [True, False, False]
    assert (se.pgettext("a shop", "Open"), se.language_of("Open", "a shop")) == ("Åpent", "nb")
    assert se.npgettext("post", "%(num)s letter", "%(num)s letters", 2) == "%(num)s brev"


def test_a_language_without_a_catalogue_has_its_fallbacks_words(folder: Path) -> None:
    """Nynorsk without a file of its own still speaks Norwegian, and Arabic English."""
    assert (_load("nn", folder).gettext("Search"), _load("nn", folder).language_of("Search")) == ("Søk", "nb")
    assert (_load("ar", folder).gettext("Search"), _load("ar", folder).language_of("Search")) == (
        "Search",
        "en",
    )


def test_numbers_take_the_forms_of_the_language(folder: Path) -> None:
    """Northern Sámi has one, two and other; without a translation the English forms are used."""

    def messages(code: str) -> list[str]:
        catalogue = _load(code, folder)
        return [catalogue.ngettext("%(num)s message", "%(num)s messages", n) for n in (0, 1, 2, 3)]

    assert messages("se") == ["%(num)s dieđu", "okta diehtu", "guokte dieđu", "%(num)s dieđu"]
    assert messages("nb") == [
        "%(num)s meldinger",
        "%(num)s melding",
        "%(num)s meldinger",
        "%(num)s meldinger",
    ]
    assert messages("uk") == ["%(num)s messages", "%(num)s message", "%(num)s messages", "%(num)s messages"]
    assert _load("se", folder).has("%(num)s message")
    assert _load("nn", folder).language_of("%(num)s message") == "nb"


def test_drafts_are_not_shown(folder: Path) -> None:
    """A translation marked fuzzy is nobody's word yet."""
    assert _load("nb", folder).gettext("Proxy") == "Proxy"


def test_an_empty_sentence_is_empty(folder: Path) -> None:
    """The file's header, which gettext keeps under the empty sentence, never reaches a page."""
    nb = _load("nb", folder)
    assert (nb.gettext(""), nb.has(""), nb.language_of("")) == ("", False, "en")


def test_an_unknown_language_has_no_catalogue(folder: Path) -> None:
    """A code that is not in the table is refused rather than looked up as a path."""
    for code in ("xx", "../nb", "no"):
        with pytest.raises(UnknownLanguage):
            _load(code, folder)


def test_a_catalogue_is_compiled_once_and_again_when_its_words_change(folder: Path, tmp_path: Path) -> None:
    """The cache folder is made, holds one file for each text there has been, and never an old word."""
    cache, file = tmp_path / "a" / "cache", folder / "nb" / "helsevei.po"
    assert load_catalogue("nb", cache=cache, folder=folder).gettext("Search") == "Søk"
    (compiled,) = cache.iterdir()
    before = compiled.stat().st_mtime_ns
    assert load_catalogue("nb", cache=cache, folder=folder).gettext("Search") == "Søk"
    assert [each.stat().st_mtime_ns for each in cache.iterdir()] == [before]
    file.write_text(file.read_text(encoding="utf-8").replace("Søk", "Leit"), encoding="utf-8")
    assert load_catalogue("nb", cache=cache, folder=folder).gettext("Search") == "Leit"
    assert sorted(each.suffix for each in cache.iterdir()) == [".mo", ".mo"]


def test_reading_a_compiled_catalogue_needs_neither_babel_nor_yaml(folder: Path, tmp_path: Path) -> None:
    """The builder starts anew at every edit: loading all of this package loads nothing slow."""
    load_catalogue("se", cache=tmp_path / "cache", folder=folder)
    program = (
        "import sys; from pathlib import Path\n"
        "from translations import alphabet, catalogue, dates, languages\n"
        "words = catalogue.load_catalogue('se', cache=Path(sys.argv[1]), folder=Path(sys.argv[2]))\n"
        "assert words.gettext('Search') == 'Oza'\n"
        "assert alphabet.letter_of('Oza', languages.get('se')) == 'O'\n"
        "print(*sorted({'babel', 'yaml', 'icu', 'jinja2', 'tempfile'} & sys.modules.keys()))\n"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "cache"), str(folder)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == ""
