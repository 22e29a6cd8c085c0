"""What the signed statements about an edition amount to today: a pure question of values, asked anew each day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from builder.approval.keyring import Keyring, day_of, fault_in_key
from builder.domain.again import must_sign_again
from builder.domain.approval import Coverage, Credit, Signed, Since, Standing

NOTHING_KNOWN: Mapping[str, Since] = {}


class Asked(NamedTuple):
    """An edition as approvals see it. `due` is the day after which its partner must have reviewed it again; `since`
    tells how much has changed since earlier texts, by their fingerprints."""

    fingerprint: str
    credits: list[Credit]
    due: date | None
    since: Mapping[str, Since] = NOTHING_KNOWN


class Verdict(NamedTuple):
    coverage: Coverage
    why: str
    signed: Signed | None
    weight: str = ""
    earlier: str = ""


class Sorted(NamedTuple):
    """A statement, why it never counted, or nothing, and whose key it was: one person may have several."""

    signed: Signed
    refused: str
    person: str


def sort_out(statements: Iterable[Signed], keyring: Keyring, today: date) -> list[Sorted]:
    """Each statement with why it never counted, whatever it is about."""
    return [Sorted(signed, refusal(signed, keyring, today), keyring.person(signed.signer)) for signed in statements]


def refusal(signed: Signed, keyring: Keyring, today: date) -> str:
    """Why a statement never counted, whatever it is about; or nothing."""
    statement = signed.statement
    held = keyring.keys.get(signed.signer)
    if held is None:
        return f"signed with a key that no partner has registered ({signed.signer})"
    if held.partner != statement.partner:
        return f"signed with a key of {held.partner}, which cannot speak for {statement.partner}"
    if day_of(statement.made) > today:
        return f"dated {statement.made}, after today"
    return fault_in_key(held.key, signed)


def judge(asked: Asked, statements: Iterable[Sorted], today: date) -> Standing:
    """How it stands with each credit. `statements` are all that were signed about this edition."""
    counted: dict[tuple[str, str], list[Signed]] = {}
    refused: dict[tuple[str, str], str] = {}
    people: dict[str, str] = {}
    for signed, why, person in statements:
        people[signed.signer] = person
        part = signed.statement.role, signed.statement.partner
        if why:
            refused[part] = why
        else:
            counted.setdefault(part, []).append(signed)
    verdicts = {credit: _verdict(asked, credit, counted.get(credit[:2], []), today) for credit in asked.credits}
    for credit, verdict in verdicts.items() if refused else ():
        if verdict.coverage == "missing" and credit[:2] in refused:
            verdicts[credit] = verdict._replace(why=refused[credit[:2]])
    _two_people(verdicts, people)
    return Standing(
        {credit: verdict.coverage for credit, verdict in verdicts.items()},
        tuple([verdict.signed for verdict in verdicts.values() if verdict.signed]),
        {credit: verdict.why for credit, verdict in verdicts.items() if verdict.why},
        {credit: verdict.weight for credit, verdict in verdicts.items() if verdict.weight},
        tuple(dict.fromkeys(verdict.earlier for verdict in verdicts.values() if verdict.earlier)),
    )


def _verdict(asked: Asked, credit: Credit, statements: list[Signed], today: date) -> Verdict:
    """By the last that was said about this very text, or about an earlier one that may still stand for it."""
    approvals = [one for one in statements if one.statement.action == "approval"]
    about_this = [one for one in approvals if _is_about(one, asked, credit)]
    if about_this:
        return _in_time(asked, max(about_this, key=_when), statements, today)
    if not approvals:
        return Verdict("missing", "nobody has signed it", None)
    changed = f"it has changed since {approvals[0].statement.made[:10]}"
    known = [one for one in approvals if one.statement.credit == credit and one.statement.fingerprint in asked.since]
    if not known:
        return Verdict("missing", changed, None)
    signed = max(known, key=_when)
    weight, text = msgspec.structs.astuple(asked.since[signed.statement.fingerprint])
    if not text or must_sign_again(credit.role, weight):
        return Verdict("missing", changed, None, weight)
    verdict = _in_time(asked, signed, statements, today)
    if verdict.coverage != "covered":
        return verdict
    carried = f"approved in the text of {signed.statement.made[:10]}, changed in {weight} since"
    return Verdict("carried", carried, signed, weight, text)


def _in_time(asked: Asked, signed: Signed, statements: list[Signed], today: date) -> Verdict:
    """What an approval amounts to today, unless all was taken back since."""
    statement = signed.statement
    withdrawals = (one.statement for one in statements if one.statement.action == "withdrawal")
    taken_back = max((one.made for one in withdrawals if one.capacity == statement.capacity), default="")
    if taken_back >= statement.made:
        return Verdict("withdrawn", f"the approval was withdrawn {taken_back[:10]}", signed)
    assert statement.valid_from and statement.valid_to
    if today < statement.valid_from:
        return Verdict("missing", f"the approval is not valid before {statement.valid_from}", None)
    if today > statement.valid_to:
        return Verdict("lapsed", f"the approval was valid until {statement.valid_to}", signed)
    if asked.due and asked.due < today:
        return Verdict("lapsed", f"it should have been reviewed by {asked.due}", signed)
    return Verdict("covered", "", signed)


def _when(signed: Signed) -> str:
    return signed.statement.made


def _is_about(signed: Signed, asked: Asked, credit: Credit) -> bool:
    return signed.statement.fingerprint == asked.fingerprint and signed.statement.capacity == credit.capacity


def _two_people(verdicts: dict[Credit, Verdict], people: Mapping[str, str]) -> None:
    """Whoever delivered a text cannot be the one who assured it: the other key has to be another's (bad-input F26)."""
    found = [(credit, verdict.signed) for credit, verdict in verdicts.items() if verdict.signed]
    deliverers = {people[signed.signer] for credit, signed in found if _is_author(credit)}
    for credit, signed in found if deliverers else ():
        if people[signed.signer] in deliverers and not _is_author(credit):
            why = "signed by the same person as the text's delivery; another must assure it"
            verdicts[credit] = Verdict("missing", why, None)


def _is_author(credit: Credit) -> bool:
    return credit.role in ("delivered", "translated")
