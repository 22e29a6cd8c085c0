"""The tables that the handbook takes from the code."""

import re

from builder.check import EDITION_RULES, LIBRARY_RULES
from builder.load.fault import CODES
from docs.generate import DOCS, tables
from docs.key_tables import KEY_TABLES
from tests.docs.handbook import TAKEN_IN, page

ROW = re.compile(r"^\| `([a-z0-9-]+)`\{ #\1 \} \| (error|warning) \| (.+) \|$", re.MULTILINE)


def test_every_code_has_one_row_with_its_severity_and_an_explanation() -> None:
    """What `helsevei check` prints in brackets can be looked up: rules and faults of files alike."""
    rows = ROW.findall(page("editors/rules.md").text)
    codes = [code for code, _, _ in rows]
    assert sorted(codes) == sorted({*CODES, *(rule.code for rule in (*EDITION_RULES, *LIBRARY_RULES))})
    assert [code for code, _, explanation in rows if not re.fullmatch(r"[^.].{15,}\.", explanation)] == []


def test_a_row_tells_the_severity_that_the_code_has() -> None:
    """A rule's own, and of the faults of files only what editors leave behind is a warning."""
    told = {code: severity for code, severity, _ in ROW.findall(page("editors/rules.md").text)}
    rules = {rule.code: rule.severity for rule in (*EDITION_RULES, *LIBRARY_RULES)}
    faults = dict.fromkeys(CODES, "error") | {"leftover-file": "warning"}
    assert told == faults | rules


def test_every_key_that_editors_write_says_what_it_is_for() -> None:
    """A row has four cells, and the last one is never empty."""
    silent, made = [], tables()
    for name in KEY_TABLES:
        for row in made[f"keys-{name}.md"].splitlines()[2:]:
            cells = [cell.strip() for cell in row.strip("|").split(" | ")]
            if len(cells) != 4 or not cells[3]:
                silent.append((name, row))
    assert silent == []


def test_every_table_is_taken_in_by_a_page_and_every_one_named_is_made() -> None:
    """No table is made for nobody, and no page waits for one."""
    pages = [path.read_text() for path in DOCS.rglob("*.md") if "generated" not in path.parts]
    named = {name for text in pages for name in TAKEN_IN.findall(text)}
    assert named == set(tables())
