"""What a passkey answered, taken or refused: the approval is written beside the text by the same rules as any other."""

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

from builder.approval import passkey
from builder.approval.keyring import Held, day_of
from builder.approval.passkey import Assertion, armoured
from builder.approval.reading import read_approval
from builder.approval.ssh import NotSigned
from builder.approval.statements import text_of
from builder.domain.approval import Signed, Statement
from builder.vouching.signing import moment, write_approval
from builder.vouching.waiting import CannotApprove, Desk, Waiting, handed_over, statement_of, waiting

Reason = Literal["unknown", "foreign", "changed", "same-person", "key"]
"""Nobody registered the passkey; it is another partner's; the text is another by now; its holder delivered the text;
the key does not count now."""


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """What the page sends: the statement that stood there, and the browser's three parts of an assertion."""

    statement: str
    authenticator: bytes
    client: bytes
    signature: bytes


class Refused(Exception):
    """Nothing was written."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Made(NamedTuple):
    """An approval's file, the statement in it and the key it was signed with."""

    text: str
    signed: Signed
    held: Held


def take(desk: Desk, answer: Answer, origin: str) -> Path:
    """Write the approval, or raise Refused."""
    made = _made(desk, answer, origin)
    statement = made.signed.statement
    if made.held.partner != statement.partner:
        raise Refused("foreign")
    one = _asked(desk, statement, made.signed.signer)
    if text_of(_draft(desk, one, statement)) != answer.statement or not _is_of_now(desk, statement):
        raise Refused("changed")
    try:
        return write_approval(desk, one, statement, made.text, made.held, made.signed)
    except CannotApprove:
        raise Refused("key") from None


def _made(desk: Desk, answer: Answer, origin: str) -> Made:
    """An answer does not name its key: it is that one of the registered passkeys which it can be checked with."""
    for held in desk.gathered.approvals.keyring.keys.values():
        kind, _, line = held.key.key.partition(" ")
        if kind == passkey.KIND and held.key.origin == origin:
            assertion = Assertion(b64decode(line), answer.authenticator, answer.client, answer.signature)
            text = answer.statement + armoured(assertion)
            try:
                return Made(text, read_approval(text, ""), held)
            except NotSigned:
                continue
    raise Refused("unknown")


def _asked(desk: Desk, statement: Statement, signer: str) -> Waiting:
    """The credit that the statement is about, if its signer may sign for it."""
    found = [one for one in _asked_of(desk, statement, "") if one.credit == statement.credit]
    if not found:
        raise Refused("changed")
    if found[0] not in list(_asked_of(desk, statement, signer)):
        raise Refused("same-person")
    return found[0]


def _asked_of(desk: Desk, statement: Statement, signer: str) -> Iterator[Waiting]:
    editions = [edition for edition in desk.library.editions if edition.key == statement.key]
    yield from waiting(desk, editions, statement.partner, signer, again=True, roles=(statement.role,))
    if statement.action == "withdrawal":
        yield from handed_over(desk, editions, statement.partner)


def _draft(desk: Desk, one: Waiting, statement: Statement) -> Statement:
    return statement_of(desk, one, statement.made, None, statement.action == "withdrawal")


def _is_of_now(desk: Desk, statement: Statement) -> bool:
    """The page said when; a page that was opened yesterday has to be opened again."""
    return day_of(statement.made) == desk.today and statement.made <= moment(desk.today)
