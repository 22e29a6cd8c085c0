"""What the browser's tests share: the sample portal, published once, and a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

from builder.serving import release_app
from development.serving import whole_portal
from tests.browser.everything import write_everything
from tests.browser.sample_site import SampleSite
from tests.conftest import TODAY
from tests.portal import Portal

REPOSITORY = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
ALONE = "--disable-component-update --disable-sync"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    """The repository's own content, and an article with everything in it, published in a folder of their own."""
    portal = Portal(tmp_path_factory.mktemp("sample"))
    for folder in ("content", "partners"):
        shutil.copytree(REPOSITORY / folder, portal.root / folder)
    write_everything(portal)
    site = portal.root / "content/site.yml"
    site.write_text(f"{site.read_text()}checks: {{not-approved: warning}}\n")
    built = portal.build(TODAY)
    assert not [edition for edition in built.absent if edition[1] == "alt"], built.problems
    return SampleSite(portal.root)


@pytest.fixture(scope="session")
def address(sample: SampleSite) -> Iterator[str]:
    """Where the sample portal is served while the tests run."""
    server = make_server("127.0.0.1", 0, release_app(sample.root), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}; tests/install-system-packages.sh installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=f"{QUIET} {ALONE}".split())
        yield chromium
        chromium.close()


@pytest.fixture
def whole(sample: SampleSite) -> Iterator[str]:
    """The whole portal on an address of its own."""
    rooms: list[Any] = []
    server = make_server("127.0.0.1", 0, lambda environ, start: rooms[0](environ, start), threaded=True)
    address = f"http://127.0.0.1:{server.port}"
    rooms.append(whole_portal(sample.root, address))
    Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
