"""The order of titles and the letters of the A–Å index, with ICU as the judge."""

import random
import unicodedata
from time import process_time
from timeit import repeat

import icu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translations import languages
from translations.alphabet import letter_of, sort_key

LETTERS = {
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "nn": "abcdefghijklmnopqrstuvwxyzæøå",
    "se": "aábcčdđefghijklmnŋoprsštŧuvzžqwxyæøåäö",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "ar": "ءاأإآؤئبتةثجحخدذرزسشصضطظعغفقكلمنهويىپچگ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
TITLES = {
    "nb": (
        "Astma hos barn",
        "Aase og Haakon på Åråsen",
        "Når bør du søke hjelp?",
        "Å være pårørende",
        "Café-liv i Zürich",
        "HIV/aids",
    ),
    "nn": (
        "Kva er ein fastlege?",
        "Høyring og øyre",
        "Òg ved låg feber",
        "Så mykje kostar det",
        "Vêr ute kvar dag",
        "Æresord",
    ),
    "se": (
        "Astma mánáin",
        "Čalmmit ja oaidnu",
        "Dearvvašvuohta",
        "Ŋiŋŋelas",
        "Šattut",
        "Ŧuvdna",
        "Žuolla",
        "Áššehasa vuoigatvuođat",
        "Tromsø",
    ),
    "en": (
        "Coping with a naïve résumé",
        "Children's teeth",
        "COVID-19 (long)",
        "Heart attack – what to do",
        "“Stroke”: act F.A.S.T.",
    ),
    "ar": (
        "الربو عند الأطفال",
        "آلام الظهر",
        "أمراض القلب",
        "إصابات الرأس",
        "مُضَادّات حيوية",
        "رؤية الطبيب",
        "هيئة الصحة",
        "فيروس كورونا 19",
    ),
    "uk": (
        "Астма в дітей",
        "Здоров'я дитини",
        "Ґудзик у носі",
        "Їжа та сон",
        "Йод",
        "Обов’язки",
        "П’ять порад",
        "Сім'я й лікар",
        "COVID-19: щеплення",
    ),
}
ACCENTED = "áàâäãåéèêëíìîïóòôöõőøúùûüűýÿçñńšžčđðþßæœęąłŋŧǻǽḁậ"
POINTS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u0640"
OTHERS = " -'’‛–,.:()«»\"“!?/&%+\u00a0…0123456789²½٣abzйяёї"


def _word(code: str, draw: random.Random) -> str:
    """A word of the language's letters, with something foreign or odd here and there."""
    kinds = [LETTERS[code]] * 12 + [ACCENTED, OTHERS, POINTS if code == "ar" else LETTERS[code]]
    characters = [draw.choice(draw.choice(kinds)) if draw.random() < 0.95 else "aa" for _ in range(draw.randint(1, 9))]
    return "".join(each.upper() if draw.random() < 0.2 else each for each in characters)


def _near(word: str, code: str, draw: random.Random) -> str:
    """The word with one character changed, added or left out, so that the late rounds decide."""
    at = draw.randrange(len(word))
    other = draw.choice(
        [word[at].swapcase(), draw.choice(ACCENTED), draw.choice(LETTERS[code]), draw.choice(OTHERS), ""]
    )
    return word[:at] + other + word[at + draw.randint(0, 1) :]


def _pairs(code: str, count: int) -> list[tuple[str, str]]:
    draw = random.Random(code)
    words = [part for title in TITLES[code] for part in (title, *title.split())]
    words += [_word(code, draw) for _ in range(2000)]
    pairs = []
    for _ in range(count):
        one = draw.choice(words)
        other = draw.choice(words) if draw.random() < 0.5 else _near(one, code, draw)
        pairs.append((unicodedata.normalize("NFC", one), unicodedata.normalize("NFC", other)))
    return pairs


@pytest.mark.parametrize("code", LETTERS)
def test_pairs_of_words_are_in_the_order_icu_has_them_in(code: str) -> None:
    """Of 20,000 pairs of words ICU orders none otherwise, not even where only accent or case tells."""
    judge, language = icu.Collator.createInstance(icu.Locale(code)), languages.get(code)
    differing = []
    for one, other in _pairs(code, 20_000):
        ours, theirs = sort_key(one, language), sort_key(other, language)
        if (ours > theirs) - (ours < theirs) != judge.compare(one, other):
            differing.append((one, other))
    assert differing == []


@pytest.mark.parametrize("code", sorted(languages.LANGUAGES))
def test_the_letters_of_every_language_are_in_the_order_icu_has_them_in(code: str) -> None:
    """Where CLDR knows a language's order, the letters of its index stand in it."""
    language = languages.get(code)
    locale = {"prs": "fa-AF", "tl": "fil", "kmr": "ku"}.get(code, code)
    judge = icu.Collator.createInstance(icu.Locale.forLanguageTag(locale))
    ours = sorted(language.alphabet, key=lambda letter: sort_key(letter, language))
    assert ours == sorted(language.alphabet, key=judge.getSortKey)


def _ordered(code: str, titles: str) -> str:
    return " ".join(sorted(titles.split(), key=lambda title: sort_key(title, languages.get(code))))


def test_norwegian_ends_in_ae_oe_aa() -> None:
    """Æ, Ø and Å come last, aa is filed with å, ä with æ, ö with ø and ü with y, é with e."""
    assert _ordered("nb", "ås ære Aase øre ape zoo") == "ape zoo ære øre ås Aase"
    assert _ordered("nn", "Haakon Håkan Hans Hø Hä Hz Hyl Hül Hym Élan Ekko Emil") == (
        "Ekko Élan Emil Hans Hyl Hül Hym Hz Hä Hø Håkan Haakon"
    )


def test_northern_sami_letters_are_letters() -> None:
    """Á, Č, Đ, Ŋ, Š, Ŧ and Ž have places of their own; the Norwegian letters come after them."""
    alphabet = "a á b c č d đ e f g h i j k l m n ŋ o p q r s š t ŧ u v w x y z ž ø æ å"
    assert _ordered("se", " ".join(reversed(alphabet.split()))) == alphabet


def test_arabic_does_not_count_points_and_counts_the_article() -> None:
    """All forms of alif are filed as one, short vowels and tatweel are passed over, al- is not."""
    arabic = languages.get("ar")
    assert [letter_of(word, arabic) for word in ("أمل", "إبرة", "آلام", "اسم", "الربو", "مُضاد")] == list("ااااام")
    assert _ordered("ar", "بَاب باب بـاب") == "باب بـاب بَاب"
    assert _ordered("ar", "ربو الربو تاج") == "الربو تاج ربو"


def test_ukrainian_letters_are_letters() -> None:
    """Ґ follows г, є follows е, і and ї come before й, ь comes before ю; Latin words come after."""
    assert _ordered("uk", "Я Ю Ь Щ Й Ї І И Є Е Ґ Г A") == "Г Ґ Е Є И І Ї Й Щ Ь Ю Я A"


@pytest.mark.parametrize(
    ("code", "title", "letter"),
    [
        ("nb", "astma", "A"),
        ("nb", "Aase", "Å"),
        ("nb", "AA-møter", "Å"),
        ("nb", "A\u030asen", "Å"),
        ("nb", "Élan", "E"),
        ("nb", "Ülo", "Y"),
        ("nb", "Ärlig", "Æ"),
        ("nb", "Öl", "Ø"),
        ("nb", "Đorđe", "D"),
        ("nb", "  ", "#"),
        ("nb", "", "#"),
        ("nb", "\u00ad\u200bNatt", "N"),
        ("nb", "7 råd", "#"),
        ("nb", "«Ja»", "#"),
        ("nb", "Ωmega", "Ω"),
        ("nb", "Ёлка", "Е"),
        ("se", "Ávvir", "Á"),
        ("se", "Đalla", "Đ"),
        ("se", "Ålesund", "Å"),
        ("se", "Wien", "W"),
        ("en", "Ångström", "A"),
        ("en", "Ørsted", "O"),
        ("en", "Æsop", "A"),
        ("uk", "Їжак", "Ї"),
        ("uk", "єнот", "Є"),
        ("uk", "Ґава", "Ґ"),
        ("ar", "COVID-19", "C"),
        ("ar", "٣ نصائح", "#"),
        ("cs", "chřipka", "Ch"),
        ("tr", "ısı", "I"),
        ("tr", "iş", "İ"),
        ("ti", "ሁለት", "ሀ"),
        ("ko", "감기", "가"),
        ("ko", "깁스", "가"),
        ("ja", "コロナ", "か"),
        ("ja", "ぜんそく", "さ"),
        ("zh-Hans", "新冠病毒", "新"),
        ("ur", "بھوک", "ب"),
        ("kr", "Ǝla", "Ǝ"),
    ],
)
def test_a_title_is_found_under_the_letter_its_readers_look_under(code: str, title: str, letter: str) -> None:
    """The language's own letters, other letters in plain form, and # for digits and signs."""
    assert letter_of(title, languages.get(code)) == letter


@pytest.mark.parametrize("code", sorted(languages.LANGUAGES))
def test_every_letter_of_an_alphabet_files_under_itself(code: str) -> None:
    """A title that is one of the language's letters, large or small, is under that letter."""
    language = languages.get(code)
    assert [letter_of(letter, language) for letter in language.alphabet] == list(language.alphabet)


@settings(deadline=None)
@given(st.sampled_from(sorted(languages.LANGUAGES)), st.lists(st.text(max_size=12), max_size=30))
def test_sorted_titles_stand_in_one_group_a_letter(code: str, titles: list[str]) -> None:
    """Whatever the titles are, those under one letter stand together when they are sorted."""
    language = languages.get(code)
    letters = [letter_of(title, language) for title in sorted(titles, key=lambda each: sort_key(each, language))]
    changes = [letter for letter, before in zip(letters, [None, *letters], strict=False) if letter != before]
    assert len(changes) == len(set(changes))


@settings(deadline=None)
@given(st.sampled_from(sorted(LETTERS)), st.text())
def test_composed_and_decomposed_texts_are_the_same(code: str, text: str) -> None:
    """A title gets one key whichever way its accents are stored."""
    language = languages.get(code)
    decomposed = unicodedata.normalize("NFD", text)
    assert sort_key(decomposed, language) == sort_key(unicodedata.normalize("NFC", text), language)


def test_a_key_is_made_in_a_few_microseconds() -> None:
    """A title of 25 letters takes under 8 µs of CPU, so that 10,000 titles take under a tenth of a second."""
    language = languages.get("nb")
    for title in ("Astma og allergi hos barn", "Å være pårørende for noen"):
        seconds = (
            min(repeat(lambda title=title: sort_key(title, language), timer=process_time, number=500, repeat=40)) / 500
        )
        assert seconds < 8e-6
