"""A statement signed by a passkey in a real browser, with Chromium's own authenticator, is taken; nothing else is."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from threading import Thread
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from builder.approval.passkey import Assertion, armoured, verify
from builder.approval.reading import SEPARATOR, read_approval
from builder.approval.ssh import NotSigned, fingerprint
from builder.approval.statements import text_of
from tests.browser.test_shell_passkey import with_device
from tests.builder.approval.test_statements import APPROVAL

MESSAGE = text_of(APPROVAL).encode()
ALGORITHMS = {"ES256": -7, "EdDSA": -8, "RS256": -257}

REGISTER = """async ([algorithm]) => {
  const made = await navigator.credentials.create({ publicKey: {
    rp: { name: "portal" }, user: { id: new Uint8Array(8), name: "kari", displayName: "Kari" },
    challenge: new Uint8Array(32), pubKeyCredParams: [{ type: "public-key", alg: algorithm }],
    authenticatorSelection: { userVerification: "required" } } });
  const coded = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));
  return [coded(made.rawId), coded(made.response.getPublicKey())];
}"""

SIGN = """async ([id, challenge, verification]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const { response } = await navigator.credentials.get({ publicKey: {
    challenge: bytes(challenge), allowCredentials: [{ type: "public-key", id: bytes(id) }],
    userVerification: verification } });
  const coded = (data) => btoa(String.fromCharCode(...new Uint8Array(data)));
  return [response.authenticatorData, response.clientDataJSON, response.signature].map(coded);
}"""


class Passkey(NamedTuple):
    """A passkey in a page; `key` is its public half."""

    page: Page
    id: str
    key: bytes

    def sign(self, message: bytes, verification: str = "required") -> Assertion:
        challenge = _coded(hashlib.sha256(message).digest())
        parts = self.page.evaluate(SIGN, [self.id, challenge, verification])
        return Assertion(self.key, *(_bytes(part) for part in parts))


def _coded(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().replace("-", "+").replace("_", "/")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """An empty page at an address that browsers let passkeys be used at."""
    server = make_server(
        "127.0.0.1", 0, Response("<!DOCTYPE html><title>x</title>", mimetype="text/html"), threaded=True
    )
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.port}"
    server.shutdown()


def passkey_of(browser: Browser, origin: str, algorithm: str = "ES256", verified: bool = True) -> Passkey:
    page = browser.new_page()
    page.goto(origin)
    devices, device = with_device(page)
    name, key = page.evaluate(REGISTER, [ALGORITHMS[algorithm]])
    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": verified})
    return Passkey(page, name, _bytes(key))


@pytest.fixture(scope="module")
def passkey(browser: Browser, origin: str) -> Iterator[Passkey]:
    made = passkey_of(browser, origin)
    yield made
    made.page.close()


@pytest.mark.parametrize("algorithm", sorted(ALGORITHMS))
def test_what_a_passkey_signed_is_taken(browser: Browser, origin: str, algorithm: str) -> None:
    """With the kinds of key that authenticators make; the approval's file says which key, and at which address."""
    made = passkey_of(browser, origin, algorithm)
    assertion = made.sign(MESSAGE)
    assert verify(MESSAGE, armoured(assertion)) == (made.key, origin)
    signed = read_approval(MESSAGE.decode() + armoured(assertion), "x.txt")
    assert (signed.statement, signed.signer) == (APPROVAL, fingerprint(made.key) + SEPARATOR + origin)
    made.page.close()


def test_another_text_is_refused(passkey: Passkey) -> None:
    """A passkey's answer is to one question."""
    with pytest.raises(NotSigned, match="another text"):
        verify(MESSAGE.replace(b"assured", b"delivered"), armoured(passkey.sign(MESSAGE)))


def test_nobody_who_was_not_asked_for_signs(browser: Browser, origin: str) -> None:
    """A touch alone is not enough: the authenticator must have known who it was."""
    made = passkey_of(browser, origin, verified=False)
    with pytest.raises(NotSigned, match="did not ask who was there"):
        verify(MESSAGE, armoured(made.sign(MESSAGE, "discouraged")))
    made.page.close()


@pytest.mark.parametrize("part", ["key", "authenticator", "client", "signature"])
def test_every_byte_of_an_answer_counts(passkey: Passkey, part: str) -> None:
    """Changed by one bit at any place, it is refused."""
    assertion = passkey.sign(MESSAGE)
    whole = getattr(assertion, part)
    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises(NotSigned):
            verify(MESSAGE, armoured(assertion._replace(**{part: changed})))


def test_another_passkeys_answer_is_not_this_ones(browser: Browser, origin: str, passkey: Passkey) -> None:
    """The key in the file must be the one that signed."""
    other = passkey_of(browser, origin)
    with pytest.raises(NotSigned):
        verify(MESSAGE, armoured(other.sign(MESSAGE)._replace(key=passkey.key)))
    other.page.close()


def test_an_answer_given_at_another_host_is_refused(passkey: Passkey) -> None:
    """The address in the answer has to be one that the authenticator was asked for."""
    assertion = passkey.sign(MESSAGE)
    with pytest.raises(NotSigned, match="another address"):
        verify(MESSAGE, armoured(assertion._replace(client=assertion.client.replace(b"localhost", b"evil.example"))))
