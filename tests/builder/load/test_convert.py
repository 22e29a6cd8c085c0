"""What an editor is told of values that do not fit: plain words, all at once, each at its line."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.domain.article import SourceMatter, Translation, TranslationMatter
from builder.domain.registers import ChildRules, Fact, Names, Partner, ServiceRules, Teaser, Topic
from builder.domain.site import Site
from builder.load.convert import convert
from builder.load.explain import explain
from builder.load.fault import CODES, Fault
from builder.load.strict_yaml import read_yaml

SOURCE = "title: Astma\nsummary: Om astma.\npartner: fhi\n"
KEYS = (
    "title, summary, partner, topics, assured_by, reviewed, review_due, review_every, changed, references, images,"
    " keywords, related, answers, also_indexed_as, sort_as, spelling, origin"
)


def faults(text: str, kind: type[msgspec.Struct] = SourceMatter) -> list[Fault]:
    value, found = convert(read_yaml(text), kind)
    assert (value is None) == bool(found)
    return found


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("topics: astma", "bad-type", "«topics»: a list, also of one: write [astma]"),
        ("topics: astma, kols", "bad-type", "«topics»: a list, also of one: write [astma, kols]"),
        ("topics: {a: b}", "bad-type", "«topics»: a list: write [one, two]"),
        ("topics: [astma, Kols og røyk]", "bad-value", "entry 2 of «topics»: «Kols og røyk» must be written in small letters a–z and digits with single hyphens between, such as «astma-hos-barn»"),
        ("topics: [[astma]]", "bad-type", 'entry 1 of «topics»: one text must stand here; if it begins with [ or {, put it in "quotes"'),
        ("assured_by: fhi", "bad-type", "«assured_by»: a list: begin each entry with «- » on a line of its own and give it «partner:», «role:»"),
        ("assured_by: {partner: fhi, role: lege}", "bad-type", "«assured_by»: a list, also of one: write «- partner: …» on its first line"),
        ("assured_by: [fhi]", "bad-type", "entry 1 of «assured_by»: write indented lines under it: «partner: …», «role: …»"),
        ("assured_by: [{partner: fhi}]", "missing-key", "entry 1 of «assured_by»: add «role:»"),
        ("reviewed: 2025-13-01", "bad-date", "«reviewed»: «2025-13-01» is no date; write it as 2026-03-02 (year, month, day)"),
        ("reviewed: 2.3.2026", "bad-date", "«reviewed»: «2.3.2026» is no date; write it as 2026-03-02"),
        ("reviewed: 31/12/2025", "bad-date", "«reviewed»: «31/12/2025» is no date; write it as 2025-12-31"),
        ("reviewed: 2026-03-02T10:00:00Z", "bad-date", "«reviewed»: «2026-03-02T10:00:00Z» is no date; write it as 2026-03-02"),
        ("reviewed: [2026-03-02]", "bad-date", "«reviewed»: this is no date; write it as 2026-03-02 (year, month, day)"),
        ("reviewed:", "empty-value", "«reviewed»: is empty; fill it in or remove the line"),
        ("topics:", "empty-value", "«topics»: is empty; fill it in or remove the line"),
        ("review_every: ett år", "bad-type", "«review_every»: «ett år» is no whole number; write one from 1 to 60"),
        ("review_every: 61", "bad-value", "«review_every»: «61» must be a whole number from 1 to 60"),
        ("review_every: [1]", "bad-type", "«review_every»: this is no whole number; write one from 1 to 60"),
        ("references: [{title: a, url: www.x.no}]", "bad-value", "«url» in entry 1 of «references»: «www.x.no» must be written as a whole web address without spaces, such as «https://www.example.org/page»"),
        ("references: [{title: a, urll: b}]", "unknown-key", "«urll» in entry 1 of «references»: no such key; did you mean «url»?"),
        ("references: [{title: a, year: 24}]", "bad-value", "«year» in entry 1 of «references»: «24» must be a whole number from 1000 to 2200"),
        ("changd: 2026-03-02", "unknown-key", "«changd»: no such key; did you mean «changed»?"),
        ("Assured-by: []", "unknown-key", "«Assured-by»: no such key; did you mean «assured_by»?"),
        ("zzzz: 1", "unknown-key", f"«zzzz»: no such key; the keys are: {KEYS}"),
        ("edition: source", "unknown-key", f"«edition»: no such key; the keys are: {KEYS}"),
        ("sort_as: [a]", "bad-type", '«sort_as»: one text must stand here; if it begins with [ or {, put it in "quotes"'),
    ],
)  # fmt: skip
def test_each_kind_of_slip_has_its_words(line: str, code: str, message: str) -> None:
    """What must be, and how to write it."""
    assert faults(f"{SOURCE}{line}\n") == [Fault(4, code, message)]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (SourceMatter, "title: a", [Fault(1, "missing-key", "add «summary:», «partner:»")]),
        (SourceMatter, SOURCE.replace("Astma", "a" * 201), [Fault(1, "bad-length", "«title»: 201 characters, at most 200; shorten it")]),
        (SourceMatter, SOURCE.replace("Astma", '"a\\nb"'), [Fault(1, "bad-value", "«title»: «a\nb» must be written on one line, beginning with a letter or a sign that can be seen")]),
        (Translation, "from: nb\nstate: a\nby: fhi\nmethod: machine_reviewed", [Fault(4, "bad-value", "«method»: «machine_reviewed» must be one of: human, machine, machine-reviewed; did you mean «machine-reviewed»?")]),
        (Translation, "from: Norsk\nstate: a\nby: fhi", [Fault(1, "bad-value", "«from»: «Norsk» must be written as a language code, such as nb, en or zh-Hant")]),
        (ChildRules, "under_12: true\nfrom_12_to_15: [no]", [Fault(1, "bad-value", "«under_12»: «true» must be one of: no, yes"), Fault(2, "bad-value", "«from_12_to_15»: this must be one of: no, yes")]),
        (Partner, "name: Fhi", [Fault(1, "bad-type", "«name»: write an indented line under it for each, such as «nb: Fhi»")]),
        (Partner, "name: {nb: Fhi, en: [a], se: ''}\nkind: hospital", [Fault(1, "bad-type", '«en» in «name»: one text must stand here; if it begins with [ or {, put it in "quotes"'), Fault(1, "empty-value", "«se» in «name»: is empty; fill it in or remove the line"), Fault(2, "bad-value", "«kind»: «hospital» must be one of: directorate, hospital-trust, institute, municipality, other, patient-organisation, rights-centre; did you mean «hospital-trust»?")]),
        (Fact, "kind: phone\nvalue: [1]", [Fault(2, "bad-type", '«value»: one text must stand here; if it begins with [ or {, put it in "quotes"')]),
        (Fact, "kind: phone\nvalue: {nb: ''}", [Fault(2, "empty-value", "«nb» in «value»: is empty; fill it in or remove the line")]),
        (Fact, "kind: fon\nvalue: 1\nnames: {nb: nødnummer}", [Fault(1, "bad-value", "«kind»: «fon» must be one of: age, hours, money, phone"), Fault(3, "bad-type", "«nb» in «names»: a list, also of one: write [nødnummer]")]),
        (Site, "name: a\naddress: https://a.no/\noperator: a\nlanguages: []", [Fault(4, "bad-length", "«languages»: the list must hold at least 1; add what is missing")]),
        (Site, "name: a\naddress: https://a.no/\noperator: a\nlanguages: [nb]\nchecks: {spelling: none}", [Fault(5, "bad-value", "«spelling» in «checks»: «none» must be one of: error, off, warning")]),
    ],
)  # fmt: skip
def test_each_type_says_what_it_wants(kind: type[msgspec.Struct], text: str, expected: list[Fault]) -> None:
    """Choices are listed, and the nearest one is named."""
    assert faults(text, kind) == expected


def test_every_fault_is_told_in_the_order_of_the_lines() -> None:
    """Also those deep inside, and several in one list."""
    text = """\
title: ""
partner: Fhi Oslo
references:
  - title: A
    url: www.x.no
    year: 24
  - publisher: b
  - bare
reviewed: i går
zzz_changed: a
"""
    assert [(fault.line, fault.code) for fault in faults(text)] == [
        (1, "empty-value"),
        (1, "missing-key"),
        (2, "bad-value"),
        (5, "bad-value"),
        (6, "bad-value"),
        (7, "missing-key"),
        (8, "bad-type"),
        (9, "bad-date"),
        (10, "unknown-key"),
    ]


def test_a_key_that_stands_twice_is_a_fault_even_if_all_else_fits() -> None:
    """Nobody can know which was meant. The value is given all the same, for what can use it."""
    value, found = convert(read_yaml(SOURCE + "title: To\n"), SourceMatter)
    assert value is not None
    assert found == [Fault(4, "duplicate-key", "«title» stands on line 1 too; keep one")]


def test_numbers_and_dates_come_from_text() -> None:
    """Every scalar is text; the types make of it what they are."""
    value, found = convert(read_yaml(SOURCE + "reviewed: 2026-03-02\nreview_every: 12\n"), SourceMatter)
    assert found == []
    assert value is not None
    assert (value.reviewed, value.review_every) == (date(2026, 3, 2), 12)


def test_null_is_nothing_where_a_date_or_a_number_may_be_left_out() -> None:
    """It is taken, and not told of when another line is at fault."""
    text = f"{SOURCE}reviewed: null\nreview_every: Null\n"
    value, found = convert(read_yaml(text), SourceMatter)
    assert value is not None and (value.reviewed, value.review_every, found) == (None, None, [])
    assert [fault.line for fault in faults(f"{text}zzz: 1\n")] == [6]


KINDS = [SourceMatter, TranslationMatter, Partner, Topic, Names, Fact, Teaser, ServiceRules, Site]
words = st.sampled_from(
    [
        "",
        "a",
        "A b",
        "null",
        "NULL",
        "12",
        "0",
        "-1",
        "1e1",
        "5.0",
        "2024",
        "2026-03-02",
        "2026-02-30",
        "1.1.2026",
        "yes",
        "no",
        "all",
        "human",
        "nb",
        "https://x.no/",
        "http://",
        "æ",
        "\u200b",
        "phone",
        "basis+",
        "off",
    ]
) | st.just("x" * 700)
names_of_fields = {field.encode_name for kind in KINDS for field in msgspec.structs.fields(kind)}
keys = st.sampled_from(sorted(names_of_fields | {"nb", "partner", "role", "from", "zzz", "edition"}))
values = st.recursive(
    words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=8
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(KINDS), st.dictionaries(keys, values, max_size=8))
def test_what_is_refused_is_explained_and_what_is_taken_is_not(kind: Any, tree: dict[str, Any]) -> None:
    """The words follow the same types as the reading: neither finds a fault that the other does not."""
    tag = kind.__struct_config__.tag_field
    tree.pop(str(tag), None)
    found = list(explain(tree, kind))
    try:
        msgspec.convert(tree, kind, strict=False)
    except msgspec.ValidationError as error:
        assert found, error
    else:
        assert found == []
    assert all(finding.code in CODES for finding in found)


FITTING: dict[type, dict[str, Any]] = {
    SourceMatter: {"title": "a", "summary": "b", "partner": "c"},
    Fact: {"kind": "phone", "value": "1"},
    Site: {"name": "a", "address": "https://a.no", "operator": "b", "languages": ["nb"]},
    Topic: {"area": "helse", "name": {"nb": "a"}},
}


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(FITTING)), st.data())
def test_one_value_changed_is_told_of_or_taken(kind: Any, data: st.DataObject) -> None:
    """The same, near to what fits, where one wrong value decides."""
    names = [field.encode_name for field in msgspec.structs.fields(kind)]
    tree = FITTING[kind] | {data.draw(st.sampled_from(names)): data.draw(values)}
    try:
        msgspec.convert(tree, kind, strict=False)
    except msgspec.ValidationError:
        assert list(explain(tree, kind))
    else:
        assert not list(explain(tree, kind))
