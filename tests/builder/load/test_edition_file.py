"""One file gives one edition, or every fault in it at its line (bad-input.md F01–F30)."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.domain.article import Assurance, Image, Link, Reference, SourceMatter, Translation, TranslationMatter
from builder.load.edition_file import MAX_BYTES, Place, ReadEdition, decode, read_edition, split_front_matter
from builder.load.fault import CODES, Fault, Unreadable

PLACE = Place("article", "astma", "nb", "content/articles/astma/nb.md")
HEAD = "---\ntitle: Astma\nsummary: Om astma.\npartner: fhi\n"


def read(text: str | bytes) -> ReadEdition:
    return read_edition(PLACE, text if isinstance(text, bytes) else text.encode(), "0" * 32)


def codes(text: str | bytes) -> list[tuple[int, str]]:
    """Lines and codes of what is wrong; an edition with a fault is no edition."""
    result = read(text)
    assert (result.edition is None) == (result.prose is None) == bool(result.faults)
    return [(fault.line, fault.code) for fault in result.faults]


def title_of(text: str | bytes) -> str:
    edition = read(text).edition
    assert edition is not None
    return edition.title


def seconds(work: Callable[[], object]) -> float:
    """Of processor time, the best of three, since machines are busy."""
    found = []
    for _ in range(3):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def test_a_source_edition_carries_all_it_says() -> None:
    """Front matter becomes matter, the body becomes prose, and each key knows its line."""
    edition, prose, faults = read(
        "---\ntitle: Astma\nsummary: Om astma.\npartner: fhi\ntopics: [lunger]\n"
        "assured_by:\n  - partner: ous\n    role: overlege\nreviewed: 2026-03-02\nreview_every: 12\n"
        "references:\n  - {title: Bok, year: 2024, url: https://x.no/}\n"
        "---\n\nRing {fact:emergency}. Se [mer](article:b).\n\n![Et barn](barn.png)\n"
    )
    assert faults == []
    assert edition is not None and prose is not None
    assert edition.key == ("article", "astma", "nb")
    assert edition.matter == SourceMatter(
        title="Astma",
        summary="Om astma.",
        partner="fhi",
        topics=("lunger",),
        assured_by=(Assurance("ous", "overlege"),),
        reviewed=date(2026, 3, 2),
        review_every=12,
        references=(Reference("Bok", year=2024, url="https://x.no/"),),
    )
    assert edition.links == (Link("article:b", "mer", 15),)
    assert edition.images == (Image("barn.png", "Et barn", 17),)
    assert edition.facts == ("emergency",)
    assert edition.digest == "0" * 32
    keys = ["title", "summary", "partner", "topics", "assured_by", "reviewed", "review_every", "references"]
    assert edition.lines == dict(zip(keys, [2, 3, 4, 5, 6, 9, 10, 11], strict=True))


def test_a_translation_is_known_by_its_key() -> None:
    """What stands under `translation` makes it one, and says how it came to be."""
    text = "---\ntitle: Asthma\nsummary: On asthma.\ntranslation: {from: nb, state: abc, by: fhi}\n---\nText.\n"
    edition = read(text).edition
    assert edition is not None
    assert edition.matter == TranslationMatter("Asthma", "On asthma.", Translation("nb", "abc", "fhi"))


@pytest.mark.parametrize(
    ("row", "text", "expected"),
    [
        ("F01", "Bare tekst.\n", [(1, "no-front-matter")]),
        ("F01", "", [(1, "no-front-matter")]),
        ("F01", "\n---\ntitle: a\n---\nb\n", [(1, "no-front-matter")]),
        ("F02", "---\ntitle: Astma\n\nTekst.\n", [(1, "open-front-matter")]),
        ("F02", "---", [(1, "no-front-matter")]),
        ("F02", "---\n", [(1, "open-front-matter")]),
        ("F03", "---\n---\nTekst.\n", [(1, "missing-key")]),
        ("F04", HEAD + "lang: no\n---\nTekst.\n", [(5, "unknown-key")]),
        ("F06", HEAD + "reviewed: 2025-13-01\n---\nTekst.\n", [(5, "bad-date")]),
        ("F07", HEAD + "title: En til\n---\nTekst.\n", [(5, "duplicate-key")]),
        ("F08", HEAD + "reviewd: 2025-01-01\n---\nTekst.\n", [(5, "unknown-key")]),
        ("F08", HEAD + "edition: source\n---\nTekst.\n", [(5, "unknown-key")]),
        ("F14", "---\n" + "".join(f"k{n}: x\n" for n in range(100_000)) + "---\na\n", [(1, "file-size")]),
        ("F14", "---\ntitle: " + "x" * 2_000_000 + "\n---\na\n", [(1, "file-size")]),
        ("F14", "---\ntitle: " + "x" * 400_000 + "\n---\na\n", [(2, "yaml-size")]),
        ("F15", HEAD + "---\nTekst\x00.\n", [(6, "control-character")]),
        ("F15", HEAD + "---\r\n\r\nTekst\x1b[2J.\r\n", [(7, "control-character")]),
        ("F15", HEAD + "sort_as: a\x7f\n---\nTekst.\n", [(5, "control-character")]),
        ("F16", "\ufeff\ufeff" + HEAD + "---\nTekst.\n", [(1, "no-front-matter")]),
        ("F17", HEAD + "\ttopics: [a]\n---\nTekst.\n", [(5, "yaml-syntax")]),
        ("F18", (HEAD + "---\n\nBlå.\n").encode("latin-1"), [(7, "not-utf8")]),
        ("F18", HEAD.encode() + b"---\nLone \xed\xa0\x80.\n", [(6, "not-utf8")]),
        ("F18", HEAD.encode() + b"---\nOverlong \xc0\xaf.\n", [(6, "not-utf8")]),
        ("F18", (HEAD + "---\nTekst.\n").encode("utf-16"), [(1, "not-utf8")]),
        ("F19", HEAD + "---\ntitle: To\nsummary: b\n---\nTekst.\n", [(6, "second-front-matter")]),
        ("F19", HEAD + "---\n\n---\ntitle: To\ntopics:\n  - a\n---\nTekst.\n", [(6, "second-front-matter")]),
        ("F19", HEAD + "...\ntopics: [a]\n---\nTekst.\n", [(6, "yaml-documents")]),
        ("F20", HEAD.replace("Astma\n", "[a, b]\n") + "---\nTekst.\n", [(2, "bad-type")]),
        ("F20", HEAD.replace("Astma\n", "{a: b}\n") + "---\nTekst.\n", [(2, "bad-type")]),
        ("F21", HEAD.replace("Astma\n", "a" * 201 + "\n") + "---\nTekst.\n", [(2, "bad-length")]),
        ("F21", HEAD.replace("Astma\n", '"a\\nb"\n') + "---\nTekst.\n", [(2, "bad-value")]),
        ("F21", HEAD.replace("Astma\n", '"   "\n') + "---\nTekst.\n", [(2, "bad-value")]),
        ("F21", HEAD.replace("Astma\n", '"\u200b\u200b"\n') + "---\nTekst.\n", [(2, "bad-value")]),
        ("F21", HEAD.replace("Astma\n", '""\n') + "---\nTekst.\n", [(2, "empty-value")]),
        ("F30", '{"title": "Astma"}\n', [(1, "no-front-matter")]),
        ("F30", "+++\ntitle = 'Astma'\n+++\nTekst.\n", [(1, "no-front-matter")]),
        ("M29", HEAD + "---\n", [(6, "empty-body")]),
        ("M29", HEAD + "---", [(5, "empty-body")]),
        ("M29", HEAD + "---\n \n\t\n", [(6, "empty-body")]),
        ("G03", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", [(1, "lfs-pointer")]),
    ],
)
def test_a_bad_file_is_told_at_its_line(row: str, text: str | bytes, expected: list[tuple[int, str]]) -> None:
    """The row's outcome, within the time of F14."""
    assert codes(text) == expected
    assert seconds(lambda: read(text)) < 0.05


@pytest.mark.parametrize("slug", ["../x", "a/b", "a\\b", "a%2eb", "A", "å", "-a", ".a", "a-", "a--b", "a b", "a" * 81])
def test_f23_a_name_in_an_address_is_harmless(slug: str) -> None:
    """F23: whatever becomes part of an address is small letters, digits and hyphens."""
    assert codes(f"{HEAD}topics: ['{slug}']\n---\nTekst.\n") == [(5, "bad-length" if len(slug) > 80 else "bad-value")]


@pytest.mark.parametrize("value", ["12:30:45", "010", "1_000", "1e3", "null", "~", "yes", "no", "2026-01-01"])
def test_f05_a_title_is_the_text_that_stands_there(value: str) -> None:
    """F05: nothing is taken for a number, a date or a truth."""
    assert title_of(HEAD.replace("Astma\n", f"{value}\n") + "---\nTekst.\n") == value


@pytest.mark.parametrize(
    "title", ["<script>alert(1)</script>", "Astma & allergi", "Sa «ja»", "</script><!--", "=cmd|'/c'!A1"]
)
def test_f22_signs_in_a_title_are_kept_for_those_who_escape_them(title: str) -> None:
    """F22: reading changes nothing; what is dangerous where is known only there."""
    quoted = '"' + title.replace('"', '\\"') + '"'
    assert title_of(HEAD.replace("Astma\n", f"{quoted}\n") + "---\nTekst.\n") == title


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_f16_marks_and_line_breaks_of_other_systems_are_taken(start: str, line_break: str) -> None:
    """F16: the same edition, whichever editor saved it; only the digest of the bytes differs."""
    text = HEAD + "---\n\nEn [lenke](article:b).\n\nTo.\n"
    assert read((start + text.replace("\n", line_break)).encode()).edition == read(text).edition


def test_m19_decomposed_letters_are_composed() -> None:
    """M19: å from one computer is å from another."""
    assert title_of(HEAD.replace("Astma", "Bla\u030abær") + "---\nTekst.\n") == "Blåbær"


def test_f19_lines_of_hyphens_in_the_body_are_the_body_s() -> None:
    """F19: only the first pair of lines is the front matter's."""
    prose = read(HEAD + "---\nEn.\n\n---\n\nTo.\n\n---\nMerk: dette.\n---\n").prose
    assert prose is not None
    assert [heading.text for heading in prose.headings] == ["Merk: dette."]
    assert "To." in prose.text


def test_spaces_behind_the_lines_of_hyphens_do_no_harm() -> None:
    """Nobody can see them."""
    assert title_of(HEAD.replace("---\n", "---  \n") + "---\t \nTekst.\n") == "Astma"


def test_a_merge_left_unfinished_is_told() -> None:
    """Two versions of a text must not be published as one."""
    text = HEAD + "---\nEn.\n\n<<<<<<< HEAD\nTo.\n=======\nTre.\n>>>>>>> other\n"
    assert codes(text) == [(8, "merge-conflict")]


def test_all_faults_are_told_at_once() -> None:
    """One run is enough to learn all that is wrong, in the order of the file."""
    text = "---\ntitle: Astma\ntitle: To\ntopics: astma\nchangd: 2026-01-01\nreviewed: i går\n---\n"
    assert codes(text) == [
        (1, "missing-key"),
        (3, "duplicate-key"),
        (4, "bad-type"),
        (5, "unknown-key"),
        (6, "bad-date"),
        (8, "empty-body"),
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("En.\n\n" + "> " * 50 + "a", "fifty quotes or lists inside each other; flatten them"),
        ("En.\n\n" + "1. - " * 25 + "a", "fifty quotes or lists inside each other; flatten them"),
        ("|" * 50_001, "more than 50000 table cells; divide the page"),
        ("a\n" * 50_001, "more than 50000 lines; divide the page"),
    ],
)
def test_m14_what_no_reader_could_take_in_is_refused(body: str, message: str) -> None:
    """M14: only a large file can cost much, so only there is it looked for."""
    fault = read(f"{HEAD}---\n{body}\n{'ord ' * 20_000}\n").faults[0]
    assert (fault.code, fault.message) == ("body-complex", message)
    assert fault.line == (8 if "fifty" in message else 6)
    if len(body) < 1000:
        assert codes(f"{HEAD}---\n{body}\n") == []


HOSTILE = {
    "marks": "a" + "\u0301\u0316" * 130_000,
    "marks in order": "a" + "\u0301" * 260_000,
    "links": "[a](b)" * 87_000,
    "pictures": "![a](b)" * 74_000,
    "nested pictures": "![" * 87_000 + "a" + "](b)" * 87_000,
    "brackets": "[" * 520_000,
    "open links": "[a](" * 130_000,
    "quotes": "> " * 260_000,
    "lists": "1. " * 170_000,
    "both": "> - " * 130_000,
    "table": "|a" * 500 + "|\n" + "|-" * 500 + "|\n" + ("|x" * 500 + "|\n") * 520,
    "headings": "a\n=\n" * 130_000,
    "stars": "**a*_b_ " * 65_000,
    "facts": "{fact:" * 86_000,
    "one word": "a" * 520_000,
    "tags": "<a" * 260_000,
    "definitions": "".join(f"[r{number}]: x\n" for number in range(40_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_body_costs_about_a_second_at_most(name: str) -> None:
    """M14: as large as a file may be, and made to be slow. The bound is loose: it knows squares."""
    data = (HEAD + "---\n" + HOSTILE[name]).encode()[:MAX_BYTES].decode("utf-8", "ignore").encode()
    start = time.process_time()
    result = read(data)
    assert time.process_time() - start < 6
    assert all(fault.code in CODES for fault in result.faults)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80), st.binary(max_size=80))
def test_no_bytes_stop_the_work(front: bytes, body: bytes) -> None:
    """Any bytes give an edition or faults, and never an error."""
    for data in (front, b"---\n" + front + b"\n---\n" + body, HEAD.encode() + front + b"\n---\n" + body):
        result = read(data)
        assert (result.edition is None) == bool(result.faults)
        assert all(fault.code in CODES and fault.line >= 1 for fault in result.faults)


def test_decoding_keeps_a_sound_text() -> None:
    """What needs no change is not changed."""
    assert decode("Blåbær \u2013 نص\n\tx\n".encode()) == "Blåbær \u2013 نص\n\tx\n"


def test_a_pile_of_accents_is_refused_before_it_is_sorted() -> None:
    """Sorting them would take minutes; no language has so many."""
    with pytest.raises(Unreadable) as caught:
        decode(("x\ne" + "\u0301\u0316" * 16).encode())
    assert caught.value.fault == Fault(2, "piled-marks", "more than 30 accents on one letter; remove some")
    assert len(decode(("e" + "\u0301\u0316" * 15).encode())) == 30


def test_the_front_matter_s_end_is_found() -> None:
    """Front matter, body and the body's first line."""
    assert split_front_matter("---\na: b\n---\nc\n") == ("a: b\n", "c\n", 4)
    assert split_front_matter("---\n---\nc\n") == ("", "c\n", 3)
    assert split_front_matter("---\na: |\n  ---\n---\n---\n") == ("a: |\n  ---\n", "---\n", 5)
