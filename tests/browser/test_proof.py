"""The reader's own browser says what holds of a page, and what does not."""

import json
import re
from base64 import b64encode, urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Route

from builder.approval.passkey import Assertion, armoured
from tests.browser.sample_site import SampleSite

APPROVAL_SHOWN = re.compile(r"<pre [^>]*data-approval[^>]*>(Helsevei .*?)-----BEGIN SSH.*?</pre>", re.DOTALL)
HOLDS = ["text-right", "signed-right", "release-right", "log-right"]
TOLD = """[...document.querySelectorAll("#checks [data-result]")].filter((one) => !one.hidden)
  .map((one) => one.dataset.result)"""
SETTLED = f"() => {{ const told = {TOLD}; return told.some((one) => /^signed|failed/.test(one)) && told.some((one) => /^(log|release-wrong|failed)/.test(one)); }}"


@pytest.fixture(scope="session")
def path(sample: SampleSite) -> str:
    """An article that is approved in all its credits."""
    for file in sorted(sample.public.glob("nb/*.json")):
        data = json.loads(file.read_bytes())
        if (
            data.get("kind") == "article"
            and len(data["assured_by"])
            and all(one["approval"] == "covered" for one in data["credits"])
        ):
            return f"nb/{file.stem}"
    raise AssertionError("the sample has no approved article")


def told(browser: Browser, address: str, path: str, change: tuple[str, str, str] = ("", "", "")) -> list[str]:
    """What the proof page says; `change` is made on the way in the answer whose address ends so."""
    where, old, new = change
    page = browser.new_page()

    def changed(route: Route) -> None:
        answer = route.fetch()
        assert old in answer.text()
        route.fulfill(response=answer, body=answer.text().replace(old, new))

    if where:
        page.route(f"**/{where}", changed)
    page.goto(f"{address}/{path}.proof.html")
    page.wait_for_function(SETTLED)
    found: list[str] = page.evaluate(TOLD)
    page.close()
    return found


def test_text_signatures_release_and_log_are_told_to_hold(browser: Browser, address: str, path: str) -> None:
    """Of a page as it was approved and published; nothing else is said."""
    assert told(browser, address, path) == HOLDS


def test_a_changed_text_is_told(browser: Browser, address: str, path: str, sample: SampleSite) -> None:
    """One word: neither the fingerprint nor the signatures' nor the release's digest is that of the page."""
    title = json.loads((sample.public / f"{path}.json").read_bytes())["title"]
    change = (f"{path}.html", f'data-said="title">{title}', 'data-said="title">Noe annet')
    assert told(browser, address, path, change) == ["text-wrong", "signed-wrong", "release-wrong"]


def test_a_change_beside_the_text_is_told_of_the_release_alone(browser: Browser, address: str, path: str) -> None:
    """The approval is of what the text says; the release is of every byte."""
    assert told(browser, address, path, (f"{path}.html", "</body>", " </body>")) == [*HOLDS[:2], "release-wrong"]


def test_a_signature_of_other_words_is_told(browser: Browser, address: str, path: str) -> None:
    """Somebody gave an approval another last day; the text itself is as it was."""
    assert told(browser, address, path, (f"{path}.proof.html", "valid-to: 20", "valid-to: 29")) == [
        "text-right",
        "signed-wrong",
        *HOLDS[2:],
    ]


KINDS = ("EdDSA", "ES256", "RS256")


def by_passkey(kind: str, words: str, flags: int = 5) -> tuple[str, str]:
    """The `pre` that a proof page has for words signed by a passkey of some kind, and its signature's line."""
    rsa_key, curve_key, plain_key = (
        rsa.generate_private_key(65537, 2048),
        ec.generate_private_key(ec.SECP256R1()),
        Ed25519PrivateKey.generate(),
    )
    challenge = urlsafe_b64encode(sha256(words.encode()).digest()).decode().rstrip("=")
    client = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": "https://review.example"}).encode()
    authenticator = sha256(b"review.example").digest() + bytes([flags, 0, 0, 0, 1])
    message = authenticator + sha256(client).digest()
    key, signature = {
        "EdDSA": lambda: (plain_key.public_key(), plain_key.sign(message)),
        "ES256": lambda: (curve_key.public_key(), curve_key.sign(message, ec.ECDSA(hashes.SHA256()))),
        "RS256": lambda: (rsa_key.public_key(), rsa_key.sign(message, PKCS1v15(), hashes.SHA256())),
    }[kind]()
    public = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    file = armoured(Assertion(public, authenticator, client, signature))
    line = next(one for one in file.splitlines() if one.startswith("signature: "))
    attributes = (
        f'data-approval data-key="webauthn {b64encode(public).decode()}" data-signer="x at https://review.example"'
    )
    return f'<pre dir="ltr" lang="en" {attributes}>{words}{file}</pre>', line


@pytest.mark.parametrize("kind", KINDS)
def test_a_passkeys_signature_is_checked_whatever_its_kind(
    browser: Browser, address: str, path: str, sample: SampleSite, kind: str
) -> None:
    """Right as it is; wrong with one letter changed, and where the device did not make sure who touched it."""
    page = (sample.public / f"{path}.proof.html").read_text()
    found = APPROVAL_SHOWN.search(page)
    assert found
    shown, words = found[0], found[1]
    right, line = by_passkey(kind, words)
    wrong = right.replace(line, line[:20] + ("A" if line[20] != "A" else "B") + line[21:])
    for instead, verdict in (
        (right, "signed-right"),
        (wrong, "signed-wrong"),
        (by_passkey(kind, words, 1)[0], "signed-wrong"),
    ):
        assert told(browser, address, path, (f"{path}.proof.html", shown, instead)) == [
            "text-right",
            verdict,
            *HOLDS[2:],
        ]


def test_a_release_that_is_not_in_the_log_is_not_said_to_be(browser: Browser, address: str, path: str) -> None:
    """Silence is not proof: the line about the log stays away."""
    page = browser.new_page()
    page.route("**/log/history.jsonl", lambda route: route.fulfill(status=200, body="{}\n"))
    page.goto(f"{address}/{path}.proof.html")
    page.wait_for_selector("[data-result=release-right]:not([hidden])")
    page.wait_for_selector("[data-result=signed-right]:not([hidden])")
    page.wait_for_load_state("networkidle")
    found = page.evaluate(TOLD)
    page.close()
    assert found == HOLDS[:3]


def test_the_archives_page_of_an_edition_can_be_read(
    browser: Browser, address: str, path: str, sample: SampleSite
) -> None:
    """The proof leads to it; it has its own look and stands within a narrow window."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{address}/{path}.proof.html")
    page.click("a[href*='/editions/']")
    page.wait_for_load_state()
    assert Path(page.url).name == json.loads((sample.public / f"{path}.json").read_bytes())["fingerprint"] + ".html"
    assert page.evaluate("getComputedStyle(document.querySelector('.note')).paddingTop") == "16px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.click("main > .note a")
    page.wait_for_load_state()
    assert page.url == f"{address}/{path}.html"
    page.close()
