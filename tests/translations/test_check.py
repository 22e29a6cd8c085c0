"""What a translator is told."""

from pathlib import Path

import pytest

from translations.check import Fault, check
from translations.po import header
from translations.update import update


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that says one thing, in catalogues that are complete."""
    (tmp_path / "builder").mkdir()
    _say(tmp_path, "")
    return tmp_path


def _say(root: Path, code: str) -> None:
    (root / "builder" / "a.py").write_text(code, encoding="utf-8")


def _write(root: Path, code: str, messages: str) -> None:
    file = root / "words" / code / "helsevei.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(header(code) + messages, encoding="utf-8")


def _faults(root: Path, *codes: str) -> list[Fault]:
    return check(root, root / "words", codes)


def test_complete_catalogues_have_no_faults(root: Path) -> None:
    """Where every sentence is translated there is nothing to say."""
    _say(root, '_("Search")')
    for code, words in (("nb", "Søk"), ("nn", "Søk"), ("en", "Search")):
        _write(root, code, f'msgid "Search"\nmsgstr "{words}"\n')
    assert _faults(root) == []


def test_both_norwegian_forms_and_english_must_be_complete(root: Path) -> None:
    """What is missing there is grave; in other languages it is only told."""
    _say(root, '_("Search")')
    update(root, root / "words", ["nb", "nn", "en", "se"])
    text = "«Search» is not translated"
    assert _faults(root, "se") == [
        Fault("nb", 11, text, "untranslated", grave=True),
        Fault("nn", 11, text, "untranslated", grave=True),
        Fault("se", 11, text, "untranslated", grave=False),
    ]


def test_what_only_the_signed_in_meet_is_asked_of_three_languages(root: Path) -> None:
    """A sentence that stands in an open page too is asked of every language."""
    _say(root, '_("Search")')
    for folder in ("shell_app", "development"):
        (root / folder).mkdir()
    (root / "shell_app" / "a.py").write_text('_("Search"), _("Sign out")', encoding="utf-8")
    (root / "development" / "a.html").write_text('{{ _("Who are you today?") }}', encoding="utf-8")
    update(root, root / "words", ["nb", "nn", "en", "uk"])
    missing = {code: [fault.text for fault in _faults(root, "uk") if fault.language == code] for code in ("nb", "uk")}
    told = [f"«{sentence}» is not translated" for sentence in ("Search", "Sign out", "Who are you today?")]
    assert missing == {"nb": told, "uk": told[:1]}


def test_a_sentence_is_missing_until_the_catalogue_has_it_whole(root: Path) -> None:
    """Not there, one form of several, a draft, the singular where one and many are asked for: all missing."""
    _say(root, 'ngettext("%(num)s letter", "%(num)s letters", n)')
    whole = 'msgid "%(num)s letter"\nmsgid_plural "%(num)s letters"\nmsgstr[0] "%(num)s brev"\n'
    for code in ("en", "nn"):
        _write(root, code, whole + 'msgstr[1] "%(num)s brev"\n')
    for incomplete in (
        "",
        whole + 'msgstr[1] ""\n',
        "#, fuzzy\n" + whole + 'msgstr[1] "%(num)s brev"\n',
        'msgid "%(num)s letter"\nmsgstr "%(num)s brev"\n',
    ):
        _write(root, "nb", incomplete)
        assert [(fault.language, fault.code) for fault in _faults(root)] == [("nb", "untranslated")]


def test_a_translation_keeps_the_placeholders(root: Path) -> None:
    """A lost, added or misspelt placeholder would show on the page or stop it: grave in any language."""
    messages = {
        "Hello, %(name)s": ("Hei, %(navn)s", "%(name)s, %(navn)s"),
        "{count} hits": ("treff", "{count}"),
        "100 %% sure": ("heilt sikker", None),
        "Search": ("%s", "%s"),
        "Log in": ("Logg inn", None),
    }
    for english, (words, _) in messages.items():
        _write(root, "se", f'msgid "{english}"\nmsgstr "{words}"\n')
        wrong = messages[english][1]
        expected = [Fault("se", 10, f"«{words}»: not the same placeholders: {wrong}", "placeholders")] if wrong else []
        assert _faults(root, "se") == expected


def test_a_form_for_one_number_alone_may_leave_the_number_out(root: Path) -> None:
    """«Én melding» is right in Norwegian; in Ukrainian the first form also says 21, and needs its number."""
    english = 'msgid "%(num)s letter"\nmsgid_plural "%(num)s letters"\n'
    _write(root, "nb", english + 'msgstr[0] "ett brev"\nmsgstr[1] "%(num)s brev"\n')
    _write(root, "ar", english + "".join(f'msgstr[{form}] "%(num)s"\n' for form in range(6)))
    _write(root, "uk", english + 'msgstr[0] "лист"\nmsgstr[1] "%(num)s листи"\nmsgstr[2] "%(num)s листів"\n')
    assert [(fault.language, fault.text) for fault in _faults(root, "ar", "uk")] == [
        ("uk", "«лист»: not the same placeholders: %(num)s")
    ]


def test_only_the_number_may_be_left_out(root: Path) -> None:
    """A name is never dropped, whatever the number."""
    english = 'msgid "%(num)s letter from %(name)s"\nmsgid_plural "%(num)s letters from %(name)s"\n'
    _write(root, "nb", english + 'msgstr[0] "ett brev"\nmsgstr[1] "%(num)s brev fra %(name)s"\n')
    assert [fault.text for fault in _faults(root)] == ["«ett brev»: not the same placeholders: %(name)s"]


def test_the_plural_forms_are_those_of_the_language(root: Path) -> None:
    """A header from a tool that gives Northern Sámi two forms is told the three it has."""
    _write(root, "se", "")
    file = root / "words" / "se" / "helsevei.po"
    two = file.read_text(encoding="utf-8").replace(
        "nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2)", "nplurals=2; plural=(n != 1)"
    )
    file.write_text(two, encoding="utf-8")
    assert _faults(root, "se") == [
        Fault(
            "se",
            1,
            "the header must say «Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);»",
            "plural-forms",
        )
    ]
