"""The way in: a question sealed into the browser, the provider's answer held against it, a session at the end."""

from datetime import datetime, timedelta
from hmac import compare_digest

import msgspec
from msgspec import Struct
from sqlalchemy import Connection
from werkzeug.datastructures import MultiDict

from shell_app.access.decision import MAY_SIGN_IN
from shell_app.access.people import local_date
from shell_app.auth.client import Question, new_question
from shell_app.auth.refusal import Refused
from shell_app.auth.tokens import Expected, Identity, read_id_token
from shell_app.portal import Portal
from shell_app.records import household, identities, sessions, spending, tries
from shell_app.records.sealing import Unreadable

ANSWERED_WITHIN = timedelta(minutes=10)
PURPOSE = "question"


class Asked(Struct, frozen=True):
    """Where the browser goes, and what it keeps until it comes back."""

    address: str
    cookie: str


class Entered(Struct, frozen=True):
    """A sign-in that succeeded: the session's token for the browser, and where it wanted to go."""

    token: str
    question: Question


def begin(portal: Portal, return_to: str, language: str) -> Asked:
    """Ask the provider to sign somebody in. Nothing is kept on the server for those who never come back."""
    now = portal.clock.now()
    question = new_question(return_to, language, now)
    address = portal.client.push(portal.provider, question, portal.config.acr, now)
    sealed = portal.keyring.seal(msgspec.json.encode(question), PURPOSE)
    return Asked(address, sealed.hex())


def finish(portal: Portal, answer: MultiDict[str, str], cookie: str, device: str) -> Entered:
    """Let in whom the provider vouches for, or Refused."""
    now = portal.clock.now()
    question = _question(portal, cookie, now)
    code = _code(portal, question, answer, now)
    token = portal.client.redeem(portal.provider, code, question, now)
    expected = Expected(portal.config.client_id, question.nonce, portal.config.acr, portal.config.people == "synthetic")
    identity = read_id_token(token, portal.provider, expected, now)
    with portal.database.writing() as connection:
        return Entered(_enter(portal, connection, identity, device, now), question)


def language_of(portal: Portal, cookie: str) -> str:
    """The language somebody began in, for the page they come back to; nothing where it cannot be known."""
    try:
        return _question(portal, cookie, portal.clock.now()).language
    except Refused:
        return ""


def _question(portal: Portal, cookie: str, now: datetime) -> Question:
    """What this browser asked. Another browser has no such cookie, and nobody else can make one."""
    if not cookie:
        raise Refused("question-missing")
    try:
        question = msgspec.json.decode(portal.keyring.unseal(bytes.fromhex(cookie), PURPOSE), type=Question)
    except (ValueError, Unreadable, msgspec.DecodeError):
        raise Refused("question-forged") from None
    if now - question.asked_at > ANSWERED_WITHIN:
        raise Refused("question-expired")
    return question


def _code(portal: Portal, question: Question, answer: MultiDict[str, str], now: datetime) -> str:
    """The code in an answer to this question from this provider; a question is answered once."""
    if any(len(values) > 1 for _, values in answer.lists()):
        raise Refused("answer-repeats")
    if not compare_digest(answer.get("state", "").encode(), question.state.encode()):
        raise Refused("answer-state")
    with portal.database.writing() as connection:
        if not spending.spend(connection, "state", question.state, now + ANSWERED_WITHIN):
            raise Refused("answer-used")
    must_say = portal.provider.metadata().authorization_response_iss_parameter_supported
    if (must_say or "iss" in answer) and answer.get("iss") != portal.provider.issuer:
        raise Refused("answer-issuer")
    if "error" in answer:
        raise Refused("cancelled" if answer["error"] == "access_denied" else "answer-error")
    if not answer.get("code"):
        raise Refused("answer-code")
    return answer["code"]


def _enter(portal: Portal, connection: Connection, identity: Identity, device: str, now: datetime) -> str:
    """A session for the person, if the register knows them and they are old enough."""
    known = household.refresh(connection, portal.keyring, portal.register, identity.number, now)
    if known is None:
        raise Refused("unknown-person")
    if known.person.dead:
        raise Refused("dead-person")
    if known.person.age(local_date(now)) < MAY_SIGN_IN:
        raise Refused("too-young")
    if not identities.link(connection, portal.provider.issuer, identity.sub, known.id):
        raise Refused("number-changed")
    spending.forget(connection, now)
    tries.forget(connection, now)
    sessions.remove_expired(connection, now)
    return sessions.begin(connection, sessions.SignedIn(known.id, portal.provider.issuer, identity.sid, device), now)
