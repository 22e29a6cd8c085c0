"""From a sender's call to the inbox: proved, once, and only to those who are reached here (issue 7)."""

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask
from joserfc import jwt
from joserfc.jwk import ECKey
from sqlalchemy import func, select

from development.sending import TOKEN, communication
from shell_app.fhir import callers
from shell_app.fhir.communication import NATIONAL_NUMBERS
from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.fhir.calling import KEY, LETTER, Machine
from tests.shell_app.test_doors import BASIS, LITEN

NEVER_HERE, WITH_MAILBOX, PROTECTED_CHILD = "31889639094", "26828136150", "05852092558"
NOBODY = "12838000000"
"""A number that nobody in the town has."""


@pytest.fixture
def machine(shell: Flask, tmp_path: Path) -> Machine:
    return Machine(shell, tmp_path / "senders")


def count(machine: Machine, table: str) -> int:
    with machine.portal.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(METADATA.tables[table])) or 0


def changed(**fields: Any) -> dict[str, Any]:
    """The usual letter with some of its elements others, or None for left out."""
    return {name: value for name, value in {**communication(LETTER), **fields}.items() if value is not None}


def enclosing(**attachment: Any) -> dict[str, Any]:
    return changed(payload=[{"contentAttachment": attachment}])


def test_a_letter_handed_in_twice_is_in_the_inbox_once_with_one_notice(machine: Machine, browser: Browser) -> None:
    browser.sign_in(LITEN)
    pdf = base64.b64encode(b"%PDF-1.7 brev").decode()
    letter = changed(
        payload=[
            {"contentString": "Alt er\nbra."},
            {"contentAttachment": {"contentType": "application/pdf", "title": "../svar.exe", "data": pdf}},
        ]
    )
    before = count(machine, "notices")
    first, again = machine.hand_in(letter), machine.hand_in(letter)
    assert (first.status, again.status) == (201, 200) and first.resource == again.resource
    assert count(machine, "notices") == before + 1
    page = browser.get("/mine/nb/inbox?words=bra&sender=Demosykehuset").text
    assert page.count("Svar på undersøkelsen") == 1 and "Ikke lest" in page
    assert machine.hand_in(changed(topic={"text": "Noe annet"})).codes == ["key-used"]
    assert machine.get(f"/mine/fhir/Communication/{first.resource['id']}").get_json() == first.resource
    other = Machine(machine.client.application, machine.portal.config.anchors.parent / "senders", "demostad")
    foreign, missing = (other.get(f"/mine/fhir/Communication/{id}") for id in (first.resource["id"], "x" * 22))
    assert (foreign.status_code, foreign.data) == (404, missing.data)


def to(number: str) -> dict[str, Any]:
    return changed(subject={"identifier": {"system": NATIONAL_NUMBERS[0], "value": number}})


def test_who_is_not_reached_here_looks_alike_whatever_the_cause(machine: Machine, browser: Browser) -> None:
    """R8: refused to the sender, who is told where to send it and not why."""
    browser.sign_in(BASIS)
    answers = [machine.hand_in(to(number)) for number in (BASIS, NEVER_HERE, PROTECTED_CHILD, "53867918120", NOBODY)]
    assert {(each.status, *each.codes) for each in answers} == {(422, "paper")}
    assert len({msgspec.json.encode(each.resource) for each in answers}) == 1
    assert count(machine, "submissions") == 0


def test_who_is_not_known_here_has_another_mailbox_too(machine: Machine) -> None:
    """R7: else a letter on paper would tell the sender that the portal does not know the person."""
    known, people = machine.hand_in(to(WITH_MAILBOX)), METADATA.tables["people"]
    mark = machine.portal.keyring.mark(WITH_MAILBOX)
    with machine.portal.database.writing() as connection:
        connection.execute(people.update().where(people.c.number_mark == mark).values(number_mark=b"nobody"))
    assert known.codes == ["other-mailbox"]
    assert machine.hand_in(to(WITH_MAILBOX)) == known


def test_an_answer_goes_on_with_the_conversation_and_what_citizens_write_is_fetched(
    machine: Machine, browser: Browser
) -> None:
    browser.sign_in(LITEN)
    form = {"csrf_token": browser.form_token("/mine/nb/inbox/write/demosykehuset"), "draft": "d" * 22, "do": "send"}
    sent = browser.post("/mine/nb/inbox/write/demosykehuset", {**form, "title": "Spørsmål", "body": "Når?"})
    (entry,) = machine.get("/mine/fhir/Communication").get_json()["entry"]
    written = entry["resource"]
    assert (written["topic"]["text"], written["payload"][0]["contentString"]) == ("Spørsmål", "Når?")
    assert written["subject"]["identifier"]["value"] == LITEN
    post = [{"coding": [{"system": "urn:helsevei:post", "code": "message"}]}]
    answer = changed(
        category=post,
        inResponseTo=[{"reference": f"Communication/{written['id']}"}],
        payload=[{"contentString": "Klokka ti."}],
    )
    assert machine.hand_in(answer).status == 201
    assert "Klokka ti." in browser.get(sent.headers["Location"]).text
    assert "entry" not in machine.get(f"/mine/fhir/Communication?after={written['id']}").get_json()
    strange = changed(category=post, inResponseTo=[{"reference": "Communication/nothing"}])
    assert machine.hand_in(strange, "x" * 16).codes == ["no-conversation"]


def test_a_confidential_letter_is_marked_and_a_time_is_kept(machine: Machine, browser: Browser) -> None:
    browser.sign_in(LITEN)
    closed = {"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R"}]}
    assert machine.hand_in(changed(meta=closed)).status == 201
    time = machine.portal.clock.now() + timedelta(days=3)
    summons = communication(LETTER._replace(post="appointment", topic="Innkalling hos oss", time_at=time))
    assert machine.hand_in(summons, "other-key-of-16-signs").status == 201
    threads = METADATA.tables["threads"]
    with machine.portal.database.reading() as connection:
        rows = connection.execute(
            select(threads)
            .where(threads.c.title.in_(["Svar på undersøkelsen", "Innkalling hos oss"]))
            .order_by(threads.c.title)
        )
        found = [(row.confidential, row.time_at and row.time_at.replace(microsecond=0)) for row in rows]
    assert found == [(False, time.replace(microsecond=0)), (True, None)]


WRONG_PROOFS = [
    ("grant_type", lambda machine: "password", "unsupported_grant_type"),
    ("scope", lambda machine: "system/*.cruds", "invalid_scope"),
    ("client_assertion_type", lambda machine: "none", "invalid_client"),
    ("client_assertion", lambda machine: "a.b.c", "invalid_client"),
    ("client_assertion", lambda machine: "x" * 20_000, "invalid_client"),
    (
        "client_assertion",
        lambda machine: signed(machine, key=ECKey.generate_key("P-256", {"kid": "demosykehuset-1"})),
        "invalid_client",
    ),
    ("client_assertion", lambda machine: signed(machine, iss="demostad", sub="demostad"), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, sub="demostad"), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, aud="https://elsewhere.example"), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, exp=1), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, exp="soon"), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, exp=True), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, exp=2**33), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, jti="1"), "invalid_client"),
    ("client_assertion", lambda machine: signed(machine, jti=12345678), "invalid_client"),
    ("client_assertion", lambda machine: unsigned(machine), "invalid_client"),
]


def claims(machine: Machine, **other: Any) -> dict[str, Any]:
    until = int(machine.portal.clock.now().timestamp()) + 60
    usual = {
        "iss": "demosykehuset",
        "sub": "demosykehuset",
        "aud": f"{machine.portal.config.address}{TOKEN}",
        "exp": until,
        "jti": "12345678",
    }
    return {**usual, **other}


def signed(machine: Machine, key: ECKey | None = None, **other: Any) -> str:
    own = key or machine.keys["demosykehuset"]
    return jwt.encode({"alg": "ES256", "kid": own.kid}, claims(machine, **other), own)


def unsigned(machine: Machine) -> str:
    header, body = (
        base64.urlsafe_b64encode(msgspec.json.encode(part)).decode().rstrip("=")
        for part in ({"alg": "none", "kid": "demosykehuset-1"}, claims(machine))
    )
    return f"{header}.{body}."


def test_only_the_senders_own_fresh_assertion_gives_a_token(machine: Machine) -> None:
    told = [
        (name, (answer := machine.ask(**{name: make(machine)})).status_code, answer.get_json()["error"])
        for name, make, _ in WRONG_PROOFS
    ]
    assert told == [(name, 400, error) for name, _, error in WRONG_PROOFS]
    once = signed(machine)
    assert [machine.ask(client_assertion=once).status_code for _ in range(2)] == [200, 400]


def test_without_a_valid_token_nothing_is_taken(machine: Machine, time: Time) -> None:
    token = machine.token()
    tampered = token[:-6] + ("AAAAAA" if token[-6:] != "AAAAAA" else "BBBBBB")
    for given in ("", "Bearer", "Bearer x", "Basic abc", f"Bearer {tampered}", "Bearer \x7f"):
        assert machine.hand_in(Authorization=given)[:2] == (401, ["no-token"]), given
    time.moved = timedelta(minutes=6)
    assert machine.hand_in(Authorization=f"Bearer {token}").status == 401


def test_a_sender_who_calls_too_often_is_told_to_wait(machine: Machine, browser: Browser) -> None:
    """And what it hands in meanwhile is not there."""
    table = METADATA.tables["sender_calls"]
    machine.hand_in()
    with machine.portal.database.writing() as connection:
        connection.execute(
            table.update().values(
                calls=callers.CALLS_A_MINUTE, minute=machine.portal.clock.now().replace(second=0, microsecond=0)
            )
        )
    answer = machine.post(msgspec.json.encode(communication(LETTER)))
    assert answer.status_code == 429 and 0 < int(answer.headers["Retry-After"]) <= 60


NOT_TAKEN: list[tuple[Any, int, str]] = [
    (b"", 400, "not-json"), (b"null", 400, "not-json"), (b"[]", 400, "not-json"), (b"{", 400, "not-json"), (b'{"a":1,"a":2}', 400, "not-json"),
    (b'{"a":NaN}', 400, "not-json"), (b'{"a":"\xff"}', 400, "not-json"), (b"\xef\xbb\xbf{}", 400, "not-json"), (b"[" * 100_000, 400, "not-json"),
    (b'{"a":' * 500 + b"1" + b"}" * 500, 400, "too-deep"), (b'{"a":"\\ud800"}', 400, "broken-text"), (b'{"a":"\\u0000"}', 400, "broken-text"),
    (b'{"a":' + b"9" * 5000 + b"}", 400, "not-json"), (b'{"__proto__":{"x":1}}', 422, "wrong-type"), (b"{}", 422, "wrong-type"),
    (changed(resourceType="Patient"), 422, "wrong-type"), (changed(status="preparation"), 422, "status"), (changed(modifierExtension=[{}]), 422, "unknown-element"),
    (changed(note=[{"text": "x"}]), 422, "unknown-element"), (changed(category=None), 422, "post"), (changed(category=7), 422, "wrong-shape"),
    (changed(category=[{"coding": "x"}]), 422, "post"), (changed(category=[{"coding": [None, 3]}]), 422, "post"), (changed(subject=None), 422, "identifier"),
    (changed(subject=[]), 422, "identifier"), (changed(subject={"reference": "Patient/1"}), 422, "identifier"),
    (changed(subject={"identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": "14838831151"}}), 422, "number"),
    (changed(subject={"identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": "١٤٨٣٨٨٣١١٥٠"}}), 422, "number"),
    (changed(recipient=[{"reference": "Patient/2"}]), 422, "other-recipient"), (changed(sender={"identifier": {"system": "urn:helsevei:sender", "value": "demostad"}}), 422, "other-sender"),
    (changed(topic={"text": "x" * 151}), 422, "topic"), (changed(topic={"text": "\u202e\u200b"[:0]}), 422, "topic"), (changed(topic="x"), 422, "topic"),
    (changed(payload=[]), 422, "empty"), (changed(payload="x"), 422, "wrong-shape"), (changed(payload=[{}]), 422, "part"), (changed(payload=[{"contentString": 1}]), 422, "part"),
    (changed(payload=[{"contentString": "x" * 20_001}]), 422, "long-text"), (changed(payload=[{"contentString": "x"}] * 21), 422, "many-parts"),
    (changed(payload=[{"contentReference": {"reference": "http://169.254.169.254/"}}]), 422, "reference"), (changed(inResponseTo=[{"reference": "x"}]), 422, "answer"),
    (changed(about=[{"reference": "#time"}]), 422, "time"), (enclosing(contentType="text/html", data="PGI+"), 422, "document-kind"),
    (enclosing(contentType="application/pdf", url="file:///etc/passwd"), 422, "document-not-here"), (enclosing(contentType="application/pdf", data="%%%"), 422, "not-base64"),
    (enclosing(contentType="application/pdf", data="PGh0bWw+"), 422, "document-content"), (enclosing(contentType="text/plain", data="AAAA"), 422, "document-content"),
    (enclosing(contentType="application/pdf", data=base64.b64encode(b"%PDF-" + bytes(4 * 1024 * 1024)).decode()), 422, "document-size"),
]  # fmt: skip


def test_what_is_no_message_is_refused_with_its_place_and_changes_nothing(machine: Machine, browser: Browser) -> None:
    """Hostile JSON too: always an OperationOutcome, never a fault of ours (threats.md A31)."""
    browser.sign_in(LITEN)
    token = f"Bearer {machine.token()}"
    got = [machine.hand_in(given, Authorization=token) for given, _, _ in NOT_TAKEN]
    assert [(each.status, each.codes[0]) for each in got] == [(status, code) for _, status, code in NOT_TAKEN]
    assert count(machine, "submissions") == 0
    assert all(issue["details"]["text"] for each in got for issue in each.resource["issue"])


def test_a_call_that_is_too_large_or_of_another_kind_is_refused_unread(machine: Machine) -> None:
    assert machine.hand_in(b"x" * (6 * 1024 * 1024 + 1)).codes == ["too-large"]
    assert machine.hand_in(Content_Type="text/xml").codes == ["content-type"]
    assert machine.hand_in(key="short").codes == ["no-key"]
    assert machine.hand_in(key=f"{KEY}æ").codes == ["no-key"]
    missing = machine.get("/mine/fhir/Patient/1")
    assert missing.status_code == 404 and missing.get_json()["resourceType"] == "OperationOutcome"
