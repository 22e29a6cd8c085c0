"""The ways out, each to a real server: SMTP, an HTTP gateway for SMS, Web Push opened by the browser's own key."""

import base64
import json
from collections.abc import Iterator

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from shell_app.notify.providers import Outcome
from shell_app.notify.ways import Parcel
from shell_app.notify.ways.mail import Smtp
from shell_app.notify.ways.push import WebPush
from shell_app.notify.ways.sms import Gateway
from shell_app.notify.wording import Text, text
from shell_app.records.devices import Subscription
from tests.shell_app.notify.outside import Browser, HttpServer, Post, coded, server

PARCEL = Parcel("A1b2C3d4E5f6G7h8I9j0Kw", text("ar"))
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def post() -> Iterator[Post]:
    running = Post()
    yield running
    running.close()


@pytest.fixture
def http() -> Iterator[HttpServer]:
    with server() as running:
        yield running


def smtp(post: Post) -> Smtp:
    return Smtp("127.0.0.1", post.port, "varsel@helsevei.example", "none")


def test_mail_is_read_by_a_real_server_as_it_was_meant(post: Post) -> None:
    """Arabic too; the id is the same whenever the same is tried; absence messages are kept from answering."""
    assert smtp(post).send("liten@example.org", PARCEL) == "sent"
    (mail,) = post.mail
    assert (mail["To"], mail["From"]) == ("liten@example.org", "varsel@helsevei.example")
    assert (mail["Subject"], mail.get_content().strip()) == tuple(text("ar"))
    assert mail["Message-ID"] == f"<{PARCEL.id}@helsevei.example>" and mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("said", "outcome"), [("450 full", "later"), ("550 nobody here", "refused")])
def test_what_a_mail_server_refuses_is_tried_again_only_if_it_says_so(post: Post, said: str, outcome: Outcome) -> None:
    post.answer = said
    assert smtp(post).send("liten@example.org", PARCEL) == outcome
    assert post.mail == []


@pytest.mark.parametrize("address", ["liten", "a@b@c", "liten@example.org\r\nBcc: alle@example.org", ""])
def test_what_is_no_address_is_refused_and_adds_no_line(post: Post, address: str) -> None:
    assert smtp(post).send(address, PARCEL) == "refused"
    assert post.mail == []


def test_a_mail_server_that_is_away_is_tried_again() -> None:
    assert Smtp("127.0.0.1", 9, "varsel@helsevei.example", "none").send("liten@example.org", PARCEL) == "later"


def test_an_sms_goes_with_a_key_by_which_the_gateway_knows_it_again(http: HttpServer) -> None:
    gateway = Gateway(f"{http.address}/sms", "secret", "Portal")
    assert gateway.send("+46700000001", PARCEL) == "sent"
    (asked,) = http.asked
    assert asked["headers"]["authorization"] == "Bearer secret" and asked["headers"]["idempotency-key"] == PARCEL.id
    assert json.loads(asked["body"]) == {
        "to": "+46700000001",
        "from": "Portal",
        "text": PARCEL.text.body,
        "reference": PARCEL.id,
    }


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(200, "sent"), (202, "sent"), (500, "later"), (503, "later"), (429, "later"), (400, "refused"), (302, "refused")],
)
def test_how_an_sms_went_is_told_by_the_status(http: HttpServer, status: int, outcome: Outcome) -> None:
    http.answers = [status]
    assert Gateway(http.address, "secret", "Portal").send("+46700000001", PARCEL) == outcome
    assert Gateway(NOWHERE, "secret", "Portal").send("+46700000001", PARCEL) == "later"


def test_a_push_is_opened_by_its_browser_alone_and_signed_by_the_portal(http: HttpServer) -> None:
    """RFC 8291 and RFC 8292: neither the push service nor another browser reads it."""
    browser, other = Browser(f"{http.address}/push/1"), Browser(f"{http.address}/push/2")
    push = WebPush(ECKey.generate_key("P-256"), "mailto:drift@helsevei.example")
    assert push.send(browser.subscription, PARCEL) == "sent"
    (asked,) = http.asked
    told = {"id": PARCEL.id, "title": PARCEL.text.title, "body": PARCEL.text.body}
    assert browser.open(asked["body"]) == {**told, "opens": "/", "confirm_at": "", "proof": ""}
    with pytest.raises(Exception, match="Decryption error"):
        other.open(asked["body"])
    assert PARCEL.text.title.encode() not in asked["body"]
    scheme, token, key = asked["headers"]["authorization"].replace(",", "").split(" ")
    assert (scheme, key) == ("vapid", f"k={push.public_key}")
    claims = jwt.decode(token.removeprefix("t="), _public(push.public_key)).claims
    assert (claims["aud"], claims["sub"]) == (http.address, "mailto:drift@helsevei.example")
    assert asked["headers"]["topic"] == PARCEL.id and asked["headers"]["content-encoding"] == "aes128gcm"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(201, "sent"), (404, "gone"), (410, "gone"), (429, "later"), (502, "later"), (413, "refused")],
)
def test_a_browser_that_let_go_is_gone_and_a_service_that_is_away_is_tried_again(
    http: HttpServer, status: int, outcome: Outcome
) -> None:
    http.answers = [status]
    push = WebPush(ECKey.generate_key("P-256"), "mailto:drift@helsevei.example")
    assert push.send(Browser(http.address).subscription, PARCEL) == outcome
    assert push.send(Browser(NOWHERE).subscription, PARCEL) == "later"


def test_a_browser_with_keys_that_are_none_is_gone() -> None:
    push = WebPush(ECKey.generate_key("P-256"), "mailto:drift@helsevei.example")
    for keys in (("", ""), ("AAAA", "AAAA"), ("not base64", "!")):
        assert push.send(Subscription(NOWHERE, *keys), Parcel("x", Text("a", "b"))) == "gone"


def _public(point: str) -> ECKey:
    raw = base64.urlsafe_b64decode(point + "==")
    return ECKey.import_key({"kty": "EC", "crv": "P-256", "x": coded(raw[1:33]), "y": coded(raw[33:])})
