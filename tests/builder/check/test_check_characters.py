"""The characters that may stand in a text, and in which company (bad-input.md M16–M20, F21)."""

import pytest

from tests.builder.check.telling import BODY, SUMMARY, TITLE, told

RULES = (
    "bidi-control",
    "invisible-character",
    "zero-width",
    "control-character",
    "unassigned-character",
    "line-separator",
    "mixed-script",
    "blank-title",
)

FINE = {
    "nb": "Ærlig talt – «pust» koster 5 °C … 10 % µg ½ — Sámi čáhci; soft\u00adhyphen; naïve α-blokker, TNFα, μmol",
    "en": "Family 👨‍👩‍👧‍👦, heart ❤️, 1️⃣, nurse 👩🏽‍⚕️, Scotland \U0001f3f4\U000e0067\U000e0062\U000e0073"
    "\U000e0063\U000e0074\U000e007f, and what this Python does not know yet \U0001fadf",
    "ar": "الربو (⁦COVID-19⁩) مرض\u200f رئوي",
    "fa": "می\u200cشود و کتاب\u200cها",
    "uk": "Хворі на COVID-19 п’ють воду; SMS-повідомлення",
    "hi": "क्\u200dष और र्\u200cय",
    "km": "ជំងឺ\u200bហឺត A\u200b 1",
    "el": "Το άσθμα είναι νόσος",
    "zh-CN": "哮喘是\U00020000一种疾病",
}


@pytest.mark.parametrize("language", FINE)
def test_what_a_language_needs_is_left_alone(language: str) -> None:
    """In the title, in the summary and in the body, by every rule of characters."""
    text = FINE[language]
    assert {code: told(code, text, language, title=text, summary=text) for code in RULES} == {
        code: [] for code in RULES
    }


REMOVE_TURNS = "remove it; what it turns around is read otherwise than it is written"


def test_nothing_turns_the_text_around_unseen() -> None:
    """Each such character is told once, where it stands first."""
    assert told("bidi-control", "Ta\n\u202e5 mg\u202c og \u202e10 mg\u202c") == [
        (BODY + 1, f"U+202E right-to-left override, 2 times; {REMOVE_TURNS}"),
        (BODY + 1, f"U+202C pop directional formatting, 2 times; {REMOVE_TURNS}"),
    ]
    assert told("bidi-control", "a", title="Ta \u2067mg\u2069") == [
        (TITLE, f"U+2067 right-to-left isolate; {REMOVE_TURNS}"),
        (TITLE, f"U+2069 pop directional isolate; {REMOVE_TURNS}"),
    ]


def test_isolates_in_right_to_left_languages_come_in_pairs() -> None:
    """One that never ends, or ends before it begins, is told; overrides are told there too."""
    assert told("bidi-control", "\u2066COVID\n\nثم \u2069", "ar") == [
        (BODY, f"U+2066 left-to-right isolate; {REMOVE_TURNS}"),
        (BODY + 2, f"U+2069 pop directional isolate; {REMOVE_TURNS}"),
    ]
    assert told("bidi-control", "\u202dCOVID\u202c", "ar")[0] == (
        BODY,
        f"U+202D left-to-right override; {REMOVE_TURNS}",
    )


def test_a_character_behind_an_entity_is_a_character() -> None:
    """The reader gets what `&#x202e;` stands for."""
    assert told("bidi-control", "Tekst.\n\nTa &#x202e;5 mg") == [
        (BODY + 2, f"U+202E right-to-left override; {REMOVE_TURNS}")
    ]


@pytest.mark.parametrize(
    ("hidden", "name"),
    [
        ("\u2060", "U+2060 word joiner"),
        ("\ufeff", "U+FEFF zero width no-break space"),
        ("\U000e0041", "U+E0041 tag latin capital letter a"),
        ("\u3164", "U+3164 hangul filler"),
        ("\u180e", "U+180E mongolian vowel separator"),
        ("b\ufe01\ufe02", "U+FE02 variation selector-3"),
        ("\U000e0100", "U+E0100 variation selector-17"),
    ],
)
def test_nothing_stands_in_the_text_that_no_reader_sees(hidden: str, name: str) -> None:
    """Words can be hidden in such characters, and search does not find those they stand in."""
    message = f"{name}; remove it; no reader sees it"
    assert told("invisible-character", f"Tekst.\n\nAst{hidden}ma") == [(BODY + 2, message)]
    assert told("invisible-character", "a", summary=f"Ast{hidden}ma") == [(SUMMARY, message)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ast\u200bma", "U+200B zero width space"),
        ("Ast\u200cma", "U+200C zero width non-joiner"),
        ("Ast\u200dma", "U+200D zero width joiner"),
        ("❤\u200d og", "U+200D zero width joiner"),
    ],
)
def test_characters_without_width_stand_only_where_a_script_needs_them(text: str, name: str) -> None:
    """Among Latin letters, and after an emoji that nothing is joined to, they are of no use."""
    assert told("zero-width", text) == [(BODY, f"{name}; remove it; search does not find the word it stands in")]


@pytest.mark.parametrize("control", ["\x07", "\x1b", "\x7f", "\x85", "\x9f"])
def test_control_characters_do_not_belong_in_a_text(control: str) -> None:
    """Tabs and line breaks are none."""
    message = f"U+{ord(control):04X}; a control character; remove it"
    assert told("control-character", f"a\tb\n\nAst{control}ma") == [(BODY + 2, message)]
    assert told("control-character", "a", keywords=("b", f"Ast{control}ma")) == [(1, message)]


@pytest.mark.parametrize("character", ["\ue000", "\U000f0000", "\ufdd0", "\uffff", "\u0378", "\U000e0fff"])
def test_every_character_has_a_meaning(character: str) -> None:
    """Private ones, noncharacters and unassigned ones have none, or one of their own on each machine."""
    assert told("unassigned-character", f"Ast{character}ma") == [
        (BODY, f"U+{ord(character):04X}; it means nothing, or something else on each machine; write what is meant")
    ]


@pytest.mark.parametrize(("separator", "name"), [("\u2028", "line"), ("\u2029", "paragraph")])
def test_lines_end_with_a_line_break(separator: str, name: str) -> None:
    """Some programs take these for one and others do not."""
    assert told("line-separator", f"a{separator}b") == [
        (BODY, f"U+{ord(separator):04X} {name} separator; write a line break instead")
    ]


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("pаracet", "Cyrillic letters (p, а, racet)"),
        ("Оslo", "Cyrillic letters (О, slo)"),
        ("heroιn", "Greek letters (hero, ι, n)"),
        ("нoс", "Cyrillic letters (н, o, с)"),
    ],
)
def test_a_word_is_written_in_one_script(word: str, letters: str) -> None:
    """One letter of another deceives readers and search; the word is told once."""
    assert told("mixed-script", f"Ta\n{word}, og {word} igjen") == [
        (BODY + 1, f"«{word}» mixes Latin with {letters}; write it with the letters of one script")
    ]


@pytest.mark.parametrize("word", ["µg", "μg", "μmol", "TNFα", "IFNγ", "NFκB", "ΔF508", "β-blokker", "Анна-Maria"])
def test_what_science_writes_with_greek_letters_is_left_alone(word: str) -> None:
    """So are two words with a hyphen between them."""
    assert told("mixed-script", f"Ta {word} nå") == []


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("\u200b\u00ad", "the title shows nothing; write it"),
        ("  ", "the title is only spaces; write it"),
        ("Astma\nhos barn", "the title goes over several lines; write it on one"),
    ],
)
def test_a_title_shows_something_on_one_line(title: str, message: str) -> None:
    """A summary shows something too, and may go over several lines."""
    assert told("blank-title", title=title) == [(TITLE, message)]
    assert told("blank-title", summary="\u200b") == [(SUMMARY, "the summary shows nothing; write it")]
    assert told("blank-title", title="Astma", summary="Om\npusten") == []
