"""Whatever happens in a town, in whatever order, access is what the document says (access-rules.md T1–T9)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from shell_app.access.people import PROXY_AREAS, Consent, Restriction, Subject, local_date
from shell_app.people.proxies import Wish
from shell_app.usage_log.proof import verify
from shell_app.usage_log.reading import shown
from tests.shell_app.access.expectation import model
from tests.shell_app.access.worlds import World
from tests.shell_app.town import BORN, SERVICES, Response, Town

DAY = timedelta(days=1)
names = st.sampled_from(sorted(BORN))
services = st.sampled_from(sorted(SERVICES))
sessions = st.sampled_from(["phone", "library", "home"])
spans = st.sampled_from(
    [timedelta(seconds=1), timedelta(hours=1), timedelta(hours=2), DAY, 6 * DAY, 127 * DAY, 366 * DAY]
)
areas = st.sets(st.sampled_from(PROXY_AREAS)).map(frozenset)


class TownMachine(RuleBasedStateMachine):
    """`allowed` counts what was shown, each with the row there must be of it."""

    town_kind = Town

    @initialize()
    def begin(self) -> None:
        self.town = self.town_kind()
        self.requests = 0
        self.allowed: list[tuple[str, str, str, str]] = []
        self.revoked: set[str] = set()

    def expected(self, actor: str, subject: str, service: str) -> tuple[bool, str]:
        """The document's model, which knows nothing of death."""
        people = self.town.people
        if people[actor].dead or people[subject].dead:
            return False, "none"
        world = World(0, people[actor], self.town.subject(subject), local_date(self.town.now))
        return model(world, SERVICES[service].rules)

    def anything(self, actor: str, subject: str) -> bool:
        return any(self.expected(actor, subject, service)[0] for service in SERVICES)

    @rule(span=spans)
    def time_passes(self, span: timedelta) -> None:
        self.town.wait(span)

    @rule(span=spans)
    def the_clock_is_set_back(self, span: timedelta) -> None:
        """T7: nothing that is over begins again."""
        before = self.town.now
        self.town.wait(-span)
        assert self.town.now >= before

    @rule(name=names, level=st.sampled_from(Consent))
    def consents(self, name: str, level: Consent) -> None:
        self.town.consent(name, level)
        assert self.town.people[name].consent is level

    @rule(giver=names, holder=names, covered=areas, start=st.integers(0, 3), length=st.none() | st.integers(0, 400))
    def gives_a_proxy(self, giver: str, holder: str, covered: frozenset[str], start: int, length: int | None) -> None:
        first = local_date(self.town.now) + start * DAY
        last = None if length is None else first + length * DAY
        self.town.grant(giver, holder, Wish(f"g{len(self.town.grants)}", "use", covered, first, last))  # type: ignore[arg-type]

    @precondition(lambda self: self.town.grants)
    @rule(place=st.integers(0, 99), by_holder=st.booleans())
    def ends_a_proxy(self, place: int, by_holder: bool) -> None:
        place %= len(self.town.grants)
        self.town.end_grant(place, by_holder)
        self.revoked.add(self.town.grants[place].id)

    @precondition(lambda self: self.town.grants)
    @rule(place=st.integers(0, 99))
    def confirms_a_proxy(self, place: int) -> None:
        """R9: for what had become more by then, and never for what is ended."""
        self.town.confirm_grant(place % len(self.town.grants))

    @rule(name=names, category=st.sampled_from(["follow-up", "overview"]), to=st.sampled_from(["parent", "proxy"]))
    def health_personnel_restrict(self, name: str, category: str, to: str) -> None:
        self.town.restrictions ^= {(name, Restriction(category, to))}  # type: ignore[arg-type]

    @rule(name=names, address=st.sampled_from(["hill", "valley", None]))
    def moves(self, name: str, address: str | None) -> None:
        self.town.change(name, address=address)

    @rule(name=names, protected=st.booleans())
    def is_hidden_or_not(self, name: str, protected: bool) -> None:
        self.town.change(name, protected=protected, address=f"secret-{name}" if protected else "hill")

    @rule(name=names, inactive=st.booleans(), parents_consent=st.booleans())
    def chooses(self, name: str, inactive: bool, parents_consent: bool) -> None:
        self.town.change(name, inactive=inactive, parents_consent=parents_consent)

    @rule(name=names, again=st.booleans())
    def shuts_or_opens(self, name: str, again: bool) -> None:
        """R22: from the next request on, here and wherever else one is signed in; each with its row, once."""
        was_shut = self.town.people[name].shut_at is not None
        self.requests += 1
        (self.town.open_again if again else self.town.shut)(name, f"r{self.requests}")
        if was_shut == again:
            self.allowed.append((name, name, "self", f"r{self.requests}"))
        assert again or all(actor != name for actor, _ in self.town.sessions.values())

    @rule(parent=st.sampled_from(["anna", "bjarne"]), child=st.sampled_from(["carl", "dina", "eva"]))
    def a_guardian_comes_or_goes(self, parent: str, child: str) -> None:
        self.town.guardians ^= {(parent, child)}

    @rule(name=st.sampled_from(["bjarne", "eva"]))
    def dies(self, name: str) -> None:
        self.town.change(name, dead=True)

    @rule(session=sessions, name=names)
    def signs_in(self, session: str, name: str) -> None:
        self.town.sign_in(session, name)

    @rule(session=sessions)
    def is_signed_out(self, session: str) -> None:
        """By oneself, from another place, or by the identity provider."""
        self.town.sign_out(session)

    @rule(session=sessions, name=names)
    def switches(self, session: str, name: str) -> None:
        """One comes to stand where something is open, or in one's own place: T5."""
        known = session in self.town.sessions
        actor = self.town.sessions[session][0] if known else ""
        got = self.town.switch(session, name)
        if not known:
            assert got == Response(401), "T6"
        elif name == actor or self.anything(actor, name):
            assert got == Response(200, name)
        else:
            assert got == Response(404, actor)

    @rule(session=sessions, service=services)
    def reads(self, session: str, service: str) -> None:
        """T1, T2, T4, T5, T6 and T9 for one request."""
        rows = sum(map(len, self.town.log.values()))
        known = session in self.town.sessions
        actor, chosen = self.town.sessions.get(session, ("", ""))
        self.requests += 1
        got = self.town.read(session, service, f"r{self.requests}")
        if not known:
            assert got == Response(401), "T6"
        else:
            stands = chosen if chosen == actor or self.anything(actor, chosen) else actor
            allowed, basis = self.expected(actor, stands, service)
            refused = 403 if basis == "unconfirmed" else 404
            assert (got.status, got.subject) == (200 if allowed else refused, stands), "T1, T5"
            assert [name for name in BORN if f"canary-{name}" in got.body] == ([stands] if allowed else []), "T4"
            assert actor == stands or "secret-" not in got.body, "T9"
            if allowed:
                self.allowed.append((actor, stands, basis, f"r{self.requests}"))
        new = sum(map(len, self.town.log.values())) - rows
        assert new == (1 if got.status == 200 else 0), "T2"

    @rule(name=names, service=services)
    def a_notice_is_sent(self, name: str, service: str) -> None:
        """T8: who is told is who may look at this moment."""
        assert self.town.send_notice(name, service) == {one for one in BORN if self.expected(one, name, service)[0]}

    @invariant()
    def the_log_is_whole(self) -> None:
        """T2 and T3: a row for each thing shown and no other; the person sees all, a proxy nothing."""
        rows = [row for name in BORN for row in self.town.log[name]]
        made = {(row.use.actor, row.use.subject, row.use.basis, row.use.request) for row in rows}
        assert made == set(self.allowed) and len(rows) == len(self.allowed)
        for name, theirs in self.town.log.items():
            assert list(verify(name, theirs, [], {})) == []
            assert shown(theirs, "self") == tuple(theirs) and shown(theirs, "proxy") == ()

    @invariant()
    def what_was_ended_stays_ended(self) -> None:
        """T7."""
        today = local_date(self.town.now)
        assert not any(grant.is_active(today) for grant in self.town.grants if grant.id in self.revoked)


class ClockTown(Town):
    """Believes its clock."""

    @property
    def now(self) -> datetime:
        return self.clock


class ForgetfulTown(Town):
    """Shows before it has written."""

    def read(self, session: str, service: str, request: str) -> Response:
        got = super().read(session, service, request)
        if got.status == 200 and service == "refunds":
            self.log[got.subject].pop()
        return got


class SluggishTown(Town):
    """Lets one stay in another's place when the bond is gone."""

    def _place(self, session: str) -> Subject:
        return self.subject(self.sessions[session][1])


class HalfShutTown(Town):
    """Shuts the door to the one who shuts it, and not to those who hold a proxy."""

    def _place(self, session: str) -> Subject:
        with self._as_if_open():
            return super()._place(session)

    def send_notice(self, name: str, service: str) -> set[str]:
        with self._as_if_open():
            return super().send_notice(name, service)

    @contextmanager
    def _as_if_open(self) -> Iterator[None]:
        truth = self.people
        self.people = {name: replace(person, shut_at=None) for name, person in truth.items()}
        yield
        self.people = truth


class GossipingTown(Town):
    """Tells those who were once told."""

    def send_notice(self, name: str, service: str) -> set[str]:
        return super().send_notice(name, service) | {grant.holder for grant in self.grants if grant.grantor == name}


class StickyTown(Town):
    """Goes on with proxies that their holders ended."""

    def end_grant(self, place: int, by_holder: bool) -> None:
        if not by_holder:
            super().end_grant(place, by_holder)


SLOWLY = [
    pytest.param(town, marks=pytest.mark.slow) for town in (ForgetfulTown, GossipingTown, HalfShutTown, StickyTown)
]


@pytest.mark.parametrize("careless", [ClockTown, SluggishTown, *SLOWLY])
def test_a_careless_town_is_found_out(careless: type[Town]) -> None:
    """The machine can fail: each of these lives until somebody trips over its fault."""
    machine = type("CarelessMachine", (TownMachine,), {"town_kind": careless})
    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=2_000, stateful_step_count=30, deadline=None, database=None, phases=[Phase.generate]
            ),
        )


def test_a_town_lives_as_the_document_says() -> None:
    """A few short lives; the next test lives many long ones."""
    run_state_machine_as_test(TownMachine, settings=settings(max_examples=40, stateful_step_count=30, deadline=None))


@pytest.mark.slow
def test_many_towns_live_as_the_document_says() -> None:
    """With birthdays, summer time, leap days and everything in any order."""
    run_state_machine_as_test(TownMachine, settings=settings(max_examples=1_000, stateful_step_count=60, deadline=None))
