"""No address dies: what was promised is there, or leads on to what took its place."""

import shutil
from pathlib import Path

import pytest

from tests.browser.sample_site import SampleSite
from tests.conftest import TODAY
from tests.golden.addresses import promised, promises
from tests.portal import Portal

HOUSE = Path(__file__).parents[2]


def lost(site: SampleSite, addresses: list[str]) -> list[str]:
    """Those at which there is no page; one that leads on is a page too."""
    files = {address: f"{address[1:]}index.html" if address.endswith("/") else address[1:] for address in addresses}
    return [address for address, file in files.items() if not (site.public / file).is_file()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    """The repository's own content."""
    portal = Portal(tmp_path_factory.mktemp("golden"))
    for folder in ("content", "partners"):
        shutil.copytree(HOUSE / folder, portal.root / folder)
    portal.build(TODAY)
    return SampleSite(portal.root)


def test_every_promised_address_is_there(site: SampleSite) -> None:
    """If one is missing: name its new place in content/moved.yml. `python -m tests.golden` adds new addresses."""
    addresses = promised()
    assert len(addresses) > 400
    assert lost(site, addresses) == []


def test_a_lost_address_would_be_noticed(portal: Portal) -> None:
    """And one that moved is not lost."""
    portal.article("pust", "Pust")
    portal.build()
    site = SampleSite(portal.root)
    addresses = list(promises(site))
    assert "/nb/pust.html" in addresses
    (portal.root / "content/articles/pust/nb.md").unlink()
    portal.build()
    assert lost(site, addresses) == ["/nb/pust.html"]
    portal.write("content/moved.yml", "- {old: article:pust, now: article:astma}\n")
    portal.build()
    assert lost(site, addresses) == []
