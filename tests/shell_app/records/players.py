"""People who use a served shell while it is killed, and remember what they were answered."""

import random
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from threading import Event, Thread
from time import monotonic, sleep
from typing import NamedTuple
from urllib.parse import urlencode

import psutil

from development.trial import BEGINS_WITHIN, Trial
from shell_app.cookies import SESSION
from shell_app.records import profiles, sessions

LITEN, BITTE, RASK = "14838831150", "19862291037", "02898612069"
SHOWN = ("use-and-access/check", "contact-information", "notice-settings", "inbox/none", "proxies")
"""Doors of services: each look is a row, also where nothing is found behind the door."""
NOT_SHOWN = ("", "how-to-use")
"""Pages that show nothing of a service."""
PROCESSES = 2


class Answered(NamedTuple):
    """What came of one request: 0 and no use where there was no answer."""

    what: str
    status: int
    use: str


class Player(Thread):
    """One person who does one thing after the other until `times` were answered, and stops for nothing."""

    def __init__(self, trial: Trial, number: str, times: int, seed: int) -> None:
        super().__init__(name=f"player-{number}")
        self.trial, self.times, self.chance = trial, times, random.Random(seed)
        self.handle, self.acted = trial.handle_of(number), trial.handle_of(BITTE)
        self.token = trial.begin(self.handle)
        self.connection = trial.connect()
        self.answers: list[Answered] = []
        self.answered = 0
        self.acts = False
        self.may_be_kept = [""]
        """The last words whose keeping was acknowledged, and all that were sent since."""

    def run(self) -> None:
        while self.answered < self.times:
            fate = self.chance.random()
            if fate < 0.80:
                self.ask("GET", self.chance.choice(SHOWN))
            elif fate < 0.86:
                self.ask("GET", self.chance.choice(NOT_SHOWN))
            elif fate < 0.90:
                self.go_over(self.chance.choice((self.acted, "", "nobody")))
            elif fate < 0.99:
                self.write(f"{self.handle} {len(self.answers)}")
            else:
                self.end_session()

    def ask(self, method: str, page: str, form: dict[str, str] | None = None) -> HTTPResponse | None:
        """One request; after one without an answer the connection is made anew."""
        token = self.trial.keyring.form_token(self.token)
        body = urlencode({"csrf_token": token, **form}) if form is not None else None
        path = f"/mine/{page}" if page == "act-for" else f"/mine/nb/{page}"
        headers = {"Cookie": f"{SESSION}={self.token}", "Sec-Fetch-Site": "same-origin"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.reach()
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, HTTPException):
            self.connection.close()
            self.answers.append(Answered(page, 0, ""))
            return None
        self.answered += 1
        self.answers.append(Answered(page, answer.status, answer.headers.get("Request-Id", "")))
        if answer.status == 401:
            self.token, self.acts = self.trial.begin(self.handle), False
        return answer

    def reach(self) -> None:
        """Wait while no process is there: what nobody was asked is neither answered nor cut off."""
        until = monotonic() + BEGINS_WITHIN
        while self.connection.sock is None:
            try:
                self.connection.connect()
            except (ConnectionRefusedError, ConnectionResetError):  # killed between the knock and the answer
                assert monotonic() < until, "no process began anew"
                sleep(0.02)

    def go_over(self, person: str) -> None:
        """Act for another or for oneself; the session's token changes, or is lost with the answer."""
        answer = self.ask("POST", "act-for", {"person": person})
        given = (answer.headers.get("Set-Cookie", "") if answer else "").partition(f"{SESSION}=")[2].partition(";")[0]
        if given:
            self.token, self.acts = given, person == self.acted

    def write(self, words: str) -> None:
        """Keep something of one's own."""
        if not self.acts:
            self.may_be_kept.append(words)
            answer = self.ask("POST", "contact-information/needs", {"spoken-language": words})
            if answer and answer.status == 303:
                self.may_be_kept = [words]

    def kept(self) -> str:
        """What the database has of their words."""
        with self.trial.database.reading() as connection:
            return profiles.find(connection, self.trial.keyring, self.handle).spoken_language

    def end_session(self) -> None:
        with self.trial.database.writing() as connection:
            sessions.end(connection, self.token)
        self.ask("GET", self.chance.choice(SHOWN))


class Killer(Thread):
    """Kills at random moments one of the processes that answer, or all of the server at once, and starts it again.

    A server of which one process dies again and again gives up by itself.
    """

    def __init__(self, trial: Trial, pause: tuple[float, float], seed: int = 1) -> None:
        super().__init__(name="killer")
        self.trial, self.pause, self.chance = trial, pause, random.Random(seed)
        self.enough, self.kills = Event(), 0

    def run(self) -> None:
        while not self.enough.wait(self.chance.uniform(*self.pause)):
            if self.trial.is_running:
                self.kill()
            if not self.trial.is_running:
                self.trial.start(PROCESSES)

    def kill(self) -> None:
        answering = psutil.Process(self.trial.pid).children()
        if answering and self.chance.random() < 0.5:
            with suppress(psutil.NoSuchProcess):
                self.chance.choice(answering).kill()
        else:
            kill_all(self.trial)
        self.kills += 1


def kill_all(trial: Trial) -> None:
    """Every process of the server; it stands still meanwhile, so that it begins no other."""
    server = psutil.Process(trial.pid)
    server.suspend()
    for each in (*server.children(), server):
        with suppress(psutil.NoSuchProcess):
            each.kill()
    trial.stop(kill=True)
