"""Push turned on and off, and where it is sent: to push services alone (portal.md A141–A143, threats.md A32)."""

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from msgspec.structs import replace
from sqlalchemy import select

from shell_app.__main__ import main
from shell_app.config import Config
from shell_app.notify import push_key
from shell_app.notify.config import Notices
from shell_app.notify.planning import Step
from shell_app.notify.subscribing import NoSubscription, subscription
from shell_app.records import deliveries, devices
from shell_app.records.tables import METADATA
from tests.shell_app.bell.test_bell import tell
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import LITEN, RASK, handle_of, token_of

PAGE = "/mine/nb/notice-settings"
NOTICES, DELIVERIES = METADATA.tables["notices"], METADATA.tables["deliveries"]
SERVICES = ("fcm.googleapis.com", "push.apple.com", "127.0.0.1:9000")
POINT = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


KEYS = {"p256dh": coded(POINT), "auth": coded(b"s" * 16)}
GIVEN = {"endpoint": "https://fcm.googleapis.com/fcm/send/abc", **KEYS}


@pytest.fixture
def config(config: Config, tmp_path: Path) -> Config:
    """The shell of the other tests, with a key for push."""
    push_key.make(tmp_path / "push.jwk")
    notices = Notices((tmp_path / "push.jwk").read_text(), "mailto:drift@helsevei.example")
    return replace(config, notices=notices)


def kept(browser: Browser, number: str = LITEN) -> list[str]:
    with browser.portal.database.reading() as connection:
        return [one.name for one in devices.named(connection, handle_of(browser, number))]


def turn_on(browser: Browser, **given: str) -> int:
    form = {"csrf_token": token_of(browser), **GIVEN, **given}
    agent = "Mozilla/5.0 (Linux; Android 15) Chrome/130"
    return browser.post(f"{PAGE}/push", form, User_Agent=agent).status_code


def test_a_browser_is_turned_on_named_and_turned_off_without_scripts(browser: Browser) -> None:
    browser.sign_in(LITEN)
    assert "Du har ikke aktivert pushvarsler" in browser.get(PAGE).text
    assert turn_on(browser) == 200
    page = browser.get(PAGE).text
    assert "Chrome, Android" in page and "Du har ikke aktivert" not in page and kept(browser) == ["Chrome, Android"]
    device = page.partition('name="device" value="')[2].partition('"')[0]
    form = {"csrf_token": token_of(browser), "device": device}
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(RASK)
    assert other.post(f"{PAGE}/push/off", {"csrf_token": token_of(other), "device": device}).status_code == 404
    assert kept(browser) == ["Chrome, Android"]
    off = browser.post(f"{PAGE}/push/off", form)
    assert (off.status_code, off.headers["Location"]) == (303, f"{PAGE}?done=off")
    assert kept(browser) == []


def test_one_browser_is_the_one_persons_who_turned_it_on_last(browser: Browser) -> None:
    browser.sign_in(LITEN)
    turn_on(browser)
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(RASK)
    turn_on(other)
    assert (kept(browser, LITEN), kept(browser, RASK)) == ([], ["Chrome, Android"])


def test_the_oldest_of_too_many_browsers_is_let_go(browser: Browser) -> None:
    browser.sign_in(LITEN)
    for each in range(devices.MOST + 3):
        turn_on(browser, endpoint=f"https://fcm.googleapis.com/{each}")
    assert len(kept(browser)) == devices.MOST


def test_what_a_browser_gave_stands_sealed(browser: Browser) -> None:
    browser.sign_in(LITEN)
    turn_on(browser)
    database = Path(browser.portal.config.database.removeprefix("sqlite:///"))
    everything = b"".join(file.read_bytes() for file in database.parent.glob("portal.db*"))
    assert b"fcm.googleapis.com" not in everything and KEYS["auth"].encode() not in everything


ELSEWHERE = [
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil.example/fcm.googleapis.com",
    "https://evil.example#fcm.googleapis.com",
    "https://evil.example?fcm.googleapis.com",
    "https://evilfcm.googleapis.com/x",
    "https://user@fcm.googleapis.com/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com\\@evil.example/x",
    "https://fcm.googleapis.com%2eevil.example/x",
    "https://fcm.googleapis.com\r\nHost: evil/x",
    "https://fcm.googleapis.com /x",
    "https://ｆcm.googleapis.com/x",
    "https://127.0.0.1/x",
    "http://127.0.0.1/x",
    "http://127.0.0.1:9001/x",
    "https://[::1]/x",
    "https://[fcm.googleapis.com]/x",
    "http://169.254.169.254/latest/meta-data",
    "https://2130706433/x",
    "https://0x7f.1/x",
    "https://localhost/x",
    "file:///etc/passwd",
    "ftp://fcm.googleapis.com/x",
    "gopher://fcm.googleapis.com/x",
    "javascript:alert(1)",
    "//fcm.googleapis.com/x",
    "fcm.googleapis.com/x",
    "https:///x",
    "https://fcm.googleapis.com:99999999/x",
    "https://fcm.googleapis.com/" + "x" * 2000,
    "",
]


@pytest.mark.parametrize("endpoint", ELSEWHERE)
def test_no_address_but_a_push_services_is_ever_sent_to(endpoint: str) -> None:
    with pytest.raises(NoSubscription, match="no push service"):
        subscription({"endpoint": endpoint, **KEYS}, SERVICES)


@pytest.mark.parametrize(
    "endpoint",
    ["https://fcm.googleapis.com/fcm/send/a:b", "https://api.push.apple.com/3/device/x", "http://127.0.0.1:9000/x"],
)
def test_those_of_the_push_services_are_taken(endpoint: str) -> None:
    assert subscription({"endpoint": endpoint, **KEYS}, SERVICES).endpoint == endpoint


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"p256dh": coded(b"\x04" + b"\x00" * 64)},
        {"p256dh": coded(POINT[:64])},
        {"p256dh": "æ"},
        {"auth": coded(b"s" * 15)},
        {"auth": ""},
    ],
)
def test_keys_that_are_none_are_told_at_once(keys: dict[str, str]) -> None:
    """Not when the first notice is to be sent."""
    given = {**GIVEN, **keys} if keys else {"endpoint": GIVEN["endpoint"]}
    with pytest.raises(NoSubscription, match="keys"):
        subscription(given, SERVICES)


def test_a_subscription_that_cannot_be_used_is_refused_and_not_kept(browser: Browser) -> None:
    browser.sign_in(LITEN)
    assert turn_on(browser, endpoint="http://169.254.169.254/") == 422
    assert turn_on(browser, auth="") == 422
    assert kept(browser) == []


def test_the_key_for_push_is_made_once_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "push.jwk"
    monkeypatch.setattr("sys.argv", ["shell_app", "push-key", str(file)])
    main()
    assert file.stat().st_mode & 0o077 == 0
    made = file.read_bytes()
    with pytest.raises(SystemExit, match="is there already"):
        main()
    assert file.read_bytes() == made


def test_the_trail_tells_when_how_and_about_whom_and_whether_it_arrived(browser: Browser) -> None:
    """No address is kept, so none stands there; another's trail is another's."""
    browser.sign_in(LITEN)
    assert "Det er ikke sendt deg noe ennå." in browser.get(f"{PAGE}/sent").text
    tell(browser, LITEN)
    liten, now = handle_of(browser, LITEN), browser.portal.clock.now()
    with browser.portal.database.writing() as connection:
        notice = connection.scalar(select(NOTICES.c.id).where(NOTICES.c.decided_at.is_(None)))
        steps = [Step(liten, "push", "d"), Step(liten, "email", "liten@example.org")]
        deliveries.add(connection, notice or "", steps, now, timedelta())
        push = connection.scalar(select(DELIVERIES.c.id).where(DELIVERIES.c.channel == "push")) or ""
        deliveries.handed(connection, push, now, now)
        deliveries.arrived(connection, push, now)
    page = browser.get(f"{PAGE}/sent").text
    assert "Vist på enheten din" in page and "På vei" in page and "example.org" not in page
    other = Browser(browser.shell, browser.rogue)
    other.sign_in(RASK)
    assert "Det er ikke sendt deg noe ennå." in other.get(f"{PAGE}/sent").text
