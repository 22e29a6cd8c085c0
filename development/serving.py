"""The whole portal on one address of this machine: open pages, the shell, and an identity provider for its people."""

import base64
import os
import secrets
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from joserfc.jwk import RSAKey
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.utils import redirect
from werkzeug.wsgi import get_path_info

from builder.serving import release_app
from development.identity.protocol import Registration
from development.identity.provider import IdentityProvider
from development.identity.views import create_identity_app
from development.post import KEPT, Arrived, Tray, carry_to_page, create_post_app
from development.push_service import PushService, create_push_app, script_with_stand_in
from development.senders import kept_keys, town_senders
from development.settling import settle
from development.town import TownContacts, TownRegister, town
from shell_app.access.people import local_date
from shell_app.anchoring import keep_anchoring
from shell_app.application import PREFIX, create_app
from shell_app.clock import Clock, system_time
from shell_app.config import KEY_BYTES, Config
from shell_app.notify import push_key
from shell_app.notify.config import Notices
from shell_app.portal import EXTENSION, Portal
from shell_app.records.database import Database
from shell_app.records.migrating import migrate
from shell_app.records.sealing import Keyring
from shell_app.search.views import ADDRESS
from shell_app.usage_log.anchor_file import AnchorFile

IDENTITY = "/development-identity"
POST = "/development-post"
"""The mail, SMS and push that the portal has sent."""
PUSH = "/development-push"
"""Where browsers on this machine are reached."""
CLIENT_ID = "helsevei-development"


def whole_portal(root: Path, address: str) -> Callable[..., Any]:
    """A WSGI application for everything under `root`. What people do is kept in `var/development`."""
    kept = root / "var" / "development"
    kept.mkdir(parents=True, exist_ok=True)
    client_key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256", "kid": secrets.token_hex(8)})
    config = Config(
        address=address,
        site=root / "site",
        database=f"sqlite:///{kept / 'portal.db'}",
        anchors=kept / "anchors",
        key=_kept_key(kept / "key"),
        issuer=f"{address}{IDENTITY}",
        client_id=CLIENT_ID,
        client_key=_as_json(client_key),
        notices=_notices(kept, address),
        search_folder=kept / "search",
    )
    database = Database(config.database)
    migrate(database)
    register = TownRegister(town(), local_date(system_time()))
    settle(database, Keyring(config.key), register, town(), system_time())
    database.close()
    provider = IdentityProvider(config.issuer, town(), [_registration(config, client_key)])
    keep_anchoring(Database(config.database), AnchorFile(config.anchors), Clock())
    senders = town_senders(kept_keys(kept / "senders"))
    shell = create_app(config, register, contacts=TownContacts(town()), senders=senders)
    rooms: dict[str, Any] = {PREFIX: _under(PREFIX, shell), IDENTITY: create_identity_app(provider)}
    rooms |= _post_rooms(shell.extensions[EXTENSION])
    return _by_name(address, DispatcherMiddleware(_with_search(release_app(root), shell), rooms))


def _with_search(open_pages: Callable[..., Any], shell: Callable[..., Any]) -> Callable[..., Any]:
    """The search page is a file of the release, until a question comes with it: that the shell answers."""

    def whole(environ: dict[str, Any], start: Any) -> Any:
        is_question = bool(environ.get("QUERY_STRING")) and ADDRESS.fullmatch(environ["PATH_INFO"])
        return (shell if is_question else open_pages)(environ, start)

    return whole


def _post_rooms(portal: Portal) -> dict[str, Any]:
    """What lies outside a portal that sends notices, and a page of what was sent."""
    arrived: deque[Arrived] = deque(maxlen=KEPT)
    service = PushService(f"{portal.config.address}{PUSH}", Tray("Push", arrived).put)
    carry_to_page(portal, arrived)
    post, push = create_post_app(arrived), create_push_app(service)
    return {POST: post, PUSH: push, f"{PREFIX}/notice-settings/push.js": script_with_stand_in}


def _notices(kept: Path, address: str) -> Notices:
    """With a key for push that is made the first time; of push services this machine's alone."""
    file = kept / "push.jwk"
    if not file.exists():
        push_key.make(file)
    return Notices(file.read_text(), "mailto:development@localhost", (urlsplit(address).netloc,))


def _by_name(address: str, app: Callable[..., Any]) -> Callable[..., Any]:
    """Whoever typed another name of this machine is sent to the one that cookies and passkeys belong to."""
    host = urlsplit(address).netloc

    def whole(environ: dict[str, Any], start: Any) -> Any:
        reads = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if reads and environ.get("HTTP_HOST", host) != host:
            return redirect(address + get_path_info(environ), 307)(environ, start)
        return app(environ, start)

    return whole


def _under(prefix: str, app: Callable[..., Any]) -> Callable[..., Any]:
    """The shell's addresses have their prefix in themselves: give back what the dispatcher took."""

    def whole(environ: dict[str, Any], start: Any) -> Any:
        return app({**environ, "PATH_INFO": prefix + environ["PATH_INFO"], "SCRIPT_NAME": ""}, start)

    return whole


def _registration(config: Config, key: RSAKey) -> Registration:
    own = f"{config.address}{PREFIX}"
    return Registration(
        client_id=CLIENT_ID,
        key=key,
        callback=f"{own}/signed-in",
        goodbye=f"{own}/signed-out",
        logout_frame=f"{own}/signed-out-at-provider",
        logout_door=f"{own}/signed-out-by-provider",
    )


def _kept_key(path: Path) -> bytes:
    """The key of this machine's database, made the first time."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(base64.b64encode(secrets.token_bytes(KEY_BYTES)))
    return base64.b64decode(path.read_bytes())


def _as_json(key: RSAKey) -> str:
    return msgspec.json.encode(key.as_dict(private=True)).decode()


def from_environment() -> Callable[..., Any]:
    """What the server makes in its own process, told by `python -m development` where and for which address."""
    return whole_portal(Path(os.environ["HELSEVEI_ROOT"]), os.environ["HELSEVEI_ADDRESS"])
