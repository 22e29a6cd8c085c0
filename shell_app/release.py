"""Reads the release that citizens see: its services, its languages and the frame around its pages.

The link `site/current` is looked at for every request and a release is read once, so that the shell and the open
pages change over together.
"""

import os
from pathlib import Path
from threading import Lock

import msgspec
from msgspec import Struct

from shell_app.access.catalogue import Catalogue, UnreadableCatalogue, read_catalogue


class NoRelease(Exception):
    """There is nothing to show pages in; the message says what to do."""


class Site(Struct, frozen=True):
    name: str
    operator: str
    demonstration: str = "no"
    search: str = ""
    search_index: str = "yes"


class Language(Struct, frozen=True):
    code: str
    name: str
    dir: str
    front: str


class Said(Struct, frozen=True):
    """A text with its language and direction, where they are not the page's."""

    text: str
    language: str = ""
    direction: str = ""


class Choice(Struct, frozen=True):
    """A language that something is written in."""

    code: str
    direction: str
    autonym: str


class Narrowing(Struct, frozen=True):
    """What the results of a search can be narrowed to, each value with its name."""

    topics: tuple[tuple[str, Said], ...]
    partners: tuple[tuple[str, Said], ...]
    written_in: tuple[Choice, ...]


class Guide(Struct, frozen=True):
    """An open page that explains a rule, as a reader of one language is led to it: the page's own language is named
    where it is another."""

    address: str
    language: str = ""


class Around(Struct, frozen=True):
    """The part of the catalogue that pages are made with."""

    site: Site
    languages: tuple[Language, ...]
    frame: dict[str, dict[str, str]]
    """By language: what stands in the head, before and after the main part of every page, as finished HTML."""
    assets: dict[str, str]
    search: dict[str, Narrowing] = {}
    """The languages that can be searched in."""
    guides: dict[str, dict[str, Guide]] = {}
    """By name and language: a release need not have them (`guides` in site.yml)."""


class Release(Struct, frozen=True):
    """One release, whole."""

    id: str
    around: Around
    catalogue: Catalogue


class CurrentRelease:
    """What `site/current` points to. `site` is the folder the builder publishes to."""

    def __init__(self, site: Path) -> None:
        self._link = site / "current"
        self._name = str(self._link)
        self._lock = Lock()
        self._read: Release | None = None

    def get(self) -> Release:
        """The current release, or NoRelease. One that cannot be read leaves the last in use."""
        try:
            name = os.path.basename(os.readlink(self._name))
        except OSError:
            name = ""
        read = self._read
        if read and name in (read.id, ""):
            return read
        with self._lock:
            try:
                self._read = _read(self._link, name)
            except NoRelease:
                if read is None:
                    raise
            return self._read or _read(self._link, name)


def _read(link: Path, name: str) -> Release:
    try:
        text = (link / "catalogue.json").read_bytes()
        return Release(name, msgspec.json.decode(text, type=Around), read_catalogue(text))
    except FileNotFoundError:
        raise NoRelease(f"{link} leads to no release; run `helsevei build` first") from None
    except (msgspec.DecodeError, UnreadableCatalogue) as error:
        raise NoRelease(f"{link}/catalogue.json cannot be read ({error}); publish again with this version") from None
