"""What the running shell consists of, for the rooms that need it: one value, made once, found from a request."""

from flask import current_app
from msgspec import Struct

from shell_app.auth.client import Client
from shell_app.auth.provider import Provider
from shell_app.clock import Clock
from shell_app.config import Config
from shell_app.contact_register import ContactRegister
from shell_app.records.database import Database
from shell_app.records.sealing import Keyring
from shell_app.register import Register
from shell_app.release import CurrentRelease
from shell_app.search.indexes import ReleaseSearch
from shell_app.senders.register import Senders
from shell_app.usage_log.anchor_file import AnchorFile

EXTENSION = "helsevei"


class Portal(Struct, frozen=True):
    config: Config
    clock: Clock
    database: Database
    keyring: Keyring
    register: Register
    contacts: ContactRegister
    senders: Senders
    anchors: AnchorFile
    release: CurrentRelease
    search: ReleaseSearch
    provider: Provider
    client: Client


def portal() -> Portal:
    """The portal that answers this request."""
    found: Portal = current_app.extensions[EXTENSION]
    return found
