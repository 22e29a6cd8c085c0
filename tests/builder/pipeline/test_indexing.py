"""The search index belongs to the release and changes with it."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from builder.pipeline import indexing
from search_index.documents import Document
from search_index.finding import find
from search_index.reading import Index, in_folder
from search_index.searching import FilesEngine
from search_index.weighing import Weighed, weigh
from tests.portal import SITE, Portal

WORDS = ["astma", "feber", "hoste", "utslett", "smitte", "kreft", "søvn", "tann", "hud", "øye", "mage", "angst", "barn"]


def index_in(portal: Portal, language: str = "nb") -> Index:
    return in_folder(portal.public / "index" / language)


def found(portal: Portal, query: str, language: str = "nb") -> list[str]:
    index = index_in(portal, language)
    return [result.card.href for result in find(query, index, FilesEngine(index)).results]


def files(portal: Portal) -> dict[str, bytes]:
    folder = portal.public / "index"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}


def test_every_kind_of_page_is_found(portal: Portal) -> None:
    """Articles by what their text says too, services, hubs and partners."""
    portal.build()
    assert found(portal, "astma") == ["/nb/astma.html"]
    assert found(portal, "innboks") == ["/nb/services/innboks.html"]
    assert found(portal, "luftveier")[0] == "/nb/topics/luftveier.html"
    assert found(portal, "legelaget") == ["/nb/partners/legelaget.html"]
    assert found(portal, "ringe legen")[0] == "/nb/astma.html"


def test_readers_get_the_edition_they_read(portal: Portal) -> None:
    """The English name finds the Norwegian page, and the other way round."""
    portal.build()
    assert found(portal, "asthma", "nb") == ["/nb/astma.html"]
    assert found(portal, "astma", "en") == ["/en/astma.html"]


def test_a_changed_page_is_found_by_its_new_words_only(portal: Portal) -> None:
    """A warm build has the index of a cold one, to the byte."""
    portal.build()
    portal.article("astma", "Hoste")
    portal.build()
    assert found(portal, "hoste") == ["/nb/astma.html"]
    warm = files(portal)
    shutil.rmtree(portal.root / "site")
    portal.build()
    assert files(portal) == warm


def test_an_index_nothing_has_changed_in_is_taken_over(portal: Portal) -> None:
    """Its files are the same files on the disk."""
    portal.build()
    before = (portal.public / "index/nb/start.json").stat().st_ino
    portal.write("content/teasers.yml", "")
    portal.build()
    assert (portal.public / "index/nb/start.json").stat().st_ino == before


def test_a_portal_may_do_without_an_index(portal: Portal) -> None:
    """`search_index: no` in site.yml."""
    portal.write("content/site.yml", SITE + "search_index: no\n")
    portal.build()
    assert not Path(portal.public / "index").exists()


def inodes(portal: Portal) -> dict[str, int]:
    folder = portal.public / "index"
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*.json")}


def test_after_an_edit_only_that_article_is_weighed_again(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """And only the parts of the index that it touches are written."""
    for number in range(80):
        portal.article(
            f"sak-{number}", f"Sak {WORDS[number % 7]} {WORDS[number % 11]}", f"Om {WORDS[number % 13]}. " * 9
        )
    portal.build()
    before = inodes(portal)
    weighed = []

    def watched(document: Document) -> Weighed:
        weighed.append(document.subject)
        return weigh(document)

    monkeypatch.setattr(indexing, "weigh", watched)
    portal.article("sak-7", f"Sak {WORDS[0]} {WORDS[7]}", "Om kløe. " + f"Om {WORDS[7]}. " * 9)
    portal.build()
    assert set(weighed) == {"article:sak-7"}
    after = inodes(portal)
    written = [path for path in after if before.get(path) != after[path]]
    assert len(written) < len(after) / 3
    warm = files(portal)
    shutil.rmtree(portal.root / "site")
    portal.build()
    assert files(portal) == warm


@pytest.mark.parametrize("lost", ["index-nb.sqlite", "weighed.sqlite", "units.msgpack"])
def test_an_index_whose_memory_is_lost_or_spoilt_is_made_whole(portal: Portal, lost: str) -> None:
    """The same files, whatever was kept."""
    portal.build()
    portal.article("astma", "Astma", "Hoste og pust.")
    portal.build()
    for spoilt in (b"", b"no database", None):
        path = portal.root / "site/cache" / lost
        path.unlink() if spoilt is None else path.write_bytes(spoilt)
        portal.article("astma", "Astma", f"Hoste og pust og {spoilt!r}.")
        portal.build()
        assert files(portal) == files_of_a_cold_build(portal)


def files_of_a_cold_build(portal: Portal) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        shutil.copytree(portal.root, Path(folder, "cold"), ignore=shutil.ignore_patterns("site"))
        cold = Portal(Path(folder, "cold"))
        cold.build()
        return files(cold)
