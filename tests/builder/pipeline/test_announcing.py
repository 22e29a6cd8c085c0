"""A feed tells of a change as loudly as it matters, and of wording and form not at all."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.publish.archive import Archive
from tests.portal import BODY, Portal

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("nb.xml", "nb.topic.luftveier.xml", "nb.partner.lungesenteret.xml")


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    portal = Portal(tmp_path).with_sample()
    portal.build()
    return portal


def feed(portal: Portal, name: str = "nb.xml") -> dict[str, tuple[str, str]]:
    """Each text in a feed: how much its last change matters, and its title there."""
    atom = ElementTree.parse(portal.root / "site/editions" / name).getroot()
    found = {}
    for entry in atom.iter(f"{ATOM}entry"):
        category = entry.find(f"{ATOM}category")
        assert category is not None
        place = (entry.findtext(f"{ATOM}id") or "").removeprefix("https://prove.example/")
        found[place] = category.get("term") or "", entry.findtext(f"{ATOM}title") or ""
    return found


def moments(portal: Portal) -> dict[str, str]:
    atom = ElementTree.parse(portal.root / "site/editions/nb.xml").getroot()
    return {
        entry.findtext(f"{ATOM}id") or "": entry.findtext(f"{ATOM}updated") or "" for entry in atom.iter(f"{ATOM}entry")
    }


def change(portal: Portal, old: str, new: str) -> None:
    portal.article("astma", body=BODY.replace(old, new))
    portal.build()


def test_what_is_published_first_is_new_in_each_feed_it_belongs_to(portal: Portal) -> None:
    """Its language's, its topics' and its partner's; a partner that delivers nothing has an empty one."""
    for name in FEEDS:
        assert feed(portal, name)["nb/astma.html"] == ("new", "Astma")
    assert list(feed(portal, "en.xml")) == ["en/astma.html"]
    assert feed(portal, "nb.partner.legelaget.xml") == {}
    assert "nb/services/innboks.html" not in feed(portal, "nb.topic.luftveier.xml")


@pytest.mark.parametrize(
    "old, new, told",
    [
        ("tung", "lett", ("safety", "Viktig endring: Astma")),
        ("i lungene", "i lungene, hos mange i Norge og i hele Norden også nå", ("fact", "Astma")),
    ],
)
def test_a_change_is_told_by_its_class(portal: Portal, old: str, new: str, told: tuple[str, str]) -> None:
    change(portal, old, new)
    assert [feed(portal, name)["nb/astma.html"] for name in FEEDS] == [told] * 3


def test_new_wording_and_form_are_told_to_nobody(portal: Portal) -> None:
    """The text stays where it was, with the day it had; what was loud before stays loud."""
    before = moments(portal)
    change(portal, "sykdom", "lidelse")
    assert moments(portal) == before
    change(portal, "tung", "lett")
    loud = moments(portal)
    portal.article("astma", body=BODY.replace("tung", "lett").replace("Astma er", "*Astma* er"))
    portal.build()
    assert moments(portal) == loud
    assert feed(portal)["nb/astma.html"] == ("safety", "Viktig endring: Astma")
    (entries,) = [rows for key, rows in Archive(portal.root / "site").history().items() if key[1:] == ("astma", "nb")]
    assert [entry.weight for entry in entries] == ["new", "wording", "safety", "format"]


def test_what_is_gone_is_in_no_feed(portal: Portal) -> None:
    """An article that is removed leads nowhere from a feed."""
    for file in (portal.root / "content/articles/astma").iterdir():
        file.unlink()
    portal.build()
    assert "nb/astma.html" not in feed(portal)


def test_the_feeds_are_no_part_of_a_release(portal: Portal, tmp_path: Path) -> None:
    """The same content is the same release, whatever was published before."""
    change(portal, "tung", "lett")
    other = Portal(tmp_path / "other").with_sample()
    other.article("astma", body=BODY.replace("tung", "lett"))
    other.translation("astma", "en", "Asthma")
    portal.translation("astma", "en", "Asthma")
    assert portal.build().release == other.build().release
    assert feed(portal) != feed(other)
