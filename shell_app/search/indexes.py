"""The indexes of the release on the air, and the engines that rank by them.

They belong to the release: a request after the switch asks the new one's, without a restart.
"""

import tempfile
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Literal

from msgspec import Struct

from search_index.finding import Engine
from search_index.reading import Index, in_folder
from search_index.searching import FilesEngine
from search_index.whoosh_engine import WhooshWhenMade

EngineName = Literal["whoosh", "files"]


class Searched(Struct, frozen=True):
    """What answers the readers of one language."""

    index: Index
    engine: Engine


class ReleaseSearch:
    """Opens what is asked for, once for each release. `site` is the folder the builder publishes to.

    `folder` is where Whoosh's indexes are kept. It must be the shell's alone, for they hold pickles; without one they
    are made anew in a folder that lives as long as the process.
    """

    def __init__(self, site: Path, engine: EngineName, folder: Path | None) -> None:
        self._site, self._engine, self._folder = site, engine, folder
        self._lock = Lock()
        self._release = ""
        self._opened: dict[str, Searched | None] = {}

    def of(self, release: str, language: str) -> Searched | None:
        """The index of a language, or None if the release has none."""
        with self._lock:
            if release != self._release:
                self._release, self._opened = release, {}
            if language not in self._opened:
                self._opened[language] = self._open(release, language)
            return self._opened[language]

    def _open(self, release: str, language: str) -> Searched | None:
        try:
            index = in_folder(self._site / "releases" / release / "public/index" / language)
        except OSError:
            return None
        return Searched(index, FilesEngine(index) if self._engine == "files" else WhooshWhenMade(self._kept, index))

    @cached_property
    def _kept(self) -> Path:
        if self._folder is None:
            self._passing = tempfile.TemporaryDirectory(prefix="helsevei-search-", ignore_cleanup_errors=True)
            return Path(self._passing.name)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder
