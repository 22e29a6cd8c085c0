"""Who is timed: how each is called, what it leaves behind, and where its pages lie."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import hugo, mkdocs, portal
from benchmarks.corpus.articles import DAY, LANGUAGES
from benchmarks.timing.processes import Cost, run

HOUSE = Path(__file__).parents[1]
OURS = "helsevei"
HUGO = "hugo"
HUGO_WITH_DATA = "hugo+json"
MATERIAL = "material"
MATERIAL_AS_IT_COMES = "material+search"


class Contestant(NamedTuple):
    """`leftovers` is what must go before a cold build; `file_of` and `page_of` take a content_id and a language."""

    name: str
    root: Path
    command: tuple[str, ...]
    leftovers: tuple[str, ...]
    file_of: Callable[[str, str], str]
    page_of: Callable[[str, str], str]
    environment: dict[str, str]

    def build(self, watch_memory: bool = False) -> Cost:
        return run(self.command, self.root, self.environment, watch_memory)

    def clear(self) -> None:
        """Forget every earlier build."""
        for name in self.leftovers:
            path = self.root / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def pages(self) -> int:
        """How many HTML files the last build left, to see that the same work was done."""
        return sum(1 for name in self.leftovers for _ in (self.root / name).rglob("*.html"))

    @property
    def is_slow(self) -> bool:
        return self.name.startswith(MATERIAL)


def ours(root: Path) -> Contestant:
    command = (sys.executable, "-m", "builder", "--root", str(root), "build", "--date", DAY.isoformat())
    environment = {"PYTHONPATH": str(HOUSE), "PYTHONDONTWRITEBYTECODE": ""}  # compiled once, as where it is installed
    return Contestant(OURS, root, command, ("site",), portal.edition_file, portal.page_file, environment)


def hugo_site(root: Path, name: str, peers: Path) -> Contestant:
    return Contestant(
        name,
        root,
        (str(hugo_program(peers)), "--quiet", "--clock", f"{DAY}T12:00:00Z"),
        ("public", "resources", "cache", ".hugo_build.lock"),
        hugo.edition_file,
        hugo.page_file,
        {"HUGO_CACHEDIR": str(root / "cache")},
    )


def material_sites(root: Path, name: str, peers: Path) -> Contestant:
    """One site after the other, since MkDocs knows one language a site."""
    program = peers / "bin" / "mkdocs"
    calls = " && ".join(f"'{program}' build --quiet --config-file {code}/mkdocs.yml" for code in LANGUAGES)
    return Contestant(
        name,
        root,
        ("/bin/sh", "-c", calls),
        tuple(f"{code}/site" for code in LANGUAGES),
        mkdocs.edition_file,
        mkdocs.page_file,
        {"NO_MKDOCS_2_WARNING": "1"},
    )


def hugo_program(peers: Path) -> Path:
    """Hugo itself: the package's own command would start a Python first."""
    return next(peers.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
