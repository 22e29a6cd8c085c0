"""Approving in a browser: a passkey is made, registered and used, and what it signed counts like any other approval."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from builder.cli import main
from builder.preview import Preview
from builder.review.app import ReviewDesk
from builder.serving import release_app
from tests.browser.test_shell import AXE, faults
from tests.browser.test_shell_passkey import with_device
from tests.builder.approval.signed_portal import AUTHOR, DAY, SignedPortal
from tests.portal import BODY

ASTMA = "content/articles/astma/nb.md"
ASSURED = "content/articles/astma/approvals/nb.assured.legelaget.lungelege.txt"
LIGHTER = BODY.replace("tung", "lett")


class Room(NamedTuple):
    """A portal with a text that waits for its assurer, and its desk. `address` is where passkeys are used."""

    portal: SignedPortal
    preview: Preview
    address: str

    def run(self, *words: str) -> int:
        return CliRunner().invoke(main, ["--root", str(self.portal.root), *words]).exit_code


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    portal = SignedPortal(tmp_path / "portal").with_sample()
    portal.approve(AUTHOR)
    preview = Preview(portal.root, DAY, beside_release=True)
    desks: list[Any] = []
    server = make_server("127.0.0.1", 0, lambda environ, start: desks[0](environ, start), threaded=True)
    address = f"http://localhost:{server.port}"
    desks.append(ReviewDesk(preview, address))
    Thread(target=server.serve_forever, daemon=True).start()
    yield Room(portal, preview, address)
    server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a device with a passkey in it, once one is made."""
    context = browser.new_context(accept_downloads=True, service_workers="block")
    page = context.new_page()
    with_device(page)
    yield page
    context.close()


def make_passkey(room: Room, page: Page, name: str = "Kari Lunge") -> Path:
    """The file that the desk gives."""
    page.goto(f"{room.address}/-/review/en/passkey")
    page.get_by_label("Your name").fill(name)
    page.get_by_role("button", name="Make a passkey").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the file").click()
    return saved.value.path()


def register(room: Room, key: Path, partner: str = "legelaget") -> None:
    """As whoever keeps the register does."""
    assert room.run("keys", "add", partner, str(key), "--holder", f"{partner} (passkey)", "--from", "2026-01-01") == 0
    room.preview.reload_all()


def approve(room: Room, page: Page) -> None:
    page.goto(f"{room.address}/-/review/en/legelaget/article/astma/nb")
    page.get_by_role("button", name="Approve with your passkey").click()


def told(page: Page) -> str:
    """What a refusal says."""
    shown = page.locator("[data-result]:visible")
    expect(shown).to_have_count(1)
    return str(shown.get_attribute("data-result"))


def test_a_text_is_approved_with_a_passkey_from_the_first_page_to_the_published_one(room: Room, page: Page) -> None:
    """A reviewer makes a passkey, has it registered, finds what waits, signs; the page then names its assurer."""
    register(room, make_passkey(room, page))
    assert room.run("verify", "--date", str(DAY)) == 1
    page.goto(room.address)
    page.get_by_role("link", name="Legelaget").click()
    page.get_by_role("link", name="Astma").click()
    page.get_by_role("button", name="Approve with your passkey").click()
    assert told(page) == "done"
    expect(page.locator("[data-result=done] [data-file]")).to_have_text(ASSURED)
    assert (room.portal.root / ASSURED).exists()
    assert room.run("verify", "--date", str(DAY)) == 0
    room.portal.build()
    assert room.portal.assured() == ["Legelaget"]


def test_what_was_approved_with_a_passkey_does_not_cover_another_text(room: Room, page: Page) -> None:
    """A byte of meaning: nothing covers it, readers keep the approved text, and the desk tells what changed."""
    register(room, make_passkey(room, page))
    approve(room, page)
    assert told(page) == "done"
    room.portal.build()
    before = room.portal.page("nb/astma.html")
    room.portal.article("astma", body=LIGHTER)
    assert room.run("verify", "--date", str(DAY)) == 1
    room.portal.build()
    assert room.portal.page("nb/astma.html") == before
    room.preview.reload_all()
    page.goto(f"{room.address}/-/review/en/legelaget/")
    assert page.locator("main li").first.inner_text() == "Astma\nBokmål · Quality assurance · Changed: safety"
    page.get_by_role("link", name="Astma").click()
    assert page.locator("main del").all_inner_texts() == ["Ring legen hvis pusten blir tung."]
    assert page.locator("main ins").all_inner_texts() == ["Ring legen hvis pusten blir lett."]
    expect(page.get_by_text("Changed since you approved it")).to_be_visible()


def test_readers_browsers_check_what_a_passkey_signed(room: Room, page: Page) -> None:
    """The proof page says that the signatures hold, and of other words that they do not."""
    register(room, make_passkey(room, page))
    approve(room, page)
    assert told(page) == "done"
    room.portal.build()
    server = make_server("127.0.0.1", 0, release_app(room.portal.root), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    proof = f"http://127.0.0.1:{server.port}/nb/astma.proof.html"
    page.goto(proof)
    expect(page.locator("[data-result=signed-right]")).to_be_visible()
    page.route(
        proof, lambda route: route.fulfill(body=route.fetch().text().replace("valid-to: 2028", "valid-to: 2029"))
    )
    page.goto(proof)
    expect(page.locator("[data-result=signed-wrong]")).to_be_visible()
    server.shutdown()


def test_a_passkey_takes_back_what_was_approved(room: Room, page: Page) -> None:
    """The withdrawal lies beside the text, and the page no longer names the assurer."""
    register(room, make_passkey(room, page))
    approve(room, page)
    assert told(page) == "done"
    page.reload()
    page.get_by_role("button", name="Take back with your passkey").click()
    assert told(page) == "done"
    assert (room.portal.root / ASSURED.replace(".txt", ".withdrawn.txt")).exists()
    room.portal.build()
    assert room.portal.assured() == []


def test_who_is_not_known_or_speaks_for_another_signs_nothing(room: Room, page: Page) -> None:
    """A passkey that nobody registered, and then one that another partner did."""
    key = make_passkey(room, page)
    approve(room, page)
    assert told(page) == "unknown"
    register(room, key, "lungesenteret")
    approve(room, page)
    assert told(page) == "foreign"
    assert not (room.portal.root / ASSURED).exists()


def test_whoever_delivered_cannot_assure(room: Room, page: Page) -> None:
    """Not with another key either: two keys of one person are one person's."""
    register(room, make_passkey(room, page), "lungesenteret")
    text = (room.portal.root / ASTMA).read_text()
    (room.portal.root / ASTMA).write_text(text.replace("- partner: legelaget", "- partner: lungesenteret"))
    room.portal.approve(AUTHOR)
    partner = room.portal.root / "partners/lungesenteret.yml"
    partner.write_text(partner.read_text().replace('"lungesenteret (passkey)"', f'"{AUTHOR}"'))
    room.preview.reload_all()
    page.goto(f"{room.address}/-/review/en/lungesenteret/article/astma/nb")
    page.locator("section").filter(has_text="lungelege").get_by_role("button", name="Approve").click()
    assert told(page) == "same-person"


def test_a_page_that_was_open_while_the_text_changed_signs_nothing(room: Room, page: Page) -> None:
    """What is signed is what stood there, and that is no longer the text."""
    register(room, make_passkey(room, page))
    page.goto(f"{room.address}/-/review/en/legelaget/article/astma/nb")
    room.portal.article("astma", body=LIGHTER)
    page.get_by_role("button", name="Approve with your passkey").click()
    assert told(page) == "changed"
    assert not (room.portal.root / ASSURED).exists()


def test_a_revoked_passkey_signs_nothing(room: Room, page: Page) -> None:
    """Neither at the desk, nor for the build."""
    register(room, make_passkey(room, page))
    name = next(name for name in room.preview.gathered.approvals.keyring.keys if " at http" in name)
    assert room.run("keys", "revoke", name, "--reason", "stolen") == 0
    approve(room, page)
    assert told(page) == "key"
    assert not (room.portal.root / ASSURED).exists()


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")
def test_everyone_can_use_the_desk(browser: Browser, room: Room) -> None:
    """Every page of it, in each of its languages, wide and at 320 pixels."""
    context = browser.new_context(base_url=room.address, bypass_csp=True)
    page = context.new_page()
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for language in ("nb", "nn", "en"):
            for path in ("", "passkey", "legelaget/", "lungesenteret/article/astma/nb"):
                page.goto(f"/-/review/{language}/{path}")
                found += [f"{language}/{path} at {width}: {each}" for each in faults(page)]
    context.close()
    assert found == []
