"""The town of the state machine, lived in the real application: a database on the disk, a provider, and HTTP.

What people do (sign in, switch, read, sign out) is done over HTTP. What registers and health personnel do is written
where it ends up. The plain town goes along as the model of what is known; what is shown and logged is the application's.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import delete, insert

from shell_app import shutting, withdrawing
from shell_app.access.own_pages import OWN_PAGES
from shell_app.access.people import Consent, Restriction, local_date
from shell_app.application import AREAS, create_app
from shell_app.config import Config
from shell_app.people.consent import plan_consent
from shell_app.people.proxies import Wish
from shell_app.people.representation import told
from shell_app.portal import EXTENSION, Portal
from shell_app.records import people, proxies, uses
from shell_app.records.tables import restrictions
from shell_app.register import Registered
from shell_app.usage_log.chain import Row
from tests.shell_app.browser import Browser
from tests.shell_app.rogue import Rogue
from tests.shell_app.town import BORN, SERVICES, Response, Town
from tests.shell_app.town_services import sample_services

NUMBERS = dict(
    zip(BORN, ("14838831150", "02898612069", "19862291037", "24911490583", "23911491176", "08819033057"), strict=True)
)
NAMES = {number: name for name, number in NUMBERS.items()}
ALL = {**SERVICES, **OWN_PAGES}
IDLE, LONGEST = timedelta(minutes=30), timedelta(minutes=120)
ACTING = re.compile(r"<title>[^<]*\((\w+)\)")
SHOWN = re.compile(r"canary-(\w+)")


class ApplicationTown(Town):
    """As the plain town in its methods. The settings' database has all tables and nobody in it."""

    def __init__(self, config: Config, rogue: Rogue) -> None:
        self._ready = False
        super().__init__()
        self.rogue, self.entered = rogue, 0
        self.config = replace(config, limits="off")
        self.browsers: dict[str, Browser] = {}
        self.open: dict[str, tuple[str, str, datetime, datetime]] = {}
        self.handles: dict[str, str] = {}
        self.grant_handles: dict[str, str] = {}
        self._ready = True
        self.start()
        for name in BORN:
            self._news_of(name)
        with self.portal.database.reading() as connection:
            for name, number in NUMBERS.items():
                known = people.find_by_number(connection, self.portal.keyring, number)
                self.handles[name] = known.id if known else ""
        self.by_handle = {handle: name for name, handle in self.handles.items()}
        self._keep_guardians()

    @property
    def now(self) -> datetime:
        """The application's own: it may have missed a moment at which nobody asked it anything."""
        return self.portal.clock.now()

    def start(self) -> None:
        """Start, or start again after a fall: what was acknowledged is there."""
        self.app = create_app(self.config, self, lambda: self.clock.astimezone(UTC), areas=(*AREAS, sample_services()))
        self.portal: Portal = self.app.extensions[EXTENSION]
        for browser in self.browsers.values():
            browser.portal, browser.shell = self.portal, self.app
            browser.client.application = self.app

    def fall(self) -> None:
        self.portal.database.close()
        self.start()

    def find(self, number: str) -> Registered | None:
        """The population register's face."""
        name = NAMES[number]
        person = self.people[name]
        guardians = tuple(NUMBERS[parent] for parent, child in sorted(self._guardians) if child == name)
        return Registered(
            number=number, name=name, born=person.born, address=person.address, protected=person.protected,
            dead=person.dead, guardians=guardians,
        )  # fmt: skip

    def children_of(self, number: str) -> tuple[str, ...]:
        return tuple(NUMBERS[child] for parent, child in sorted(self._guardians) if parent == NAMES[number])

    @property
    def guardians(self) -> set[tuple[str, str]]:  # type: ignore[override]
        return set(self._guardians)

    @guardians.setter
    def guardians(self, bonds: set[tuple[str, str]]) -> None:
        self._guardians = set(bonds)
        if self._ready:
            self._keep_guardians()

    @property
    def restrictions(self) -> set[tuple[str, Restriction]]:  # type: ignore[override]
        return set(self._restrictions)

    @restrictions.setter
    def restrictions(self, closed: set[tuple[str, Restriction]]) -> None:
        self._restrictions = set(closed)
        if self._ready:
            with self.portal.database.writing() as connection:
                connection.execute(delete(restrictions))
                for name, (category, to) in sorted(closed):
                    values = {"person": self.handles[name], "category": category, "closed_to": to}
                    connection.execute(insert(restrictions).values(values))

    @property
    def sessions(self) -> dict[str, tuple[str, str]]:  # type: ignore[override]
        """Those that must be open still: used within 30 minutes, begun within 120, of somebody alive."""
        return {
            name: (actor, chosen)
            for name, (actor, chosen, begun, seen) in self.open.items()
            if self.now - seen < IDLE and self.now - begun < LONGEST and not self.people[actor].dead
        }

    @sessions.setter
    def sessions(self, none: dict[str, tuple[str, str]]) -> None:
        self.open = {}

    def change(self, name: str, **facts: Any) -> None:
        super().change(name, **facts)
        self._news_of(name)

    def consent(self, name: str, level: Consent) -> None:
        """Planned and carried out as the page does it."""
        with self.portal.database.writing() as connection:
            known, now = people.find(connection, self.handles[name]), self.now
            assert known
            standing = withdrawing.standing(connection, people.subject(connection, known), known.id, ALL)
            withdrawing.carry_out(connection, plan_consent(known.person, standing, level, ALL, now), known.id, ALL, now)
        super().consent(name, level)

    def _shut(self, name: str, at: datetime | None, request: str) -> None:
        with self.portal.database.writing() as connection:
            (shutting.shut if at else shutting.open_again)(connection, self.handles[name], self.now)
        super()._shut(name, at, request)
        self.open = {session: kept for session, kept in self.open.items() if not at or kept[0] != name}

    def grant(self, giver: str, holder: str, wish: Wish) -> bool:
        given = super().grant(giver, holder, wish)
        if given:
            terms = proxies.Terms(wish.kind, wish.areas, wish.start, wish.end)
            with self.portal.database.writing() as connection:
                handle = proxies.give(connection, self.handles[giver], self.handles[holder], terms, self.now)
            self.grant_handles[wish.id] = handle
        return given

    def end_grant(self, place: int, by_holder: bool) -> None:
        grant = self.grants[place]
        by = self.handles[grant.holder if by_holder else grant.grantor]
        with self.portal.database.writing() as connection:
            proxies.end(connection, self.grant_handles[grant.id], by, self.now)
        super().end_grant(place, by_holder)

    def confirm_grant(self, place: int) -> None:
        grant = self.grants[place]
        with self.portal.database.writing() as connection:
            proxies.confirm(connection, self.grant_handles[grant.id], self.handles[grant.grantor], self.now)
        super().confirm_grant(place)

    def sign_in(self, session: str, name: str) -> None:
        """Through the provider; those under 13 and the dead are turned away, and what was open stays open."""
        browser, person = self._browser(session), self.people[name]
        moment = int(self.now.timestamp())
        self.entered += 1
        self.rogue.claims = {"iat": moment, "exp": moment + 120, "sid": f"{session}-{self.entered}"}
        got = browser.sign_in(NUMBERS[name])
        turned_away = person.dead or person.age(local_date(self.now)) < 13
        assert got.status_code == (403 if turned_away else 303), (name, got.text)
        if not turned_away and person.shut_at:
            assert browser.get("/mine/nb/how-to-use").headers["Location"].endswith("/emergency-block")
            browser.post("/mine/sign-out", {"csrf_token": self._token(browser)})
            self.open.pop(session, None)
        elif not turned_away:
            self.sids = {**getattr(self, "sids", {}), session: f"{session}-{self.entered}"}
            self.open[session] = (name, name, self.now, self.now)

    def sign_out(self, session: str) -> None:
        """By oneself in one case, by the provider in the next; afterwards the cookie is worth nothing."""
        if session not in self.sessions:
            return
        browser = self._browser(session)
        cookie = browser.cookie() or ""
        if self.entered % 2:
            browser.post("/mine/sign-out", {"csrf_token": self._token(browser)})
        else:
            query = {"iss": self.rogue.issuer, "sid": self.sids[session]}
            self.app.test_client().get("/mine/signed-out-at-provider", query_string=query)
        browser.put_cookie("__Host-helsevei", cookie)
        assert browser.get("/mine/nb/how-to-use").status_code == 401
        del self.open[session]

    def switch(self, session: str, name: str) -> Response:
        known = session in self.sessions
        browser = self._browser(session)
        before = browser.cookie()
        wish = "" if known and self.sessions[session][0] == name else self.handles[name]
        got = browser.post("/mine/act-for", {"csrf_token": self._token(browser), "person": wish})
        if not known:
            assert got.status_code == 401
            return Response(401)
        if got.status_code == 303:
            assert browser.cookie() != before, "the token changes (goals.md S6)"
        stands = self._seen(session, browser.get("/mine/nb/how-to-use").text)
        return Response({303: 200}.get(got.status_code, got.status_code), stands)

    def read(self, session: str, service: str, request: str) -> Response:
        """403 is one's own refusal with its reasons, or a proxy's that waits; 404 is another's. None shows what is asked."""
        known = session in self.sessions
        got = self._browser(session).get(f"/mine/nb/sample/{service}")
        if not known:
            assert got.status_code == 401 and "canary" not in got.text
            return Response(401)
        shown = SHOWN.search(got.text)
        stands = self._seen(session, got.text, shown[1] if shown else "")
        own = stands == self.open[session][0]
        assert got.status_code in ((200, 403) if own else (200, 403, 404))
        return Response(404 if own and got.status_code == 403 else got.status_code, stands, got.text if shown else "")

    @property
    def log(self) -> dict[str, list[Row]]:  # type: ignore[override]
        with self.portal.database.reading() as connection:
            return {name: uses.rows_of(connection, handle) for name, handle in self.handles.items()}

    @log.setter
    def log(self, empty: dict[str, list[Row]]) -> None:
        """There is none yet: it is read where it is kept."""

    def send_notice(self, name: str, service: str) -> set[str]:
        """Asked of the database at this moment."""
        with self.portal.database.reading() as connection:
            known = {one: people.find(connection, handle) for one, handle in self.handles.items()}
            everybody = [each.person for each in known.values() if each]
            subject = known[name]
            assert subject
            reached = told(people.subject(connection, subject), everybody, SERVICES[service], self.now)
        return {self.by_handle[one.id] for one in reached}

    def _seen(self, session: str, text: str, shown: str = "") -> str:
        """For whom the page was; this use counts against idleness."""
        actor, _, begun, _ = self.open[session]
        acting = ACTING.search(text)
        stands = shown or (acting[1] if acting else actor)
        self.open[session] = (actor, stands, begun, self.now)
        return stands

    def _browser(self, session: str) -> Browser:
        if session not in self.browsers:
            self.browsers[session] = Browser(self.app, self.rogue)
        return self.browsers[session]

    def _token(self, browser: Browser) -> str:
        return self.portal.keyring.form_token(browser.cookie() or "")

    def _news_of(self, name: str) -> None:
        """What the register tells, and what the person has chosen."""
        person, number = self.people[name], NUMBERS[name]
        with self.portal.database.writing() as connection:
            registered = self.find(number)
            assert registered
            known = people.keep(connection, self.portal.keyring, registered, self.now)
            people.begin_with(connection, known.id, person.consent, person.parents_consent, person.inactive)

    def _keep_guardians(self) -> None:
        with self.portal.database.writing() as connection:
            for child, handle in self.handles.items():
                theirs = [self.handles[parent] for parent, other in sorted(self._guardians) if other == child]
                people.keep_guardians(connection, handle, theirs)
