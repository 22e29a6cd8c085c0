"""Reads the services and their rules out of a release's `catalogue.json`, or says what is wrong with it."""

from typing import NamedTuple

import msgspec
from msgspec import Struct

from shell_app.access.decision import Policy
from shell_app.access.rules import Page, Service, ServiceRules, YesNo

FORMAT = 1
"""The shape of `catalogue.json` that this version reads."""


class UnreadableCatalogue(Exception):
    """The release's service catalogue cannot be used; the message names the place and the way out."""


class Catalogue(NamedTuple):
    """What a release says of access: the services by their ids, and what the operator decided for all of them."""

    services: dict[str, Service]
    policy: Policy


class _Entry(Struct, frozen=True):
    rules: ServiceRules
    pages: dict[str, Page] = {}


class _Site(Struct, frozen=True):
    both_parents: YesNo


class _Catalogue(Struct, frozen=True):
    format: int
    site: _Site
    services: dict[str, _Entry]


def read_catalogue(text: bytes) -> Catalogue:
    """The services with their rules, or UnreadableCatalogue. Half a catalogue is none: it would open doors."""
    try:
        catalogue = msgspec.json.decode(text, type=_Catalogue)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableCatalogue(f"catalogue.json: {error}; publish the release again with this version") from error
    if catalogue.format != FORMAT:
        raise UnreadableCatalogue(
            f"catalogue.json has format {catalogue.format}, this version reads {FORMAT}; "
            "publish the release again, or bring the shell to the builder's version"
        )
    services = {key: Service(key, entry.rules, entry.pages) for key, entry in catalogue.services.items()}
    return Catalogue(services, Policy(both_parents=catalogue.site.both_parents == "yes"))
