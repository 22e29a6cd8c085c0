"""Foreign files are read tolerantly: every scalar stays text, and what is unclear is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.importing.foreign_file import ForeignPage, read_foreign
from builder.importing.report import LeftOut


def read(text: str | bytes) -> tuple[ForeignPage, list[tuple[int, str]]]:
    told: list[tuple[int, str]] = []
    data = text if isinstance(text, bytes) else text.encode()
    return read_foreign("a.md", data, lambda line, reason, message: told.append((line, reason))), told


def reason_of(data: bytes) -> tuple[int, str]:
    with pytest.raises(LeftOut) as left_out:
        read_foreign("a.md", data, lambda line, reason, message: None)
    return left_out.value.line, left_out.value.reason


@pytest.mark.parametrize("value", ["12:30:45", "010", "1_000", "no", "yes", "2024-13-45", "2024-05-01", "1e3"])
def test_what_yaml_takes_for_something_else_stays_text(value: str) -> None:
    """Titles that look like times, numbers, dates or truth are the words that stand there."""
    page, told = read(f"---\ntitle: {value}\n---\ntext\n")
    assert (page.front.values, told) == ({"title": value}, [])


def test_nothing_is_empty() -> None:
    """A key without a value, a tilde and `null` say nothing."""
    page, _ = read("---\na:\nb: ~\nc: null\nd: ''\n---\ntext\n")
    assert page.front.values == {"a": "", "b": "", "c": "", "d": ""}


def test_lists_and_mappings_keep_their_shape() -> None:
    """Nested values are read as text all the way down."""
    page, _ = read("---\ntags: [a, 1, yes]\nlinks:\n  - url: /x\n    order: 2\n---\ntext\n")
    assert page.front.values == {"tags": ["a", "1", "yes"], "links": [{"url": "/x", "order": "2"}]}


def test_each_key_and_the_body_know_their_line() -> None:
    """What is told later points into the file as it is, blank lines before the front matter included."""
    page, _ = read("\n\n---\ntitle: A\n\nsummary: B\n---\n\nfirst\n")
    assert page.front.lines == {"title": 4, "summary": 6}
    assert (page.body_line, page.body) == (8, "\nfirst\n")


def test_a_key_that_stands_twice_is_told() -> None:
    """YAML keeps the last one without a word."""
    page, told = read("---\ntitle: A\ntitle: B\n---\ntext\n")
    assert (page.front.values, told) == ({"title": "B"}, [(3, "duplicate-key")])


def test_tabs_are_read_as_spaces() -> None:
    """A tab for indentation is no YAML; with spaces in its place it is."""
    page, told = read("---\ntags:\n\t- a\n\t- b\n---\ntext\n")
    assert (page.front.values, told) == ({"tags": ["a", "b"]}, [])


def test_broken_yaml_is_read_line_by_line() -> None:
    """A colon too many does not cost the page its other values."""
    page, told = read('---\ntitle: Flu: what to do\nowner: "NN"\ntags:\n- a\n- b\n---\ntext\n')
    assert page.front.values == {"title": "Flu: what to do", "owner": "NN", "tags": ["a", "b"]}
    assert told == [(2, "front-matter-unclear")]


@pytest.mark.parametrize("bomb", ["[" * 30_000, "{a: " * 30_000, "a: " + "- " * 30_000, "- a\n" * 30_000])
def test_hostile_yaml_is_survived(bomb: str) -> None:
    """Nesting or lists without end are no front matter; the page is still a page."""
    page, told = read(f"---\n{bomb}\n---\ntext\n")
    assert (page.body, [reason for _, reason in told]) == ("text\n", ["front-matter-unclear"])


def test_aliases_are_followed_and_never_copied() -> None:
    """Eight levels of nine references each would be forty million texts."""
    levels = ["a0: &a0 [x, y]"]
    levels += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    page, told = read("---\n" + "\n".join(levels) + "\nself: &s [*s]\n---\ntext\n")
    assert told == []
    assert page.front.values["a2"][8][8] is page.front.values["a0"]


def test_toml_and_json_front_matter() -> None:
    """Hugo writes these too; dates and numbers stay text."""
    page, _ = read('+++\ntitle = "A"\ndate = 2024-05-01\nweight = 3\ndraft = false\n+++\ntext\n')
    assert page.front.values == {"title": "A", "date": "2024-05-01", "weight": "3", "draft": "false"}
    page, _ = read('{\n"title": "A", "order": 1.50\n}\n\ntext\n')
    assert page.front.values == {"title": "A", "order": "1.50"}
    assert page.body.strip() == "text"


def test_no_front_matter_is_told_and_the_text_is_the_page() -> None:
    """Title and summary can still be taken from the text."""
    page, told = read("# Hello\n\ntext\n")
    assert (page.front.values, page.body, told) == ({}, "# Hello\n\ntext\n", [(1, "no-front-matter")])


def test_byte_order_mark_and_foreign_line_ends() -> None:
    """What an editor on another machine left behind is read away."""
    page, told = read(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\none\r\ntwo\rthree\r\n")
    assert (page.front.values, page.body, told) == ({"title": "A"}, "one\ntwo\nthree\n", [])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", (1, "empty-page")),
        (b" \n\n", (1, "empty-page")),
        (b"---\ntitle: A\n\ntext\n", (1, "open-front-matter")),
        ("---\ntitle: Å\n---\n".encode("latin-1"), (2, "not-utf8")),
    ],
)
def test_what_cannot_be_read_is_left_out(data: bytes, expected: tuple[int, str]) -> None:
    """The line and the reason say what is wrong."""
    assert reason_of(data) == expected


@given(st.text())
def test_any_text_is_a_page_or_left_out(text: str) -> None:
    """Nothing an author can write stops an import."""
    for data in (text, f"---\n{text}\n---\ntext", f"+++\n{text}\n+++\ntext"):
        try:
            page, _ = read(data.encode("utf-8", "surrogatepass"))
        except LeftOut as left_out:
            assert left_out.reason in {"empty-page", "open-front-matter", "not-utf8"}
        else:
            assert "\r" not in page.body
