"""Time answers that must be alike: does the time tell that somebody is there? `python -m benchmarks.alike`.

goals.md S16: of nobody, of somebody one has nothing to do with and of somebody at a protected address the answers have
one status, one length and the same headers, and of 2,000 pairs the medians differ by less than 1 ms or 5 %.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection
from math import erfc, sqrt
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec
from sqlalchemy import select

from benchmarks.databases import KINDS, empty_database
from development.senders import town_senders
from development.sending import INBOX, Letter, communication
from development.trial import Trial
from shell_app.cookies import SESSION
from shell_app.fhir.communication import NATIONAL_NUMBERS
from shell_app.fhir.outcome import MEDIA_TYPE
from shell_app.records import proxies
from shell_app.records.inbox_tables import attachments, threads
from shell_app.senders.proof import token_for

LITEN, RASK, STOR, STORS_CHILD = "14838831150", "02898612069", "21908316069", "05852092558"
PROTECTED, DEAD, CHILD, WITHOUT_CONSENT = "17878535006", "09890995532", "24910894540", "31889639094"
NOBODY = "12838000000"
"""A number that nobody in the town has."""
NO_HANDLE = "x" * 22
MILLISECONDS, SHARE = 1.0, 0.05
WARM = 50
OWN = re.compile(r"nonce-[\w-]+")


class Asked(NamedTuple):
    """One request; without a body it is a GET."""

    address: str
    body: bytes = b""


class Pair(NamedTuple):
    """The same door asked for nobody and for somebody, as whoever the headers say."""

    name: str
    headers: dict[str, str]
    nobody: Asked
    somebody: Asked


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.alike", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="the folder with the release")
    parser.add_argument("--pairs", type=int, default=2000, help="of each kind (default: %(default)s)")
    parser.add_argument("--databases", nargs="+", default=KINDS, choices=KINDS)
    chosen = parser.parse_args()
    reached = True
    for kind in chosen.databases:
        with tempfile.TemporaryDirectory() as folder, empty_database(kind, Path(folder)) as address:
            trial = Trial(Path(folder), chosen.site.resolve(), address).settle()
            trial.limits = "off"
            trial.start()
            print(kind)
            for pair in _pairs(trial):
                reached = _report(trial, pair, chosen.pairs) and reached
            trial.close()
    return 0 if reached else 1


def _pairs(trial: Trial) -> Iterator[Pair]:
    yield from _about_people(trial)
    yield from _about_things(trial)
    yield from _by_senders(trial)


def _about_people(trial: Trial) -> Iterator[Pair]:
    """Doors where one names a person: going over to act for them, and giving them a proxy."""
    for asker, name, somebody in ((RASK, "a stranger", STOR), (STOR, "a child at a protected address", STORS_CHILD)):
        headers, token = _signed_in(trial, asker)
        act_for = [_form("/mine/act-for", token, person=each) for each in (NO_HANDLE, trial.handle_of(somebody))]
        yield Pair(f"act for {name}", headers, *act_for)
    headers, token = _signed_in(trial, RASK)
    wish = {"kind": "use", "areas": "services", "start": "", "end": ""}
    for name, number, family in (
        ("another's number", LITEN, "Furu"),
        ("somebody at a protected address", PROTECTED, "Furu"),
        ("somebody under age", CHILD, "Myr"),
        ("somebody dead", DEAD, "Bjørk"),
    ):
        give = [
            _form("/mine/nb/proxies/give", token, number=each, **wish, **{"family-name": family})
            for each in (NOBODY, number)
        ]
        yield Pair(f"proxy to {name}", headers, *give)


def _about_things(trial: Trial) -> Iterator[Pair]:
    """Doors that are asked for one thing, which is somebody else's."""
    headers, token = _signed_in(trial, RASK)
    liten, giver = trial.handle_of(LITEN), trial.handle_of("01924417060")
    with trial.database.reading() as connection:
        thread = connection.scalars(select(threads.c.id).where(threads.c.subject == liten)).first() or ""
        document = connection.scalars(select(attachments.c.id)).first() or ""
        grant = proxies.given_by(connection, giver)[0].id
    for name, address, id in (
        ("conversation", "/mine/nb/inbox/{}", thread),
        ("document", f"/mine/nb/inbox/{thread}/{{}}", document),
        ("proxy", "/mine/nb/proxies/{}", grant),
    ):
        yield Pair(f"another's {name}", headers, *(Asked(address.format(each)) for each in ("x" * len(id), id)))
    for name, address, fields, id in (
        ("erase another's conversation", "/mine/nb/inbox/{}", {"do": "erase"}, thread),
        ("end another's proxy", "/mine/nb/proxies/{}/end", {}, grant),
    ):
        yield Pair(name, headers, *(_form(address.format(each), token, **fields) for each in ("x" * len(id), id)))


def _by_senders(trial: Trial) -> Iterator[Pair]:
    """A hospital's machine: post to somebody without consent, and what somebody has closed who has closed nothing."""
    sender = town_senders()["demosykehuset"]
    headers = {"Authorization": f"Bearer {token_for(trial.keyring, sender, datetime.now(UTC))}"}
    letters = [
        msgspec.json.encode(communication(Letter(sender.id, number, "letter", "Svar", "Alt er bra.")))
        for number in (NOBODY, WITHOUT_CONSENT)
    ]
    kept = {"Content-Type": MEDIA_TYPE, "Idempotency-Key": "k" * 24}
    yield Pair("a letter to somebody without consent", headers | kept, *(Asked(INBOX, each) for each in letters))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    asked = [
        Asked("/mine/fhir/Consent/_search", urlencode({"patient.identifier": f"{NATIONAL_NUMBERS[0]}|{each}"}).encode())
        for each in (NOBODY, LITEN)
    ]
    yield Pair("what somebody has closed", headers | form, *asked)


def _signed_in(trial: Trial, number: str) -> tuple[dict[str, str], str]:
    """The headers of somebody's browser, and the token in their forms."""
    token = trial.sign_in(number)
    headers = {"Cookie": f"{SESSION}={token}", "Sec-Fetch-Site": "same-origin"}
    return headers | {"Content-Type": "application/x-www-form-urlencoded"}, trial.keyring.form_token(token)


def _form(address: str, token: str, **fields: str) -> Asked:
    return Asked(address, urlencode({"csrf_token": token, **fields}).encode())


def _report(trial: Trial, pair: Pair, count: int) -> bool:
    connection, random = trial.connect(), Random(16)
    took: dict[Asked, list[float]] = {pair.nobody: [], pair.somebody: []}
    faces = set()
    for turn in range(WARM + count):
        for asked in random.sample([pair.nobody, pair.somebody], 2):
            spent, face = _answer(connection, pair.headers, asked)
            faces.add(face)
            if turn >= WARM:
                took[asked].append(spent)
    connection.close()
    one, other = median(took[pair.nobody]), median(took[pair.somebody])
    apart = abs(one - other)
    reached = len(faces) == 1 and (apart < MILLISECONDS or apart < SHARE * one)
    p = rank_sum(took[pair.nobody], took[pair.somebody])
    told = f"{one:7.2f} ms of nobody, {other:7.2f} ms, {100 * (other - one) / one:+5.1f} %, p {p:.3f}"
    faults = "" if len(faces) == 1 else f"   {len(faces)} different answers"
    print(f"{pair.name:42}{told}{faults}{'' if reached else '   NOT REACHED'}", flush=True)
    return reached


def _answer(connection: HTTPConnection, headers: dict[str, str], asked: Asked) -> tuple[float, object]:
    """Milliseconds, and all that can be told apart of an answer from outside but its words."""
    began = time.perf_counter()
    connection.request("POST" if asked.body else "GET", asked.address, body=asked.body or None, headers=headers)
    answer = connection.getresponse()
    length = len(answer.read())
    spent = (time.perf_counter() - began) * 1000
    told = [(name, OWN.sub("", value)) for name, value in answer.getheaders() if name.lower() not in NEW]
    return spent, (answer.status, length, tuple(told))


NEW = ("date", "request-id")
"""Headers that are new in each answer."""


def rank_sum(one: list[float], other: list[float]) -> float:
    """How probable such a difference is if there is none: Mann and Whitney's test, for samples that are not small."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, which) in enumerate(ranked, 1) if which == 0)
    n, m = len(one), len(other)
    u = ranks - n * (n + 1) / 2
    return erfc(abs(u - n * m / 2) / sqrt(n * m * (n + m + 1) / 12) / sqrt(2))


if __name__ == "__main__":
    raise SystemExit(main())
