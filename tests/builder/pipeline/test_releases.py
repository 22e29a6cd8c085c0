"""Releases can be listed, taken back and tidied away."""

import json
import os

import pytest

from builder.publish.releases import CannotPublish, Releases
from tests.portal import SITE, Portal


def test_rolling_back_shows_readers_the_release_before(portal: Portal) -> None:
    """The link changes, no release does, and the history tells."""
    first = portal.build().release
    portal.article("kols", title="Kols")
    portal.build()
    shelf = Releases(portal.root / "site")
    with shelf.locked():
        shelf.switch(first, "rolled back")
    assert shelf.current == first
    assert not (portal.public / "nb/kols.html").exists()
    assert [event.action for event in shelf.history()] == ["published", "published", "rolled back"]


def test_rolling_back_twice_goes_two_releases_back(portal: Portal) -> None:
    """The order is that of publication; going back does not make a release newer."""
    made = [portal.build().release]
    for title in ("Kols", "Bronkitt"):
        portal.article(title.lower(), title=title)
        made.append(portal.build().release)
    shelf = Releases(portal.root / "site")
    with shelf.locked():
        shelf.switch(made[1], "rolled back")
    assert shelf.ids() == made


def test_only_a_whole_release_can_be_switched_to(portal: Portal) -> None:
    """A name without a manifest is refused, and readers keep what they have."""
    release = portal.build().release
    shelf = Releases(portal.root / "site")
    with pytest.raises(CannotPublish, match="no whole release «nothing»"):
        shelf.switch("nothing", "published")
    assert shelf.current == release


def test_pruning_keeps_the_newest_and_the_current(portal: Portal) -> None:
    """Old releases go; the one readers see never does."""
    made = [portal.build().release]
    for title in ("Kols", "Lungebetennelse", "Bronkitt"):
        portal.article(title.lower(), title=title)
        made.append(portal.build().release)
    shelf = Releases(portal.root / "site")
    with shelf.locked():
        shelf.switch(made[0], "rolled back")
        assert shelf.prune(2) == [made[1]]
    assert shelf.ids() == [made[0], made[2], made[3]]


def test_two_builders_at_once_are_kept_apart(portal: Portal) -> None:
    """The second is told to wait, and nothing is published."""
    shelf = Releases(portal.root / "site")
    with shelf.locked(), pytest.raises(CannotPublish, match="another build of this portal is running"):
        portal.build()


def test_a_read_only_folder_gives_a_clear_error(portal: Portal) -> None:
    """The message names the folder and the way out."""
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    portal.build()
    (portal.root / "site/releases").chmod(0o555)
    portal.article("kols", title="Kols")
    with pytest.raises(CannotPublish, match="may not write"):
        portal.build()
    (portal.root / "site/releases").chmod(0o755)


def test_a_release_found_damaged_is_not_built_on(portal: Portal) -> None:
    """Without its manifest it is no release: everything is made anew."""
    first = portal.build()
    manifest = portal.root / "site/current/manifest.json"
    manifest.unlink()
    second = portal.build()
    assert second.made == first.made


def test_files_of_a_release_are_read_only(portal: Portal) -> None:
    """They are shared between releases: an accident in one would be an accident in all."""
    portal.build()
    assert (portal.public / "nb/astma.html").stat().st_mode & 0o222 == 0


def test_the_catalogue_tells_the_shell_services_rules_and_frame(portal: Portal) -> None:
    """What the shell needs, it reads from the release."""
    portal.build()
    catalogue = json.loads((portal.root / "site/current/catalogue.json").read_text())
    assert catalogue["services"]["innboks"]["rules"]["consent"] == "basis"
    assert catalogue["services"]["innboks"]["pages"]["nb"]["name"] == "Innboks"
    assert sorted(catalogue["partners"]) == ["legelaget", "lungesenteret"]
    assert catalogue["guides"] == {}
    assert "<header" in catalogue["frame"]["nb"]["top"] and "<footer" in catalogue["frame"]["nb"]["bottom"]


def test_the_catalogue_tells_the_shell_where_the_guides_are(portal: Portal) -> None:
    """Readers of nynorsk are led to bokmål; to a page of which nothing is published leads nothing."""
    portal.article("barn", title="Barn", body="[Nei](article:nei)")
    portal.write(
        "content/site.yml", f"{SITE}guides: {{youth_access: article:astma, on_behalf_of_children: article:barn}}\n"
    )
    portal.build()
    guides = json.loads((portal.root / "site/current/catalogue.json").read_text())["guides"]
    assert guides["youth_access"] == {
        "en": {"address": "/en/astma.html", "language": ""},
        "nb": {"address": "/nb/astma.html", "language": ""},
        "nn": {"address": "/nb/astma.html", "language": "nb"},
    }
    assert guides["on_behalf_of_children"] == {}
