"""Every edition that was on the air can be read for good, by its fingerprint, with its history and what changed."""

import json
import shutil
from pathlib import Path

import pytest

from builder.pipeline import archiving, making
from builder.publish.archive import Archive
from builder.publish.releases import Releases
from tests.portal import BODY, Portal

NB = ("article", "astma", "nb")
LIGHTER = BODY.replace("tung", "lett")


def fingerprints(portal: Portal) -> list[str]:
    return [entry.fingerprint for entry in Archive(portal.root / "site").history()[NB]]


def page(portal: Portal, fingerprint: str) -> str:
    return (portal.root / f"site/editions/{fingerprint}.html").read_text()


def pages(portal: Portal) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (portal.root / "site/editions").glob("*.html")}


def test_an_edition_keeps_its_address_when_it_is_replaced(portal: Portal) -> None:
    """Its data and its text stay; both pages tell of both editions, and the later one of what changed."""
    portal.build()
    portal.article("astma", body=LIGHTER)
    portal.build()
    old, new = fingerprints(portal)
    data = json.loads((portal.root / f"site/editions/{old}.json").read_text())
    assert (data["fingerprint"], BODY in data["source"]) == (old, True)
    assert "Ring legen hvis pusten blir tung." in page(portal, old)
    for fingerprint in (old, new):
        assert page(portal, fingerprint).count("<li>") == 2
        assert "<del>Ring legen hvis pusten blir tung.</del> <ins>Ring legen hvis pusten blir lett.</ins>" in page(
            portal, fingerprint
        )
    assert f"/editions/{new}.html" in portal.page("nb/astma.proof.html")


def test_where_much_is_new_pages_are_made_with_the_release(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are as those made afterwards, of what is kept; and none is left in the release."""
    portal.article("astma", body=f"{BODY}\n\nLes om [kols](article:kols), <kbd>a</kbd> og [noe](https://who.int/a).")
    portal.build()
    afterwards = pages(portal)
    shutil.rmtree(portal.root / "site")
    monkeypatch.setattr(making, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(archiving, "_pages", None)
    portal.build()
    assert pages(portal) == afterwards
    assert not (portal.root / "site/current/editions").exists()


def test_two_editions_that_say_the_same_share_a_page(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is made."""
    monkeypatch.setattr(making, "WORTH_A_PROCESS", 1)
    portal.article("astma-igjen")
    portal.build()
    history = Archive(portal.root / "site").history()
    assert history["article", "astma-igjen", "nb"][0].fingerprint == history[NB][0].fingerprint
    assert len(pages(portal)) == len(history) - 1


def test_an_edition_kept_from_a_demonstration_says_so(portal: Portal) -> None:
    """Whoever is led there from elsewhere sees no other page of the portal."""
    portal.build()
    assert all('class="demonstration"' in page(portal, fingerprint) for fingerprint in fingerprints(portal))
    text = portal.root / "content/site.yml"
    assert "demonstration: yes" in text.read_text()
    text.write_text(text.read_text().replace("demonstration: yes", "demonstration: no"))
    shutil.rmtree(portal.root / "site/editions")
    portal.build()
    assert not any('class="demonstration"' in page(portal, fingerprint) for fingerprint in fingerprints(portal))


def test_every_edition_on_the_air_is_in_the_archive_once(portal: Portal) -> None:
    """And building again, or going back, adds none that is there already."""
    portal.build()
    before = (portal.root / "site/editions/history.jsonl").read_bytes()
    assert len(before.splitlines()) == 3
    portal.build()
    assert (portal.root / "site/editions/history.jsonl").read_bytes() == before


def test_a_text_put_back_is_told_a_second_time(portal: Portal) -> None:
    """The history says what readers saw when; the address is the same as the first time."""
    for body in (BODY, LIGHTER, BODY):
        portal.article("astma", body=body)
        portal.build()
    first, second, third = fingerprints(portal)
    assert first == third != second
    assert page(portal, first).count("<li>") == 3


def test_what_is_kept_outlives_the_releases(portal: Portal) -> None:
    """Also when all that built it is gone."""
    portal.build()
    (kept,) = fingerprints(portal)
    portal.article("astma", body=LIGHTER)
    portal.build()
    Releases(portal.root / "site").prune(1)
    assert BODY in json.loads((portal.root / f"site/editions/{kept}.json").read_text())["source"]


@pytest.mark.parametrize("lost", [".complete", "history.jsonl", ""])
def test_what_was_lost_or_cut_short_is_made_anew(portal: Portal, lost: str) -> None:
    """A build that was killed half-way is completed by the next, also when nothing else changed."""
    portal.build()
    whole = {path.name for path in (portal.root / "site/editions").iterdir()}
    if lost:
        (portal.root / "site/editions" / lost).unlink()
    else:
        shutil.rmtree(portal.root / "site/editions")
    portal.build()
    assert {path.name for path in (portal.root / "site/editions").iterdir()} == whole
    assert len(fingerprints(portal)) == 1


def test_the_archive_says_nothing_in_the_release(tmp_path: Path) -> None:
    """The same content is the same release, with another past too."""
    one, other = Portal(tmp_path / "a").with_sample(), Portal(tmp_path / "b").with_sample()
    other.article("astma", body=LIGHTER)
    other.build()
    other.article("astma")
    assert one.build().release == other.build().release


def test_what_the_text_says_is_shown_as_text(portal: Portal) -> None:
    """No tag of an editor's becomes one of the page's."""
    portal.article("astma", body=BODY + "\n`<script>alert(1)</script>`\n")
    portal.build()
    (kept,) = fingerprints(portal)
    assert "&lt;script&gt;alert(1)" in page(portal, kept)


def test_what_a_killed_builder_left_half_written_is_removed(portal: Portal) -> None:
    """It is nobody's page, and would lie there for ever."""
    portal.build()
    portal.write("site/editions/.abc.html-4711", "halv")
    portal.build()
    assert list((portal.root / "site/editions").glob(".*-*")) == []
