"""The addresses that senders call: a token, messages in, messages out, and what all of it is."""

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge

from shell_app.fhir import choices, description, resources
from shell_app.fhir.communication import read_communication
from shell_app.fhir.outcome import MEDIA_TYPE, Issue, Problem, as_json
from shell_app.fhir.receiving import receive
from shell_app.guard import for_provers, for_senders, open_to_all
from shell_app.portal import portal
from shell_app.records import people, security, spending, submissions, to_places
from shell_app.records.submissions import Attempt
from shell_app.senders.proof import LASTS, SCOPE, NotProven, read_assertion, token_for
from shell_app.senders.register import Sender

fhir = Blueprint("fhir", __name__)
LARGEST = 6 * 1024 * 1024
"""Bytes of one call: a document of 4 MiB in base64, and the text."""
TAKEN = (MEDIA_TYPE, "application/json")
SHORTEST_KEY, LONGEST_KEY = 16, 128
A_PAGE = 50


@fhir.post("/senders/token")
@for_provers
def token() -> Response:
    """A token for an assertion that counts once (RFC 6749, 7523)."""
    here = portal()
    now, audience = here.clock.now(), f"{here.config.address}{request.path}"
    try:
        proven = read_assertion(request.form, here.senders, audience, now)
        with here.database.writing() as connection:
            if not spending.spend(connection, "sender-jti", f"{proven.sender.id} {proven.jti}", proven.until):
                raise NotProven("invalid_client", "this assertion has been used; make a new one with another jti")
    except NotProven as fault:
        with here.database.writing() as connection:
            security.note(connection, "sender-refused", fault.error, now)
        return as_plain({"error": fault.error, "error_description": str(fault)}, 400)
    given = token_for(here.keyring, proven.sender, now)
    return as_plain({"access_token": given, "token_type": "bearer", "expires_in": LASTS.seconds, "scope": SCOPE})


@fhir.post("/fhir/Communication")
@for_senders
def hand_in() -> Response:
    """A message into somebody's inbox. Handed in again with its key it is the same message."""
    sender, key, body = _sender(), _key(), _body()
    kept = receive(portal(), sender, read_communication(body, sender.id), Attempt(f"sender {sender.id}", key, body))
    answer = as_json(resources.receipt(kept), 200 if kept.again else 201)
    answer.headers["Location"] = f"{portal().config.address}{request.path}/{kept.id}"
    if kept.again:
        answer.headers["Idempotency-Replayed"] = "true"
    return answer


@fhir.get("/fhir/Communication/<id>")
@for_senders
def one(id: str) -> Response:
    """That a message one handed in is here."""
    with portal().database.reading() as connection:
        kept = submissions.at_place(connection, _sender().id, id)
    if kept is None:
        raise Problem(404, Issue("not-found", "no-such-message", "You have handed in no message of this id."))
    return as_json(resources.receipt(kept))


@fhir.get("/fhir/Communication")
@for_senders
def written_to_me() -> Response:
    """What citizens wrote to the sender, the oldest first; `after` is the last one that it has."""
    here, sender = portal(), _sender()
    with here.database.reading() as connection:
        found = to_places.written_to(connection, sender.id, request.args.get("after", ""), A_PAGE)
        numbers = {each.subject: people.number_of(connection, here.keyring, each.subject) for each in found}
    return as_json(resources.bundle(found, numbers, f"{here.config.address}{request.path}"))


@fhir.post("/fhir/Consent/_search")
@for_senders
def what_is_closed() -> Response:
    """Whether somebody has closed what the sender is bound by. The number comes in the body, since addresses are
    written down on the way."""
    here, now = portal(), portal().clock.now()
    patient = choices.read_patient(request.form.get(choices.PATIENT, ""))
    with here.database.reading() as connection:
        found = choices.answers(connection, here.keyring, _sender(), patient, now)
    return as_json(choices.bundle(found, patient, now))


@fhir.get("/fhir/Binary/<id>")
@for_senders
def document(id: str) -> Response:
    """A document that a citizen sent along with a message to the sender, as it is."""
    with portal().database.reading() as connection:
        found = to_places.document(connection, _sender().id, id)
    if found is None:
        raise Problem(404, Issue("not-found", "no-such-document", "No document of this id has been sent to you."))
    return Response(found.content, mimetype=found.media_type)


@fhir.get("/fhir/metadata")
@open_to_all
def metadata() -> Response:
    return as_json(description.capabilities(portal().config.address, portal().clock.now()))


@fhir.get("/fhir/.well-known/smart-configuration")
@open_to_all
def smart() -> Response:
    return as_plain(description.smart_configuration(portal().config.address))


@fhir.get("/fhir/openapi.json")
@open_to_all
def openapi() -> Response:
    return as_plain(description.openapi(portal().config.address))


def as_plain(content: dict[str, object], status: int = 200) -> Response:
    answer = as_json(content, status)
    answer.mimetype = "application/json"
    return answer


def _sender() -> Sender:
    found: Sender = g.sender
    return found


def _key() -> str:
    key = request.headers.get("Idempotency-Key", "").strip('" ')
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        told = f"The header Idempotency-Key must have from {SHORTEST_KEY} to {LONGEST_KEY} signs of ASCII."
        raise Problem(400, Issue("required", "no-key", told, "Make a random UUID for each message, and keep it."))
    return key


def _body() -> bytes:
    if request.mimetype not in TAKEN:
        told = f"Content-Type must be {MEDIA_TYPE}."
        raise Problem(415, Issue("not-supported", "content-type", told))
    request.max_content_length = LARGEST
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge:
        told = f"A call has at most {LARGEST} bytes."
        raise Problem(413, Issue("too-long", "too-large", told, "Send fewer or smaller documents.")) from None
