"""The reviewers' desk without a browser: who may ask, what is refused, and what is written and committed."""

import hashlib
import json
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from werkzeug.test import Client, TestResponse

from builder.preview import Preview
from builder.review.app import ReviewDesk
from builder.vouching.registering import add_key
from builder.vouching.waiting import CannotApprove
from tests.builder.approval.signed_portal import AUTHOR, DAY, SignedPortal
from tests.portal import BODY

ORIGIN = "https://review.example"
ASSURED = "content/articles/astma/approvals/nb.assured.legelaget.lungelege.txt"
TEXT = "/-/review/nb/legelaget/article/astma/nb"


class Reviewer:
    """Somebody at legelaget with a passkey, made in software."""

    def __init__(self, portal: SignedPortal) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        public = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        file = portal.write("passkey.pub", f"webauthn {b64encode(public).decode()} {ORIGIN}\n")
        add_key(portal.root, "legelaget", file, "Kari", DAY, None)

    def answer(self, statement: str) -> dict[str, str]:
        challenge = urlsafe_b64encode(hashlib.sha256(statement.encode()).digest()).decode().rstrip("=")
        client = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": ORIGIN}).encode()
        authenticator = hashlib.sha256(b"review.example").digest() + bytes([5, 0, 0, 0, 1])
        signature = self.key.sign(authenticator + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"authenticator": authenticator, "client": client, "signature": signature}
        return {"statement": statement, **{name: b64encode(part).decode() for name, part in parts.items()}}


@pytest.fixture
def portal(tmp_path: Path) -> SignedPortal:
    portal = SignedPortal(tmp_path / "portal").with_sample()
    portal.approve(AUTHOR)
    return portal


def desk_of(portal: SignedPortal) -> Client:
    return Client(ReviewDesk(Preview(portal.root, DAY, beside_release=True), ORIGIN))


def statement_on(desk: Client) -> str:
    """The words that stand on the text's page."""
    html = desk.get(TEXT, base_url=ORIGIN).text
    return html.partition("data-statement>")[2].partition("</pre>")[0]


def send(desk: Client, answer: dict[str, str], **how: str) -> TestResponse:
    return desk.post("/-/review/answer", json=answer, base_url=ORIGIN, **how)


def test_what_is_signed_right_is_written_beside_the_text(portal: SignedPortal) -> None:
    """And counts: the text has its assurer."""
    reviewer = Reviewer(portal)
    desk = desk_of(portal)
    answered = send(desk, reviewer.answer(statement_on(desk)))
    assert (answered.status_code, answered.json) == (200, {"file": ASSURED})
    portal.build()
    assert portal.assured() == ["Legelaget"]


@pytest.mark.parametrize(
    "old, new",
    [
        ("valid-to: 2028", "valid-to: 2099"),
        ("role: assured", "role: delivered"),
        ("language: nb", "language: en"),
        ("fingerprint: ", "fingerprint: 00"),
        ("made: 2026-11-23", "made: 2026-11-22"),
    ],
)
def test_words_that_the_desk_did_not_offer_are_refused(portal: SignedPortal, old: str, new: str) -> None:
    """Signed rightly or not: only what waits, for as long as the text says, as of today."""
    reviewer, desk = Reviewer(portal), desk_of(portal)
    statement = statement_on(desk)
    assert old in statement
    answered = send(desk, reviewer.answer(statement.replace(old, new)))
    assert answered.status_code == 409
    assert not (portal.root / ASSURED).exists()


def test_only_the_desks_own_pages_may_send(portal: SignedPortal) -> None:
    """No form of another site's, no other name for this machine, nothing that is no answer."""
    reviewer, desk = Reviewer(portal), desk_of(portal)
    answer = reviewer.answer(statement_on(desk))
    assert send(desk, answer, headers={"Origin": "https://evil.example"}).status_code == 400  # type: ignore[arg-type]
    assert desk.post("/-/review/answer", data=answer, base_url=ORIGIN).status_code == 400
    assert desk.post("/-/review/answer", json=answer, base_url="https://evil.example").status_code == 400
    assert desk.get(TEXT, base_url="https://evil.example").status_code == 400
    assert send(desk, {"statement": "x"}).status_code == 400
    assert send(desk, answer | {"statement": "x" * 40_000}).status_code == 413
    assert desk.get("/-/review/answer", base_url=ORIGIN).status_code == 404
    assert not (portal.root / ASSURED).exists()


def test_the_desk_says_who_must_approve_again_and_shows_the_board(portal: SignedPortal) -> None:
    """By the class of the change, in the desk's languages."""
    portal.approve_all()
    portal.build()
    portal.article("astma", body=BODY.replace("sykdom", "lidelse"))
    desk = desk_of(portal)
    page = desk.get("/-/review/nb/lungesenteret/article/astma/nb", base_url=ORIGIN).text
    assert "Bare ordlyden er endret" in page
    assert "Kvalitetssikring: Legelaget – Trenger ikke godkjenne på nytt" in page
    board = desk.get("/-/review/nn/lungesenteret/board", base_url=ORIGIN)
    assert board.status_code == 200 and "Treng ikkje godkjenne på nytt: " in board.text
    portal.article("astma", body=BODY.replace("tung", "lett"))
    page = desk_of(portal).get("/-/review/en/legelaget/article/astma/nb", base_url=ORIGIN).text
    assert "It concerns safety" in page and "<strong>Must approve</strong>" in page


def test_pages_about_nothing_are_not_there(portal: SignedPortal) -> None:
    """An unknown language, partner or text."""
    desk = desk_of(portal)
    for path in (
        "xx/",
        "nb/nobody/",
        "nb/legelaget/article/none/nb",
        "nb/legelaget/article/astma/se",
        "nb/nobody/article/astma/nb",
    ):
        assert desk.get(f"/-/review/{path}", base_url=ORIGIN).status_code == 404


def test_the_desk_begins_in_the_reviewers_language(portal: SignedPortal) -> None:
    """Of those that it speaks; else in the portal's main one."""
    desk = desk_of(portal)
    for accepted, code in (("nn-NO,en;q=0.5", "nn"), ("no", "nb"), ("de", "nb"), ("en-GB", "en")):
        answered = desk.get("/", base_url=ORIGIN, headers={"Accept-Language": accepted})
        assert (answered.status_code, answered.location) == (302, f"/-/review/{code}/")


def test_pages_may_use_passkeys_and_nothing_else_they_must_not(portal: SignedPortal) -> None:
    """The site as written keeps the stricter headers."""
    desk = desk_of(portal)
    policy = desk.get(TEXT, base_url=ORIGIN).headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in policy and "camera=()" in policy
    assert "publickey-credentials-get=()" in desk.get("/nb/astma.html", base_url=ORIGIN).headers["Permissions-Policy"]


def test_a_file_that_is_no_key_is_not_registered(portal: SignedPortal) -> None:
    """Nor a passkey of an address where none can be used."""
    register = (portal.root / "partners/legelaget.yml").read_text()
    for text in ("webauthn AAAA http://evil.example\n", "webauthn !!!! https://review.example\n", "hei"):
        with pytest.raises(CannotApprove):
            add_key(portal.root, "legelaget", portal.write("passkey.pub", text), "Kari", DAY, None)
    assert (portal.root / "partners/legelaget.yml").read_text() == register


def test_two_keys_of_one_holder_are_one_persons(portal: SignedPortal) -> None:
    """At one partner; who holds keys at two is not asked about."""
    portal.hire("second", "lungesenteret")
    register = portal.root / "partners/lungesenteret.yml"
    register.write_text(register.read_text().replace('"second"', f'"{AUTHOR}"'))
    article = portal.root / "content/articles/astma/nb.md"
    article.write_text(article.read_text().replace("- partner: legelaget", "- partner: lungesenteret"))
    portal.approve(AUTHOR)
    assert portal.approve("second") == []
