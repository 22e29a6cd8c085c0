"""Puts the shell together from its settings and its outside partners."""

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from shell_app import pages
from shell_app.areas import areas as found_areas
from shell_app.auth.client import Client
from shell_app.auth.exchange import Exchange
from shell_app.auth.provider import Provider
from shell_app.clock import Clock, Now, system_time
from shell_app.config import Config
from shell_app.contact_register import ContactRegister, NoContactRegister
from shell_app.errors import set_error_pages
from shell_app.guard import set_guard
from shell_app.headers import set_headers
from shell_app.portal import EXTENSION, Portal
from shell_app.records import security
from shell_app.records.database import Database
from shell_app.records.migrating import check_migrated
from shell_app.records.sealing import Keyring
from shell_app.register import Register
from shell_app.release import CurrentRelease
from shell_app.search.indexes import ReleaseSearch
from shell_app.senders.register import Senders, read_senders
from shell_app.usage_log.anchor_file import AnchorFile

PREFIX = "/mine"
"""Where the shell lives on the portal's host. No language has such a code, so no open page can."""
LARGEST_FORM = 1024 * 1024
AREAS = found_areas()
NO_CONTACT_REGISTER = NoContactRegister()


def create_app(
    config: Config,
    register: Register,
    now: Now = system_time,
    contacts: ContactRegister = NO_CONTACT_REGISTER,
    senders: Senders | None = None,
    areas: tuple[Blueprint, ...] = AREAS,
) -> Flask:
    """The shell, ready to serve. It does not start on an old database, nor with a door nobody decided about.

    Senders are those of the operator's file, if none are given here.
    """
    known = read_senders(config.senders, "HELSEVEI_SENDERS_FILE") if senders is None else senders
    app = Flask("shell_app", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_FORM)
    app.extensions[EXTENSION] = _portal(config, register, contacts, known, now)
    for area in areas:
        app.register_blueprint(area, url_prefix=PREFIX if area.url_prefix is None else area.url_prefix)
    set_headers(app, config)
    set_error_pages(app)
    set_guard(app)
    pages.warm_up()
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=0)  # type: ignore[method-assign]
    return app


def _portal(config: Config, register: Register, contacts: ContactRegister, senders: Senders, now: Now) -> Portal:
    database = Database(config.database)
    check_migrated(database)
    with database.reading() as connection:
        clock = Clock(now, security.latest_moment(connection))
    exchange = Exchange(local=config.is_local, patience=config.patience)
    callback = f"{config.address}{PREFIX}/signed-in"
    return Portal(
        config=config,
        clock=clock,
        database=database,
        keyring=Keyring(config.key),
        register=register,
        contacts=contacts,
        senders=senders,
        anchors=AnchorFile(config.anchors),
        release=CurrentRelease(config.site),
        search=ReleaseSearch(config.site, config.search, config.search_folder),
        provider=Provider(config.issuer, exchange, clock.now),
        client=Client(config.client_id, config.client_key, callback, exchange),
    )
