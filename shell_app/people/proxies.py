"""Proxies given, limited in time, changed, confirmed, ended by either side, kept (portal.md A177–A186, R9–R11)."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from shell_app.access.decision import HOLDER_OF_AGE, OF_AGE
from shell_app.access.people import Grant, Person, ProxyArea, local_date
from shell_app.access.rules import VIEW, RuledArea, Service


class Fault(Enum):
    """Why a proxy cannot be given. About the other there is one answer: whether the person is unknown, too young,
    dead or hidden is nobody's business."""

    GIVER_AGE = "giver-age"
    GIVER_PROTECTED = "giver-protected"
    HOLDER = "holder"
    ONESELF = "oneself"
    NO_AREA = "no-area"
    AREA_TO_COLLECT = "area-to-collect"
    STARTS_IN_THE_PAST = "starts-in-the-past"
    ENDS_BEFORE_START = "ends-before-start"
    ALREADY = "already"


class Wish(Struct, frozen=True):
    """What a citizen wants to give: `id` is the new proxy's handle, `end` None is without limit."""

    id: str
    kind: Literal["use", "collect"]
    areas: frozenset[ProxyArea]
    start: date
    end: date | None = None


def give(
    giver: Person, holder: Person | None, wish: Wish, given: Iterable[Grant], now: datetime
) -> Grant | list[Fault]:
    """The new proxy, or everything that stands in its way. `given` are those the giver gave before.

    To change a proxy is to end it and give a new one (portal.md R10).
    """
    on = local_date(now)
    faults = [*_faults_of_people(giver, holder, on), *_faults_of_wish(wish, on)]
    if holder and any(_in_the_way(one, holder.id, wish, on) for one in given):
        faults.append(Fault.ALREADY)
    if faults or holder is None:
        return faults
    return Grant(wish.id, giver.id, holder.id, wish.start, wish.end, wish.areas, wish.kind, given=now)


def _faults_of_people(giver: Person, holder: Person | None, on: date) -> list[Fault]:
    faults = []
    if giver.age(on) < OF_AGE:
        faults.append(Fault.GIVER_AGE)
    if giver.protected:
        faults.append(Fault.GIVER_PROTECTED)
    if holder is not None and holder.id == giver.id:
        faults.append(Fault.ONESELF)
    elif holder is None or not may_hold(holder, on):
        faults.append(Fault.HOLDER)
    return faults


def may_hold(holder: Person, on: date) -> bool:
    """Whether this person can be given a proxy by anybody (portal.md A179, R21)."""
    return not holder.dead and not holder.protected and holder.age(on) >= HOLDER_OF_AGE


def _faults_of_wish(wish: Wish, on: date) -> list[Fault]:
    faults = []
    if wish.kind == "use" and not wish.areas:
        faults.append(Fault.NO_AREA)
    if wish.kind == "collect" and wish.areas:
        faults.append(Fault.AREA_TO_COLLECT)
    if wish.start < on:
        faults.append(Fault.STARTS_IN_THE_PAST)
    if wish.end is not None and wish.end < wish.start:
        faults.append(Fault.ENDS_BEFORE_START)
    return faults


def _in_the_way(grant: Grant, holder: str, wish: Wish, on: date) -> bool:
    """One of the same kind to the same holder that is not over and meets the new one in time."""
    alike = (grant.holder, grant.kind) == (holder, wish.kind) and state(grant, on) in ("active", "coming")
    meets = (grant.end is None or wish.start <= grant.end) and (wish.end is None or grant.start <= wish.end)
    return alike and meets


State = Literal["coming", "active", "over", "ended"]


def state(grant: Grant, on: date) -> State:
    """*over*: its last day is past; *ended*: somebody ended it."""
    if grant.ended is not None:
        return "ended"
    if grant.is_active(on):
        return "active"
    return "coming" if on < grant.start else "over"


def end(grant: Grant, by: str, now: datetime) -> Grant:
    """The proxy ended by either side, at once; one that was ended stays as it is. ValueError for anybody else."""
    if by not in (grant.grantor, grant.holder):
        raise ValueError("only those whose proxy it is can end it")
    return grant if grant.ended is not None else replace(grant, ended=now, ended_by=by)


def end_all(grants: Iterable[Grant], by: str, now: datetime) -> tuple[Grant, ...]:
    """Every proxy that one gave, ended in one go, for whoever needs it to be quick and quiet (threats.md A05)."""
    return tuple(end(grant, by, now) if grant.grantor == by else grant for grant in grants)


def waiting(grant: Grant, services: Iterable[Service], on: date) -> tuple[str, ...]:
    """The services within a proxy that have become essentially more since it was given or last confirmed (R9).

    Also those that are closed to the giver now: a confirmation is for all of them.
    """
    if grant.kind != "use" or state(grant, on) not in ("active", "coming"):
        return ()
    return tuple(one.id for one in services if one.rules.awaits(grant) and not grant.areas.isdisjoint(_areas(one)))


def _areas(service: Service) -> set[RuledArea]:
    """Those that open the service or something in it."""
    return {service.rules.for_action(action).proxy_area for action in (VIEW, *service.rules.actions)}


class Overview(NamedTuple):
    """What the page of proxies shows: the history keeps what is over (portal.md A184–A186)."""

    given: tuple[Grant, ...]
    received: tuple[Grant, ...]
    history: tuple[Grant, ...]


def overview(person: str, grants: Iterable[Grant], on: date) -> Overview:
    """Those one gave, those one has, and those that are over; of proxies between others nothing."""
    ours = sorted((one for one in grants if person in (one.grantor, one.holder)), key=lambda one: (one.start, one.id))
    living = [one for one in ours if state(one, on) in ("active", "coming")]
    return Overview(
        given=tuple(one for one in living if one.grantor == person),
        received=tuple(one for one in living if one.holder == person),
        history=tuple(one for one in ours if one not in living),
    )


def may_collect(holder: Person, giver: Person, grants: Iterable[Grant], now: datetime) -> bool:
    """Whether a pharmacy may hand out the giver's prescriptions to the holder (portal.md A183)."""
    on = local_date(now)
    of_age = giver.age(on) >= OF_AGE and holder.age(on) >= HOLDER_OF_AGE
    hidden_or_dead = giver.protected or holder.protected or giver.dead or holder.dead
    ours = [one for one in grants if (one.kind, one.grantor, one.holder) == ("collect", giver.id, holder.id)]
    return of_age and not hidden_or_dead and any(one.is_active(on) for one in ours)
