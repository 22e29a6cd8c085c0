"""Bringing the catalogues up to what the programs say."""

from pathlib import Path

import pytest

from translations.catalogue import load_catalogue
from translations.languages import LANGUAGES
from translations.po import empty
from translations.update import update


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that says three things."""
    _say(tmp_path, '_("Log in"); _("Search"); ngettext("%(num)s letter", "%(num)s letters", n)')
    return tmp_path


def _say(root: Path, code: str) -> None:
    (root / "builder").mkdir(exist_ok=True)
    (root / "builder" / "a.py").write_text(code, encoding="utf-8")


def _file(root: Path, code: str) -> Path:
    return root / "words" / code / "helsevei.po"


def _translate(root: Path, code: str, sentence: str, words: str) -> None:
    file = _file(root, code)
    before = file.read_text(encoding="utf-8")
    after = before.replace(f'msgid "{sentence}"\nmsgstr ""', f'msgid "{sentence}"\nmsgstr "{words}"')
    assert after != before
    file.write_text(after, encoding="utf-8")


def test_a_new_language_gets_every_sentence_to_translate(root: Path) -> None:
    """The first file of a language is all sentences in alphabetical order, with its plural forms."""
    update(root, root / "words", ["se"])
    assert _file(root, "se").read_text(encoding="utf-8") == (
        "# Northern Sámi\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Language: se\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);\\n"\n'
        "\n"
        "#: builder/a.py\n"
        "#, python-format\n"
        'msgid "%(num)s letter"\n'
        'msgid_plural "%(num)s letters"\n'
        'msgstr[0] ""\n'
        'msgstr[1] ""\n'
        'msgstr[2] ""\n'
        "\n"
        "#: builder/a.py\n"
        'msgid "Log in"\n'
        'msgstr ""\n'
        "\n"
        "#: builder/a.py\n"
        'msgid "Search"\n'
        'msgstr ""\n'
        "\n"
    )


def test_english_is_translated_by_what_the_code_says(root: Path) -> None:
    """The English catalogue starts out complete, and can then be worded otherwise."""
    update(root, root / "words", ["en"])
    _file(root, "en").write_text(
        _file(root, "en").read_text(encoding="utf-8").replace('msgstr "Log in"', 'msgstr "Sign in"'),
        encoding="utf-8",
    )
    update(root, root / "words", ["en"])
    english = load_catalogue("en", folder=root / "words")
    assert (english.gettext("Log in"), english.gettext("Search")) == ("Sign in", "Search")
    assert english.ngettext("%(num)s letter", "%(num)s letters", 2) == "%(num)s letters"


def test_translations_are_kept_and_updating_twice_changes_nothing(root: Path) -> None:
    """What has been translated stays, with the translator's remarks; the second time gives the same bytes."""
    update(root, root / "words", ["nb"])
    _translate(root, "nb", "Log in", "Logg inn")
    file = _file(root, "nb")
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            '#: builder/a.py\nmsgid "Log in"', '# as on the eID pages\nmsgid "Log in"'
        ),
        encoding="utf-8",
    )
    _say(root, '_("Log in"); _("Log out")')
    update(root, root / "words", ["nb"])
    once = file.read_bytes()
    update(root, root / "words", ["nb"])
    assert file.read_bytes() == once
    assert '# as on the eID pages\n#: builder/a.py\nmsgid "Log in"\nmsgstr "Logg inn"' in once.decode()
    assert 'msgid "Log out"\nmsgstr ""' in once.decode()


def test_a_sentence_that_comes_back_finds_its_translation(root: Path) -> None:
    """Translations no longer in use rest at the end of the file, not in use, until they are."""
    update(root, root / "words", ["nb"])
    _translate(root, "nb", "Search", "Søk")
    _say(root, '_("Log in")')
    update(root, root / "words", ["nb"])
    assert '#~ msgid "Search"\n#~ msgstr "Søk"' in _file(root, "nb").read_text(encoding="utf-8")
    assert not load_catalogue("nb", folder=root / "words").has("Search")
    update(root, root / "words", ["nb"])
    _say(root, '_("Log in"); _("Search")')
    update(root, root / "words", ["nb"])
    assert load_catalogue("nb", folder=root / "words").gettext("Search") == "Søk"


def test_a_sentence_that_is_nearly_the_same_is_not_taken_for_it(root: Path) -> None:
    """«Search here» is not filled in with what «Search» was: someone has to say it."""
    update(root, root / "words", ["nb"])
    _translate(root, "nb", "Search", "Søk")
    _say(root, '_("Search here")')
    update(root, root / "words", ["nb"])
    assert not load_catalogue("nb", folder=root / "words").has("Search here")


def test_every_language_has_plural_forms_that_count() -> None:
    """A catalogue can be begun in any language of the table, also those that CLDR does not know."""
    forms = {code: empty(code).num_plurals for code in LANGUAGES}
    assert {code: forms[code] for code in ("nb", "se", "ar", "uk", "ja", "kr")} == {
        "nb": 2,
        "se": 3,
        "ar": 6,
        "uk": 3,
        "ja": 1,
        "kr": 2,
    }
