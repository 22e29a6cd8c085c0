"""Making the material of one size for those who are timed, or finding it made."""

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from benchmarks.contestants import (
    HUGO,
    HUGO_WITH_DATA,
    MATERIAL,
    MATERIAL_AS_IT_COMES,
    OURS,
    Contestant,
    hugo_site,
    material_sites,
    ours,
)
from benchmarks.corpus import hugo, mkdocs, portal
from benchmarks.corpus.articles import LANGUAGES, Article, articles
from benchmarks.corpus.files import write_all

File = tuple[str, str]
SHAPES: dict[str, tuple[Callable[[], Iterator[File]], Callable[[Article], Iterator[File]]]] = {
    OURS: (portal.registers, portal.editions),
    HUGO: (partial(hugo.registers, with_data=False), hugo.editions),
    HUGO_WITH_DATA: (partial(hugo.registers, with_data=True), hugo.editions),
    MATERIAL: (partial(mkdocs.registers, with_search=False), mkdocs.editions),
    MATERIAL_AS_IT_COMES: (partial(mkdocs.registers, with_search=True), mkdocs.editions),
}
STAMP = ".made-by"


def make_material(folder: Path, pages: int, names: list[str]) -> None:
    """Write what is missing of the material for `pages` pages; folders made by this very code are left alone."""
    missing = [name for name in names if not _is_made(folder / name)]
    for name in missing:
        registers, _ = SHAPES[name]
        write_all(folder / name, registers())
    if missing:
        for article in articles(pages // len(LANGUAGES)):
            for name in missing:
                write_all(folder / name, SHAPES[name][1](article))
    for name in missing:
        (folder / name / STAMP).write_text(_code_digest())


def contestants_in(folder: Path, names: list[str], peers: Path) -> list[Contestant]:
    """The contestants with their material in `folder`."""
    makers: dict[str, Callable[[Path], Contestant]] = {
        OURS: ours,
        HUGO: partial(hugo_site, name=HUGO, peers=peers),
        HUGO_WITH_DATA: partial(hugo_site, name=HUGO_WITH_DATA, peers=peers),
        MATERIAL: partial(material_sites, name=MATERIAL, peers=peers),
        MATERIAL_AS_IT_COMES: partial(material_sites, name=MATERIAL_AS_IT_COMES, peers=peers),
    }
    return [makers[name](folder / name) for name in names]


def _is_made(folder: Path) -> bool:
    if not folder.exists():
        return False
    stamp = folder / STAMP
    if not stamp.exists() or stamp.read_text() != _code_digest():
        raise FileExistsError(f"{folder} holds other material, or half of it; remove it or name another folder")
    return True


def _code_digest() -> str:
    """Of all that decides what the material is."""
    here = Path(__file__).parent
    digest = sha256()
    for room in ("corpus", "peers"):
        for path in sorted((here / room).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(here).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
