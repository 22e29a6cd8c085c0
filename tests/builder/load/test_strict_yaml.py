"""YAML is read without its traps: every scalar is the text that stands there (bad-input.md F03–F17)."""

import io
import json
import tarfile
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.load.edition_file import Place, read_edition
from builder.load.fault import CODES, Fault, Unreadable
from builder.load.strict_yaml import MAX_BYTES, MAX_DEPTH, YamlDocument, read_yaml

CORPUS = Path(__file__).parents[4] / "shared/corpora/malicious-inputs.tar.gz"
FAST = 0.05
"""Seconds of processor time within which a bomb must be refused (F14)."""


def refused(text: str, **limits: int) -> Fault:
    with pytest.raises(Unreadable) as caught:
        read_yaml(text, **limits)
    return caught.value.fault


def refused_fast(text: str) -> Fault:
    """The best of three, since machines are busy."""
    times = []
    for _ in range(3):
        start = time.process_time()
        fault = refused(text)
        times.append(time.process_time() - start)
    assert min(times) < FAST
    return fault


@pytest.mark.parametrize(
    "value",
    ["no", "yes", "on", "true", "null", "~", "12:30:45", "010", "1_000", "1e3", "0x1F", "2025-13-01", ".inf", "1.0"],
)
def test_f04_f05_f06_every_value_is_the_text_that_stands_there(value: str) -> None:
    """F04, F05, F06: nothing becomes a number, a date, a truth or a nothing."""
    assert read_yaml(f"lang: {value}\nlist: [{value}]\n").values == {"lang": value, "list": [value]}


def test_lines_are_those_of_the_file() -> None:
    """Each key and each entry knows its line, counted from the file's first."""
    document = read_yaml("a: 1\nb:\n  - c: 2\n    d:\n      3\n  - [x,\n     y]\n", first_line=2)
    assert document == YamlDocument(
        {"a": "1", "b": [{"c": "2", "d": "3"}, ["x", "y"]]},
        {
            ("a",): 2,
            ("b",): 3,
            ("b", 0): 4,
            ("b", 0, "c"): 4,
            ("b", 0, "d"): 5,
            ("b", 1): 7,
            ("b", 1, 0): 7,
            ("b", 1, 1): 8,
        },
        [],
    )


def test_a_block_of_text_ends_without_a_line_break() -> None:
    """The line break that ends a block is no part of the text."""
    assert read_yaml("a: >\n  one\n  two\nb: |\n  one\n  two\n").values == {"a": "one two", "b": "one\ntwo"}


def test_f03_nothing_is_an_empty_mapping() -> None:
    """F03: what is missing is for the reader of the values to say."""
    for text in ("", "\n\n", "# a remark\n", "{}", "---\n"):
        assert read_yaml(text).values == {}


def test_f07_a_key_that_stands_twice_is_told_and_the_rest_read() -> None:
    """F07: the first one counts, so that the other faults can be told as well."""
    document = read_yaml("a: 1\nb: 2\na: 3\nc:\n  d: 4\n  d: 5\n", first_line=2)
    assert document.values == {"a": "1", "b": "2", "c": {"d": "4"}}
    assert document.faults == [
        Fault(4, "duplicate-key", "«a» stands on line 2 too; keep one"),
        Fault(7, "duplicate-key", "«d» stands on line 6 too; keep one"),
    ]


@pytest.mark.parametrize(
    ("row", "text", "line", "code"),
    [
        ("F10", "a: !!binary aGVp", 1, "yaml-tag"),
        ("F10", "a: !x hei", 1, "yaml-tag"),
        ("F10", "a: ! hei", 1, "yaml-tag"),
        ("F10", "!!map {a: b}", 1, "yaml-tag"),
        ("F10", "a: [!!str b]", 1, "yaml-tag"),
        ("F11", "a: &x hei\nb: *x", 1, "yaml-alias"),
        ("F11", "a: *x", 1, "yaml-alias"),
        ("F11", "b: 1\na: &x [*x]", 2, "yaml-alias"),
        ("F12", "a: 1\n<<: {b: 2}", 2, "yaml-merge"),
        ("F13", "[" * 8000, 1, "yaml-depth"),
        ("F13", "a: " + "{a: " * 2000, 1, "yaml-depth"),
        ("F13", "a: " + "[" * 50 + "]" * 50, 1, "yaml-depth"),
        ("F13", "- " * 4000, 1, "yaml-depth"),
        ("F13", "a:\n " + "- " * 4000 + "x", 2, "yaml-depth"),
        ("F13", "? " * 4000, 1, "yaml-depth"),
        ("F13", "? a\n: b\n? {c: d}\n: e", 3, "yaml-key"),
        ("F14", "".join(f"k{number}: x\n" for number in range(100_000)), 1, "yaml-size"),
        ("F14", "a: " + "x" * 2_000_000, 1, "yaml-size"),
        ("F14", "a: " + "å" * 5000, 1, "yaml-size"),
        ("F14", "".join(f"k{number}: x\n" for number in range(41)), 41, "yaml-size"),
        ("F15", "a: b\nc: d\x9d", 2, "control-character"),
        ("F15", "a: b\x85c: d", 1, "hidden-line-break"),
        ("F15", "a: 1\na: b\u2028c: d", 2, "hidden-line-break"),
        ("F15", "a: b\u2029c: d", 1, "hidden-line-break"),
        ("F17", "a: 1\nb:\n\tc: d", 3, "yaml-syntax"),
        ("F17", "a: 1\n\tb: d", 2, "yaml-syntax"),
        ("F19", "a: 1\n--- \nb: 2", 2, "yaml-documents"),
        ("F19", "a: 1\n...\nb: 2", 3, "yaml-documents"),
        ("F20", "- a\n- b", 1, "yaml-mapping"),
        ("F20", "Bare en tekst.", 1, "yaml-mapping"),
        ("F20", "[a, b]: c", 1, "yaml-key"),
    ],
)
def test_what_is_a_trap_is_refused_at_once(row: str, text: str, line: int, code: str) -> None:
    """The row's outcome, at its line, before it costs anything."""
    fault = refused_fast(text)
    assert (fault.line, fault.code) == (line, code)


def test_f09_nothing_is_executed(tmp_path: Path) -> None:
    """F09: a tag that would run a program is refused, and the program has not run."""
    canary = tmp_path / "canary"
    fault = refused(f'a: b\nc: !!python/object/apply:os.system ["touch {canary}"]')
    assert fault == Fault(2, "yaml-tag", "tags (!) are not allowed; quote the text")
    assert not canary.exists()


def test_f11_f12_bombs_are_refused_before_they_are_built() -> None:
    """F11, F12: nine to the power of eight, and merge keys that double twenty-two times."""
    laughs = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    merges = "a0: &a0 {x: y}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 23))
    for bomb in (laughs, merges):
        message = "anchors (&) and aliases (*) may not be used; quote the text"
        assert refused_fast(bomb) == Fault(1, "yaml-alias", message)


@pytest.mark.parametrize(
    "unit", ["[", "- ", "{a: ", "? ", "a: {", '"', "'", "|\n", "[a, ", "&a ", "*a ", "!a ", "? - ", "-\t", "-  "]
)
def test_a_register_is_no_softer(unit: str) -> None:
    """What may be large is looked through before it is built, so that depth costs nothing there either."""
    start = time.process_time()
    with pytest.raises(Unreadable):
        read_yaml(unit * (512 * 1024 // len(unit)), max_bytes=4 * 1024 * 1024, max_keys=20_000, as_list=True)
    assert time.process_time() - start < 2


def test_signs_that_look_like_traps_may_stand_in_text() -> None:
    """Quoted, or in the middle of a text, each is only a sign."""
    text = 'a: "*b* & <<c>> !d"\nb: mat & drikke! 2 * 3\nc: https://x.no/?a=1&b=2\nd: "[[[[[[[[[[[["\n'
    assert read_yaml(text).values == {
        "a": "*b* & <<c>> !d",
        "b": "mat & drikke! 2 * 3",
        "c": "https://x.no/?a=1&b=2",
        "d": "[[[[[[[[[[[[",
    }


@pytest.mark.parametrize("depth", [1, MAX_DEPTH - 1])
def test_depth_up_to_the_limit_is_read(depth: int) -> None:
    """The limit counts the mapping itself."""
    value = read_yaml("a: " + "[" * depth + "x" + "]" * depth).values["a"]
    for _ in range(depth):
        (value,) = value
    assert value == "x"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: b: c", 1, 'a second colon in the line; put the text in "quotes"'),
        ("a: 1\nb\nc: 2", 2, "a line without a colon; write «key: value»"),
        ("a: [b, c\nd: e", 2, "a list in [ ] or { } is not closed; end it with ] or }"),
        ('a: "b\nc: d\n', 1, "a quote that never ends; close it"),
        ('a: "b" c', 1, "indented unlike the lines around it, or text after a closing quote"),
        ("a: 1\n  b: 2", 2, 'a second colon in the line; put the text in "quotes"'),
        ("a:\n  - b\n - c", 3, "indented unlike the lines around it, or text after a closing quote"),
        ("a: - b", 1, "begin the list on a line of its own, under its key"),
        ("a: @b", 1, 'text that begins with @; put the text in "quotes"'),
        ("a: `b`", 1, 'text that begins with `; put the text in "quotes"'),
        ("a: %b", 1, 'text that begins with %; put the text in "quotes"'),
        ("a:\n\t- b", 2, "a tab; indent with spaces"),
        ('a: "\\d"', 1, "a \\ in \"double quotes\" has a meaning of its own; use 'single quotes'"),
        ("a: [b,, c]", 1, "something is missing in [ ] or { }; add it or remove the comma"),
        ("a: * b", 1, 'text that begins with * or & looks like an alias; put the text in "quotes"'),
    ],
)
def test_slips_are_told_in_plain_words(text: str, line: int, message: str) -> None:
    """The words are an editor's and not the parser's."""
    assert refused(text) == Fault(line, "yaml-syntax", message)


scalars = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(scalars.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


def depth_of(value: object) -> int:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if parts is None else 1 + max(map(depth_of, parts), default=0)


@settings(max_examples=50, deadline=None)
@given(
    st.dictionaries(scalars.filter(lambda key: key != "<<"), trees, max_size=5).filter(lambda tree: depth_of(tree) <= 8)
)
def test_what_a_yaml_writer_writes_is_read_back(values: dict) -> None:
    """Whatever text another program quotes right comes back as it was."""
    text = yaml.safe_dump(values, allow_unicode=True, default_style='"').replace('!!null "null"', '""')
    assert read_yaml(text, max_bytes=10 * MAX_BYTES).values == values


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab: -[]{},#&*!|>'\"%@`?<\n\t.~\\0", max_size=60))
def test_no_text_stops_the_work(text: str) -> None:
    """Any text gives values or a fault with a known code and a line of the text."""
    try:
        read_yaml(text)
    except Unreadable as unreadable:
        assert unreadable.fault.code in CODES
        assert 1 <= unreadable.fault.line <= text.count("\n") + 1


def corpus_files(suffix: str) -> list[tuple[str, str]]:
    """The corpus is beside this repository on some machines and never in it."""
    if not CORPUS.exists():
        pytest.skip("the corpus of malicious inputs is not here")
    with tarfile.open(CORPUS) as archive:
        members = [member for member in archive if member.name.endswith(suffix)]
        contents = [(member.name, archive.extractfile(member)) for member in members]
        return [(name, (file or io.BytesIO()).read().decode("utf-8", "replace")) for name, file in contents]


def edition_from(data: bytes) -> None:
    place = Place("article", "a", "nb", "content/articles/a/nb.md")
    start = time.process_time()
    result = read_edition(place, data, "0")
    assert time.process_time() - start < 1.5
    assert (result.edition is None) == bool(result.faults)
    assert all(fault.code in CODES for fault in result.faults)


def test_the_yaml_test_suite_never_stops_the_work() -> None:
    """Every case of the suite, as front matter and as a body, gives an edition or a fault."""
    cases = corpus_files("/in.yaml")
    assert len(cases) > 400
    for _, text in cases:
        edition_from(f"---\n{text}\n---\nBrødtekst.\n".encode())
        edition_from(f"---\ntitle: a\nsummary: b\npartner: c\n---\n{text}\n".encode())
        for as_list in (False, True):
            try:
                read_yaml(text, as_list=as_list)
            except Unreadable as unreadable:
                assert unreadable.fault.code in CODES


def test_naughty_strings_and_payloads_never_stop_the_work() -> None:
    """Every string, as it is, quoted, as a key and in the body."""
    (_, naughty), *_ = corpus_files("blns.json")
    (_, payloads), *_ = corpus_files("payloadbox-xss-payload-list.txt")
    for string in [*json.loads(naughty), *payloads.splitlines()[::10]]:
        quoted = json.dumps(string, ensure_ascii=False)
        head = f"summary: b\npartner: c\nkeywords: [{quoted}]"
        for title in (string, quoted):
            edition_from(f"---\ntitle: {title}\n{head}\n---\n{string}\n".encode("utf-8", "surrogatepass"))
        edition_from(f"---\n{quoted}: b\n---\na\n".encode("utf-8", "surrogatepass"))
        edition_from(string.encode("utf-8", "surrogatepass"))
