"""The post of a portal on a developer's machine: the mail, SMS and push it sent, on a page instead of in the air."""

from collections import deque
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event as Stop
from threading import Thread
from typing import NamedTuple

from flask import Flask, request
from huey import MemoryHuey
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shell_app.access.catalogue import Catalogue
from shell_app.access.people import OSLO
from shell_app.clock import system_time
from shell_app.notify import push_key
from shell_app.notify.carrier import Carrier
from shell_app.notify.providers import Outcome
from shell_app.notify.queue import Relay
from shell_app.notify.ways import Parcel, Ways
from shell_app.notify.ways.push import WebPush
from shell_app.notify.wording import Text
from shell_app.portal import Portal
from translations import languages
from translations.catalogue import load_catalogue

HERE = Path(__file__).parent
KEPT = 200
"""Messages on the page; older ones are forgotten."""


class Arrived(NamedTuple):
    at: datetime
    by: str
    to: str
    text: Text


class Tray:
    """Where messages of one kind land; the page shows them all."""

    def __init__(self, by: str, arrived: deque[Arrived]) -> None:
        self._by, self._arrived = by, arrived

    def put(self, to: str, text: Text) -> None:
        self._arrived.appendleft(Arrived(system_time().astimezone(OSLO), self._by, to, text))

    def send(self, to: str, parcel: Parcel) -> Outcome:
        self.put(to, parcel.text)
        return "sent"


def carry_to_page(portal: Portal, arrived: deque[Arrived]) -> None:
    """Carry the portal's notices from now on, in a thread of this process; what is sent is put on the page."""
    push = WebPush(push_key.read(portal.config.notices.push_key), portal.config.notices.push_contact)
    ways = Ways(push, Tray("E-mail", arrived), {"one": Tray("SMS", arrived)})
    carrier = Carrier(portal.database, portal.keyring, portal.contacts, partial(_catalogue, portal), portal.clock, ways)
    relay = Relay(carrier, MemoryHuey(immediate=True))
    Thread(target=relay.run, args=(Stop(),), daemon=True).start()


def _catalogue(portal: Portal) -> Catalogue:
    return portal.release.get().catalogue


def create_post_app(arrived: deque[Arrived]) -> Flask:
    """The page, the latest first."""
    app = Flask("development.post", static_folder=str(HERE / "identity" / "style"), static_url_path="/style")
    folders = FileSystemLoader([HERE / "templates", HERE / "identity" / "templates"])

    @app.get("/")
    def post() -> str:
        code = request.accept_languages.best_match(["nb", "nn", "en"]) or "nb"
        environment = Environment(
            loader=folders, autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
        )
        words = load_catalogue(code)
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            words.gettext, words.ngettext, newstyle=True
        )
        page = environment.get_template("post.html")
        return page.render(arrived=list(arrived), language=languages.get(code), base=request.script_root)

    return app
