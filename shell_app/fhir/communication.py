"""Reads a Communication as a sender wrote it: everything that is wrong is told at once, and nothing is guessed."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from identity_number import is_identity_number
from shell_app.auth.strict_json import NotStrict, read_object
from shell_app.fhir.documents import read_document
from shell_app.fhir.outcome import Issue, Problem
from shell_app.records.inbox_values import Enclosed
from shell_app.senders.register import POSTS, Post
from shell_app.services.inbox.letter import tidy

NATIONAL_NUMBERS = ("urn:oid:2.16.578.1.12.4.1.4.1", "urn:oid:2.16.578.1.12.4.1.4.2")
"""National numbers and D-numbers."""
POST, SENDER = "urn:helsevei:post", "urn:helsevei:sender"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
CLOSED_TO_PARENTS = ("R", "V")
KNOWN = {"resourceType", "id", "meta", "language", "contained", "identifier", "inResponseTo", "status", "category"}
KNOWN |= {"subject", "topic", "about", "sent", "recipient", "sender", "payload"}
LONGEST_TOPIC, LONGEST_BODY, MOST_PARTS, DEEPEST = 150, 20_000, 20, 16


class Incoming(Struct, frozen=True):
    """What is to be put into somebody's inbox."""

    post: Post
    number: str
    topic: str
    body: str
    enclosed: tuple[Enclosed, ...] = ()
    answers: str = ""
    """The id of a message in the conversation that this goes on with."""
    time_at: datetime | None = None
    confidential: bool = False


def read_communication(body: bytes, sender: str) -> Incoming:
    """The message, or a Problem with every issue."""
    try:
        given = read_object(body)
    except NotStrict as fault:
        raise Problem(400, Issue("structure", "not-json", f"This is no JSON object: {fault}")) from None
    if unsound := next(_unsound(given, "Communication", 0), None):
        raise Problem(400, unsound)
    reading = _Reading(given, sender)
    incoming = reading.read()
    if reading.issues:
        raise Problem(422, *reading.issues)
    return incoming


def _unsound(value: Any, place: str, depth: int) -> Iterator[Issue]:
    """Shapes and signs that no resource has."""
    if depth > DEEPEST:
        yield Issue("structure", "too-deep", f"Nothing in a resource lies deeper than {DEEPEST}.", place=place)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _unsound(name, place, depth + 1)
            yield from _unsound(inner, f"{place}.{name}", depth + 1)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unsound(inner, f"{place}[{number}]", depth + 1)
    elif isinstance(value, str) and any(unicodedata.category(sign) == "Cs" or sign == "\x00" for sign in value):
        told = "A text holds half a sign, or NUL."
        yield Issue("value", "broken-text", told, "Encode texts as UTF-8 once.", place[:200])


class _Reading:
    """One resource on its way to a value; issues are gathered as it goes."""

    def __init__(self, given: dict[str, Any], sender: str) -> None:
        self.given, self.sender = given, sender
        self.issues: list[Issue] = []

    def wrong(self, place: str, code: str, told: str, way_out: str = "", kind: str = "value") -> None:
        self.issues.append(Issue(kind, code, told, way_out, f"Communication.{place}" if place else "Communication"))

    def read(self) -> Incoming:
        self._shape()
        post, (body, enclosed) = self._post(), self._payload()
        if not body and (post == "message" or not enclosed):
            self.wrong("payload", "empty", "There is no text.", "Write it in payload[].contentString.", "required")
        return Incoming(
            post=post,
            number=self._number(),
            topic=self._topic(),
            body=body,
            enclosed=enclosed,
            answers=self._answers(),
            time_at=self._time(post),
            confidential=self._confidential(),
        )

    def _shape(self) -> None:
        if self.given.get("resourceType") != "Communication":
            self.wrong("resourceType", "wrong-type", "resourceType must be Communication.", kind="invalid")
        for name in sorted(set(self.given) - KNOWN)[:5]:
            told = "This element is not taken here, and it may hold something that matters."
            self.wrong(name[:40], "unknown-element", told, "Leave it out.", "not-supported")
        if self.given.get("status") != "completed":
            self.wrong("status", "status", "status must be completed.")
        own = self._identifier("sender", (SENDER,), required=False)
        if own not in ("", self.sender):
            self.wrong("sender", "other-sender", f"sender must be {self.sender}: the token's.", kind="forbidden")

    def _post(self) -> Post:
        listed = [category.get("coding") for category in self._list("category")]
        codings = [coding for found in listed if isinstance(found, list) for coding in found]
        codes = [one.get("code") for one in codings if isinstance(one, dict) and one.get("system") == POST]
        if len(codes) == 1 and codes[0] in POSTS:
            return POSTS[POSTS.index(codes[0])]
        told = f"There must be one category of the system {POST}: {', '.join(POSTS)}."
        self.wrong("category", "post", told, kind="required" if not codes else "code-invalid")
        return "message"

    def _number(self) -> str:
        number = self._identifier("subject", NATIONAL_NUMBERS)
        if number and not is_identity_number(number):
            self.wrong("subject.identifier.value", "number", "The check digits of the national number are wrong.")
        others = [one for one in self._list("recipient") if one != self.given.get("subject")]
        if others:
            told = "A message has one recipient, who is its subject."
            self.wrong("recipient", "other-recipient", told, "Leave recipient out; who may read is decided here.")
        return number

    def _topic(self) -> str:
        topic = self.given.get("topic")
        text = topic.get("text") if isinstance(topic, dict) else None
        title = " ".join(tidy(text).split()) if isinstance(text, str) else ""
        if not 0 < len(title) <= LONGEST_TOPIC:
            self.wrong("topic.text", "topic", f"topic.text must have from 1 to {LONGEST_TOPIC} signs.", kind="required")
        return title

    def _payload(self) -> tuple[str, tuple[Enclosed, ...]]:
        texts, enclosed, parts = [], [], self._list("payload")
        if len(parts) > MOST_PARTS:
            self.wrong("payload", "many-parts", f"There are more than {MOST_PARTS} parts.", kind="too-long")
        for number, part in enumerate(parts[:MOST_PARTS]):
            place = f"payload[{number}]"
            if isinstance(part.get("contentString"), str) and set(part) == {"contentString"}:
                texts.append(tidy(part["contentString"]).strip())
            elif set(part) in ({"contentAttachment"}, {"contentReference"}):
                enclosed += list(self._documents(part, place))
            else:
                told = "A part has one of contentString, contentAttachment and contentReference."
                self.wrong(place, "part", told, kind="structure")
        body = "\n\n".join(text for text in texts if text)
        if len(body) > LONGEST_BODY:
            told = f"The text has {len(body)} signs, and {LONGEST_BODY} are taken."
            self.wrong("payload", "long-text", told, "Send a long letter as a document.", "too-long")
        return body, tuple(enclosed)

    def _documents(self, part: dict[str, Any], place: str) -> Iterator[Enclosed]:
        if "contentAttachment" in part:
            found = [(part["contentAttachment"], f"{place}.contentAttachment")]
        else:
            letter, where = self._contained(part["contentReference"], "DocumentReference", f"{place}.contentReference")
            contents = letter.get("content") if isinstance(letter.get("content"), list) else []
            found = [
                (one.get("attachment"), f"{where}.content[{number}].attachment")
                for number, one in enumerate(contents or [])
                if isinstance(one, dict)
            ]
            if letter and not found:
                self.wrong(where, "no-document", "The DocumentReference has no content.", kind="required")
        for given, at in found[:MOST_PARTS]:
            document, issues = read_document(given, f"Communication.{at}")
            self.issues += issues
            if document:
                yield document

    def _contained(self, reference: Any, kind: str, place: str) -> tuple[dict[str, Any], str]:
        """What a reference within the resource points to, and its place."""
        name = reference.get("reference") if isinstance(reference, dict) else None
        for number, one in enumerate(self._list("contained")):
            if isinstance(name, str) and name == f"#{one.get('id')}" and one.get("resourceType") == kind:
                return one, f"contained[{number}]"
        told = f"reference must be # and the id of a {kind} in contained; addresses are not followed."
        self.wrong(place, "reference", told, kind="not-found")
        return {}, place

    def _answers(self) -> str:
        earlier = self._list("inResponseTo")
        name = earlier[0].get("reference") if len(earlier) == 1 else None
        if earlier and not (isinstance(name, str) and name.startswith("Communication/") and len(name) <= 80):
            self.wrong("inResponseTo", "answer", "There must be one reference, to Communication/ and an id of ours.")
            return ""
        return name.removeprefix("Communication/") if name else ""

    def _time(self, post: Post) -> datetime | None:
        about = self._list("about")
        if post != "appointment":
            if about:
                self.wrong("about", "time", "Only an appointment is about a time.", "Leave about out.")
            return None
        found, place = self._contained(about[0] if about else None, "Appointment", "about")
        if not found:
            return None
        try:
            start = datetime.fromisoformat(str(found.get("start")))
        except ValueError:
            start = datetime.min
        if start.tzinfo is None or not 2000 <= start.year <= 2200:
            told = "start must be a moment with its time zone, such as 2027-01-15T10:30:00+01:00."
            self.wrong(f"{place}.start", "time", told)
            return None
        return start

    def _confidential(self) -> bool:
        meta = self.given.get("meta")
        labels = meta.get("security") if isinstance(meta, dict) else None
        return any(
            isinstance(one, dict) and one.get("system") == CONFIDENTIALITY and one.get("code") in CLOSED_TO_PARENTS
            for one in (labels if isinstance(labels, list) else [])
        )

    def _identifier(self, name: str, systems: tuple[str, ...], required: bool = True) -> str:
        holder = self.given.get(name)
        own = holder.get("identifier") if isinstance(holder, dict) else None
        if isinstance(own, dict) and own.get("system") in systems and isinstance(own.get("value"), str):
            return str(own["value"])
        if required or holder is not None:
            told = f"{name}.identifier must have a value, and as system {' or '.join(systems)}."
            self.wrong(f"{name}.identifier", "identifier", told, kind="required")
        return ""

    def _list(self, name: str) -> list[dict[str, Any]]:
        """A list of objects; what is none is an issue, and an empty one."""
        found = self.given.get(name, [])
        if isinstance(found, list) and all(isinstance(one, dict) for one in found):
            return found
        if not any(issue.place == f"Communication.{name}" for issue in self.issues):
            self.wrong(name, "wrong-shape", f"{name} must be a list of objects.", kind="structure")
        return []
