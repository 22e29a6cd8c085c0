"""A town of a few people who live, sign in and act for each other, with nothing but the domain behind the door.

The state machine plays in it through the methods named here; an application is tried by the same machine when it
offers the same methods over HTTP.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from msgspec.structs import replace

from shell_app.access.decision import UNCONFIRMED, decide
from shell_app.access.people import OSLO, Consent, Grant, Person, Restriction, Subject
from shell_app.access.rules import VIEW, ChildRules, Service, ServiceRules
from shell_app.people.consent import Standing, carry_out, plan_consent
from shell_app.people.proxies import Wish, end, give
from shell_app.people.representation import stands_for, told
from shell_app.usage_log.chain import Row, append, head_of
from shell_app.usage_log.entry import Use

START = datetime(2026, 10, 24, 22, tzinfo=OSLO)
"""The evening before winter time begins."""

BORN = {
    "anna": date(1980, 5, 1),
    "bjarne": date(1982, 2, 2),
    "carl": date(2010, 10, 25),
    "dina": date(2012, 2, 29),
    "eva": date(2014, 10, 26),
    "finn": date(2008, 10, 26),
}


MORE_SINCE = date(2026, 10, 28)
"""The day since which refunds ask for a proxy given or confirmed then or later."""


def _service(id: str, *rules: Any, since: date | None = None) -> Service:
    return Service(id, ServiceRules(*rules, proxy_confirmed_since=since))


SERVICES = {
    one.id: one
    for one in (
        _service("inbox", "follow-up", Consent.BASIS, "services", ChildRules("yes", "no"), "consent", "yes"),
        _service("record", "follow-up", Consent.BASIS_PLUS, "journal", ChildRules("yes", "no"), "no", "yes"),
        _service("nurse", "overview", Consent.FULL, "none", ChildRules("no", "no"), "free", "yes"),
        _service(
            "refunds", "overview", Consent.BASIS, "health-data", ChildRules("yes", "yes"), "no", "no", since=MORE_SINCE
        ),
    )
}


class Response(NamedTuple):
    """What a browser got. `subject` is in whose place the session stood; `body` is empty where nothing was shown.

    403 is told to the holder of a proxy that waits for its confirmation, and to nobody else.
    """

    status: int
    subject: str = ""
    body: str = ""


class Town:
    """Its state is plain values; each method is one thing that happens, answered as the door would."""

    def __init__(self) -> None:
        self.people = {
            name: Person(name, born, "hill", consent=Consent.FULL, parents_consent=True) for name, born in BORN.items()
        }
        self.guardians: set[tuple[str, str]] = {("anna", "carl"), ("bjarne", "carl"), ("anna", "dina"), ("anna", "eva")}
        self.grants: list[Grant] = []
        self.restrictions: set[tuple[str, Restriction]] = set()
        self.clock = self.high_water = START
        self.sessions: dict[str, tuple[str, str]] = {}
        self.log: dict[str, list[Row]] = {name: [] for name in BORN}

    @property
    def now(self) -> datetime:
        """The latest moment there has been: a clock set back does not take us back (access-rules.md T7)."""
        self.high_water = max(self.high_water, self.clock)
        return self.high_water

    def wait(self, span: timedelta) -> None:
        self.clock += span

    def subject(self, name: str) -> Subject:
        return Subject(
            self.people[name],
            tuple(self.people[parent] for parent, child in sorted(self.guardians) if child == name),
            tuple(grant for grant in self.grants if grant.grantor == name),
            frozenset(one for whose, one in self.restrictions if whose == name),
        )

    def change(self, name: str, **facts: Any) -> None:
        """Something the registers tell: moved, hidden, dead, inactive, the parents' consent."""
        self.people[name] = replace(self.people[name], **facts)

    def consent(self, name: str, level: Consent) -> None:
        standing = Standing(self.subject(name))
        plan = plan_consent(self.people[name], standing, level, SERVICES, self.now)
        after = carry_out(standing, plan, self.now)
        self.people[name] = after.subject.person
        ended = {grant.id: grant for grant in after.subject.grants}
        self.grants = [ended.get(grant.id, grant) for grant in self.grants]

    def grant(self, giver: str, holder: str, wish: Wish) -> bool:
        given = give(self.people[giver], self.people[holder], wish, self.subject(giver).grants, self.now)
        if isinstance(given, Grant):
            self.grants.append(given)
        return isinstance(given, Grant)

    def end_grant(self, place: int, by_holder: bool) -> None:
        grant = self.grants[place]
        self.grants[place] = end(grant, grant.holder if by_holder else grant.grantor, self.now)

    def confirm_grant(self, place: int) -> None:
        grant = self.grants[place]
        if grant.ended is None:
            self.grants[place] = replace(grant, confirmed=self.now)

    def shut(self, name: str, request: str) -> None:
        """The emergency block (portal.md R22): all that is open ends."""
        if self.people[name].shut_at is None:
            self._shut(name, self.now, request)
            for session in [one for one, (actor, _) in self.sessions.items() if actor == name]:
                del self.sessions[session]

    def open_again(self, name: str, request: str) -> None:
        if self.people[name].shut_at is not None:
            self._shut(name, None, request)

    def _shut(self, name: str, at: datetime | None, request: str) -> None:
        self.people[name] = replace(self.people[name], shut_at=at)
        done = Use(name, name, "self", "emergency-block", "shut" if at else "opened", self.now, request)
        self.log[name].append(append(head_of(name, self.log[name]), done))

    def sign_in(self, session: str, name: str) -> None:
        """To whoever has shut their portal no door opens."""
        if self.people[name].shut_at is None:
            self.sessions[session] = (name, name)
        else:
            self.sessions.pop(session, None)

    def sign_out(self, session: str) -> None:
        self.sessions.pop(session, None)

    def switch(self, session: str, name: str) -> Response:
        """Stand in another's place, or stay where one is."""
        if session not in self.sessions:
            return Response(401)
        actor, _ = self.sessions[session]
        self.sessions[session] = (actor, name)
        return Response(200 if self._place(session).person.id == name else 404, self._place(session).person.id)

    def read(self, session: str, service: str, request: str) -> Response:
        """Open a service: decided, logged and only then shown."""
        if session not in self.sessions:
            return Response(401)
        actor = self.people[self.sessions[session][0]]
        subject = self._place(session)
        decision = decide(actor, subject, SERVICES[service], VIEW, self.now)
        if not decision.allowed or decision.basis is None:
            return Response(403 if decision == UNCONFIRMED else 404, subject.person.id)
        rows = self.log[subject.person.id]
        use = Use(actor.id, subject.person.id, decision.basis, service, VIEW, self.now, request)
        rows.append(append(head_of(subject.person.id, rows), use))
        return Response(200, subject.person.id, f"canary-{subject.person.id} lives at {subject.person.address}")

    def send_notice(self, name: str, service: str) -> set[str]:
        """Who is told that something has come, all who are bound to the person having asked to be."""
        return {one.id for one in told(self.subject(name), self.people.values(), SERVICES[service], self.now)}

    def _place(self, session: str) -> Subject:
        """In whose place the session stands now; where the bond is gone, in one's own again."""
        actor, chosen = self.sessions[session]
        own = self.subject(actor)
        stands = stands_for(
            self.people[actor], own, self.subject(chosen) if chosen != actor else None, SERVICES, self.now
        )
        self.sessions[session] = (actor, stands.person.id)
        return stands
