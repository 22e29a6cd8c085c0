"""`python -m development.sending`: send a message to somebody in the town, as a hospital's own system would.

It calls the portal that is served on this machine with a key from `var/development/senders`.
"""

import argparse
import base64
import mimetypes
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
import urllib3
from joserfc import jwt
from joserfc.jwk import ECKey

from development.senders import kept_keys, town_senders
from shell_app.clock import system_time
from shell_app.fhir.communication import NATIONAL_NUMBERS, POST, SENDER
from shell_app.fhir.outcome import MEDIA_TYPE
from shell_app.senders.proof import ASSERTION, LASTS, SCOPE
from shell_app.senders.register import POSTS, Post

KEYS = Path("var") / "development" / "senders"
TOKEN, INBOX = "/mine/senders/token", "/mine/fhir/Communication"
Call = Callable[[str, bytes, dict[str, str]], tuple[int, bytes]]
"""Posts bytes with headers to a path; gives status and answer."""


class Letter(NamedTuple):
    """What is to be sent."""

    sender: str
    to: str
    post: Post
    topic: str
    text: str
    documents: tuple[tuple[str, bytes], ...] = ()
    time_at: datetime | None = None


def send(call: Call, address: str, key: ECKey, letter: Letter, attempt: str = "") -> tuple[int, dict[str, Any]]:
    """Ask for a token and hand the letter in; status and answer of the last call."""
    asked = {
        "grant_type": "client_credentials",
        "scope": SCOPE,
        "client_assertion_type": ASSERTION,
        "client_assertion": assertion(letter.sender, key, f"{address}{TOKEN}"),
    }
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, answer = call(TOKEN, urlencode(asked).encode(), form)
    if status != 200:
        return status, msgspec.json.decode(answer)
    headers = {
        "Authorization": f"Bearer {msgspec.json.decode(answer)['access_token']}",
        "Content-Type": MEDIA_TYPE,
        "Idempotency-Key": attempt or secrets.token_urlsafe(24),
    }
    status, answer = call(INBOX, msgspec.json.encode(communication(letter)), headers)
    return status, msgspec.json.decode(answer)


def assertion(sender: str, key: ECKey, audience: str) -> str:
    """That it is the sender who asks: good for some minutes, and once."""
    until = int((system_time() + LASTS).timestamp())
    claims = {"iss": sender, "sub": sender, "aud": audience, "exp": until, "jti": secrets.token_urlsafe(16)}
    return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key)


def communication(letter: Letter) -> dict[str, Any]:
    """The letter as a resource of FHIR."""
    payload: list[dict[str, Any]] = [{"contentString": letter.text}] if letter.text else []
    for name, content in letter.documents:
        kind = mimetypes.guess_type(name)[0] or "text/plain"
        attachment = {"contentType": kind, "title": name, "data": base64.b64encode(content).decode()}
        payload.append({"contentAttachment": attachment})
    found: dict[str, Any] = {
        "resourceType": "Communication",
        "status": "completed",
        "category": [{"coding": [{"system": POST, "code": letter.post}]}],
        "subject": {"identifier": {"system": NATIONAL_NUMBERS[0], "value": letter.to}},
        "sender": {"identifier": {"system": SENDER, "value": letter.sender}},
        "topic": {"text": letter.topic},
        "payload": payload,
    }
    if letter.time_at:
        participant = [{"actor": {"display": "Pasient"}, "status": "accepted"}]
        time = {"resourceType": "Appointment", "id": "time", "status": "booked", "participant": participant}
        start = letter.time_at.isoformat(timespec="seconds")
        end = (letter.time_at + timedelta(minutes=30)).isoformat(timespec="seconds")
        found |= {"contained": [{**time, "start": start, "end": end}], "about": [{"reference": "#time"}]}
    return found


def over_http(address: str) -> Call:
    pool = urllib3.PoolManager(retries=False)

    def call(path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        answer = pool.request("POST", f"{address}{path}", body=body, headers=headers, redirect=False)
        return answer.status, answer.data

    return call


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m development.sending", description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the portal is served")
    parser.add_argument("--from", dest="sender", default="demosykehuset", choices=sorted(town_senders()))
    parser.add_argument("--to", default="14838831150", help="the number of somebody in the town")
    parser.add_argument("--post", default="letter", choices=POSTS)
    parser.add_argument("--topic", default="Innkalling til kontroll")
    parser.add_argument("--text", default="Velkommen til kontroll hos oss.")
    parser.add_argument("--document", type=Path, action="append", default=[], help="a PDF or text to enclose")
    parser.add_argument("--time", type=datetime.fromisoformat, help="of an appointment: 2027-01-15T10:30:00+01:00")
    chosen = parser.parse_args()
    documents = tuple((path.name, path.read_bytes()) for path in chosen.document)
    letter = Letter(chosen.sender, chosen.to, chosen.post, chosen.topic, chosen.text, documents, chosen.time)
    status, answer = send(over_http(chosen.address), chosen.address, kept_keys(KEYS)[letter.sender], letter)
    print(status, msgspec.json.format(msgspec.json.encode(answer)).decode())
    raise SystemExit(0 if status < 300 else 1)


if __name__ == "__main__":
    main()
