"""Writing approvals: statements, signed by a person's key, beside the editions they are about."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from builder.approval.keyring import Held, day_of, fault_in_key
from builder.approval.reading import read_approval
from builder.approval.signing import CannotSign, key_name, sign
from builder.approval.statements import text_of
from builder.domain.again import AUTHORS
from builder.domain.approval import Signed, Statement
from builder.vouching.earlier import keep_earlier_texts, remove_unnamed_texts
from builder.vouching.waiting import CannotApprove, Desk, Waiting, place_of, statement_of


class Signer(NamedTuple):
    """Who signs: the key's file, its name, and whose it is by the register."""

    file: Path
    name: str
    held: Held

    @property
    def partner(self) -> str:
        return self.held.partner


def signer_of(desk: Desk, key: Path) -> Signer:
    """Whose key it is; raises CannotApprove where no partner has registered it."""
    try:
        name = key_name(key)
    except CannotSign as error:
        raise CannotApprove(str(error)) from None
    held = desk.gathered.approvals.keyring.keys.get(name)
    if held is None:
        raise CannotApprove(f"no partner has registered the key {name}; `helsevei keys add <partner> {key}` does")
    return Signer(key, name, held)


def moment(today: date) -> str:
    """Now, or noon of another day that was asked for."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return now if day_of(now) == today else f"{today}T10:00:00Z"


def statements_of(
    desk: Desk, chosen: Sequence[Waiting], until: date | None, withdraw: bool = False
) -> list[tuple[Waiting, Statement]]:
    made = moment(desk.today)
    return [(one, statement_of(desk, one, made, until, withdraw)) for one in chosen]


def write_signed(desk: Desk, signer: Signer, drafts: Sequence[tuple[Waiting, Statement]]) -> list[Path]:
    """Sign the statements and write each beside its edition. All are signed before any is written."""
    texts = [text_of(statement) for _, statement in drafts]
    try:
        signatures = sign(texts, signer.file)
    except CannotSign as error:
        raise CannotApprove(str(error)) from None
    written = []
    for (one, statement), text, signature in zip(drafts, texts, signatures, strict=True):
        signed = read_approval(text + signature, "")
        if signed.signer != signer.name:
            raise CannotApprove(f"ssh-keygen signed with {signed.signer} and not with {signer.name}")
        written.append(write_approval(desk, one, statement, text + signature, signer.held, signed))
    return written


def write_approval(desk: Desk, one: Waiting, statement: Statement, text: str, held: Held, signed: Signed) -> Path:
    """Write what was signed beside the edition, unless the key does not count now."""
    if why := fault_in_key(held.key, signed):
        raise CannotApprove(f"{why}; it cannot approve now")
    path = place_of(desk, one.edition, statement)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    if statement.action == "approval" and statement.role in AUTHORS:
        keep_earlier_texts(desk, one.edition, path.parent)
    remove_unnamed_texts(path.parent, statement.language)
    return path
