"""What senders hand in and what they are answered is FHIR R4, judged by a validator that knows nothing of us."""

import json
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from development.sending import Letter, communication
from shell_app.clock import system_time
from tests.shell_app.browser import Browser
from tests.shell_app.fhir.calling import LETTER, Machine
from tests.shell_app.fhir.test_sending import NOT_TAKEN, machine
from tests.shell_app.services.test_inbox_documents import WRITE, hand_in
from tests.shell_app.services.test_inbox_writing import sheet
from tests.shell_app.test_doors import LITEN

__all__ = ["machine"]
HERE, ROOT = Path(__file__).parent, Path(__file__).parents[3]
EXAMPLE = re.compile(r"```json\n(\{\n  \"resourceType\".*?)\n```", re.DOTALL)


def faults_of(*resources: Any) -> list[str]:
    if not shutil.which("node") or not (ROOT / "tests/node_modules/fhir").exists():
        pytest.skip("no validator; install node, then run: make tests/node_modules/.made")
    given = json.dumps(resources)
    run = subprocess.run(["node", HERE / "validate.mjs"], input=given, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: list[str] = json.loads(run.stdout)
    return found


def test_the_validator_finds_what_is_wrong() -> None:
    wrong = {**communication(LETTER), "status": "nonsense", "sent": "yesterday", "colour": "red"}
    assert len(faults_of(communication(LETTER), wrong)) == 3


def test_what_is_taken_and_what_is_answered_is_fhir(machine: Machine, browser: Browser) -> None:
    """Every kind of post with a document and a time, and the handbook's example; receipts, what citizens write with a
    document, what the addresses say of themselves."""
    example = EXAMPLE.search((ROOT / "docs/operators/senders.md").read_text())
    assert example
    time = system_time() + timedelta(days=5)
    posts = (("message", None), ("letter", None), ("appointment", time))
    given = [
        communication(Letter("demosykehuset", LITEN, post, "Brev", "Hei", (("a.txt", b"a"),), at)) for post, at in posts
    ]
    given.append(json.loads(example[1].replace("JVBERi0…", "JVBERi0xLjc=")))
    browser.sign_in(LITEN)
    answers = [machine.hand_in(each, key=f"{'k' * 20}{number}") for number, each in enumerate(given)]
    assert [each.status for each in answers] == [201] * 4
    hand_in(browser, {**sheet(browser, WRITE), "title": "Hei", "body": "Hei"}, ("a.pdf", b"%PDF-1.7"))
    bundle = machine.get("/mine/fhir/Communication").get_json()
    assert [list(each) for each in bundle["entry"][-1]["resource"]["payload"]] == [
        ["contentString"],
        ["contentAttachment"],
    ]
    empty = machine.get(f"/mine/fhir/Communication?after={bundle['entry'][-1]['resource']['id']}").get_json()
    one = machine.get(f"/mine/fhir/Communication/{answers[0].resource['id']}").get_json()
    itself = machine.get("/mine/fhir/metadata").get_json()
    assert faults_of(*given, *(each.resource for each in answers), bundle, empty, one, itself) == []


def test_every_refusal_is_fhir(machine: Machine, browser: Browser) -> None:
    browser.sign_in(LITEN)
    refusals = [
        machine.hand_in(body, key=f"{'r' * 20}{number}").resource for number, (body, _, _) in enumerate(NOT_TAKEN)
    ]
    refusals += [
        machine.get("/mine/fhir/Communication/none").get_json(),
        machine.post(b"{}", Authorization="Bearer x").get_json(),
    ]
    assert faults_of(*refusals) == []
