"""Whoever tampers with the log is found out: on the server, and by the citizen in the browser."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from shell_app import usage_log
from shell_app.usage_log.anchors import anchor, root_by, witness
from shell_app.usage_log.chain import Row, beginning, chained
from shell_app.usage_log.entry import Use
from shell_app.usage_log.proof import Finding, export, verify
from tests.shell_app.usage_log.some_uses import Log, a_log, a_use

PROOF_JS = Path(usage_log.__file__).with_name("proof.js")
VECTOR = Path(__file__).with_name("log-of-12-rows.json")
CHECK = """
import { readFileSync } from "node:fs";
import { verify } from %s;
const cases = JSON.parse(readFileSync(0, "utf8"));
const found = [];
for (const { log, published, due } of cases) found.push(await verify(log, published, due));
console.log(JSON.stringify(found));
"""


def edited(log: Log) -> Log:
    log.rows[6] = log.rows[6]._replace(use=replace(log.rows[6].use, actor="nobody"))
    return log


def deleted(log: Log) -> Log:
    del log.rows[6]
    return log


def inserted(log: Log) -> Log:
    log.rows.insert(6, Row(7, a_use(99), log.rows[6].digest))
    return log


def reordered(log: Log) -> Log:
    log.rows[6], log.rows[7] = log.rows[7], log.rows[6]
    return log


def truncated(log: Log) -> Log:
    del log.rows[9:]
    return log


def rewritten(log: Log) -> Log:
    """Row 7 edited, and all that follow chained anew."""
    uses = [row.use for row in log.rows]
    uses[6] = replace(uses[6], actor="nobody")
    return log._replace(rows=list(chained("ada", uses)))


def another_chain(log: Log) -> Log:
    """Somebody else's whole log, under Ada's name."""
    return log._replace(rows=list(chained("bo", (a_use(turn, "bo") for turn in range(12)))))


def another_anchor(log: Log) -> Log:
    """The log rewritten, and the anchors' proofs with it, but not what was published."""
    forged = rewritten(log)
    first = replace(forged.witnesses[0], anchor=replace(forged.witnesses[0].anchor, root=bytes(32)))
    return forged._replace(witnesses=[first])


TAMPERED: list[tuple[Callable[[Log], Log], list[Finding]]] = [
    (lambda log: log, []),
    (edited, [Finding("altered", 7)]),
    (deleted, [Finding("missing", 8), Finding("rewritten", 2)]),
    (inserted, [Finding("altered", 7), Finding("out-of-place", 7), Finding("rewritten", 2)]),
    (reordered, [Finding("missing", 8), Finding("out-of-place", 7), Finding("missing", 9)]),
    (truncated, [Finding("truncated", 2)]),
    (rewritten, [Finding("rewritten", 2)]),
    (another_chain, [*(Finding("altered", number) for number in range(1, 13)), Finding("rewritten", 1), Finding("rewritten", 2)]),
    (another_anchor, [Finding("foreign-anchor", 1)]),
]  # fmt: skip
"""How a log of 12 rows is tampered with, whose rows 1–5 and 1–10 are anchored, and what is found."""


def exported(log: Log) -> dict[str, Any]:
    """What the citizen downloads, with the published anchors, as the page hands both to the script."""
    published = {str(number): digest.hex() for number, digest in log.published.items()}
    return {"log": export("ada", log.rows, log.witnesses), "published": published}


def in_the_browser(cases: list[dict[str, Any]]) -> list[list[Finding]]:
    """What proof.js finds, run by Node's WebCrypto."""
    node = shutil.which("node")
    assert node, "tests/install-system-packages.sh installs Node"
    script = CHECK % json.dumps(PROOF_JS.as_uri())
    ran = subprocess.run(
        [node, "--experimental-default-type=module", "--input-type=module", "-e", script],
        input=json.dumps(cases), capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return [[Finding(one["kind"], one["at"]) for one in found] for found in json.loads(ran.stdout)]


@pytest.mark.parametrize(("tamper", "findings"), TAMPERED, ids=lambda value: getattr(value, "__name__", ""))
def test_each_kind_of_tampering_is_found(tamper: Callable[[Log], Log], findings: list[Finding]) -> None:
    """Edit, deletion, insertion, reordering, truncation, and an edit with all chained anew (goals.md S18)."""
    log = tamper(a_log())
    assert list(verify("ada", log.rows, log.witnesses, log.published)) == findings


def test_the_browser_finds_what_the_server_finds() -> None:
    """The same logs, the same findings."""
    cases = [exported(tamper(a_log())) for tamper, _ in TAMPERED]
    assert in_the_browser(cases) == [findings for _, findings in TAMPERED]


def test_a_log_downloaded_long_ago_can_still_be_checked() -> None:
    """The file's shape and the digests in it are a promise; whoever changes them gives the format a new name."""
    kept = json.loads(VECTOR.read_text(encoding="utf-8"))
    assert exported(a_log()) == kept
    assert in_the_browser([kept]) == [[]]


def test_the_chain_alone_does_not_see_the_end_cut_off() -> None:
    """Nor all of it written anew: that is what anchors outside the database are for (goals.md 4.5)."""
    for tamper in (truncated, rewritten):
        assert list(verify("ada", tamper(a_log()).rows, [], {})) == []


@given(st.integers(0, 11), st.sampled_from(Use.__struct_fields__), st.data())
def test_no_field_of_a_row_can_be_changed_unseen(place: int, field: str, data: st.DataObject) -> None:
    """Each is covered, also where another takes up what one has lost."""
    log = a_log()
    use = log.rows[place].use
    other = data.draw(st.sampled_from([a_use(turn) for turn in range(20)]))
    changed = replace(use, **{field: getattr(other, field)})
    log.rows[place] = log.rows[place]._replace(use=changed)
    found = list(verify("ada", log.rows, log.witnesses, log.published))
    assert found == ([] if changed == use else [Finding("altered", place + 1)])


@given(st.text(), st.text(), st.text(), st.text())
def test_no_two_rows_have_the_same_digest(a: str, b: str, c: str, d: str) -> None:
    """What is moved from the end of one field to the beginning of the next makes another row."""
    ours, theirs = (replace(a_use(1), service=first, action=second) for first, second in ((a, b), (c, d)))
    digests = {next(chained("ada", [use])).digest for use in (ours, theirs)}
    assert len(digests) == (1 if (a, b) == (c, d) else 2)


@pytest.mark.parametrize("people", [1, 2, 3, 5, 8, 9])
def test_a_head_is_proved_among_any_number_of_others(people: int) -> None:
    """Also where the tree is uneven; the proof shows digests of others, never who they are."""
    heads = [beginning(f"p{number}") for number in range(people)]
    made = anchor(None, "2026-11-23T20:15:00.000000Z", heads)
    for head in heads:
        seen = witness(made, heads, head.subject)
        assert root_by(seen.path, head) == made.root
        assert root_by(seen.path, replace(head, count=1)) != made.root
