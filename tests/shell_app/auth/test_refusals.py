"""A provider that misbehaves lets nobody in: no session, a page in plain words, one row in the security log."""

import copy
from datetime import timedelta

import pytest
from werkzeug.wrappers import Response

from shell_app.cookies import SIGN_IN
from tests.shell_app.auth.refusals import ALL, SCRIPT, Refusal
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.rogue import ABSENT, Rogue


def marked(refusal: Refusal) -> object:
    waits = refusal.code in ("provider-unreachable", "provider-too-slow")
    return pytest.param(refusal, id=refusal.sentence, marks=[pytest.mark.impatient] if waits else [])


@pytest.mark.parametrize("refusal", [marked(each) for each in ALL])
def test_nobody_comes_in(browser: Browser, rogue: Rogue, refusal: Refusal) -> None:
    """Whatever is wrong: refused, no session, one security row with the code, nothing from outside on the page."""
    refusal.misbehave(rogue)
    page = browser.sign_in()
    assert browser.security_rows() == [("sign-in-refused", refusal.code)]
    assert page.status_code in (403, 503)
    assert (browser.open_sessions(), browser.cookie(), browser.question_cookie()) == (0, None, None)
    assert page.mimetype == "text/html" and "<h1>" in page.text
    assert SCRIPT not in page.text and "alert" not in page.text


def test_the_rows_are_many_and_each_says_another_thing() -> None:
    """goals.md S10 asks for forty or more."""
    assert len({each.sentence for each in ALL}) == len(ALL) >= 40


def test_with_the_same_provider_doing_right_everybody_comes_in(browser: Browser) -> None:
    """The refusals above are not for another reason."""
    assert browser.sign_in().status_code == 303
    assert browser.security_rows() == []


def refused_on_return(browser: Browser, code: str) -> None:
    page = browser.come_back()
    assert browser.security_rows()[-1] == ("sign-in-refused", code)
    assert (page.status_code, browser.cookie()) == (403, None)


def test_an_answer_in_another_browser_is_refused(browser: Browser, shell: object) -> None:
    """Login CSRF (threats.md A16): the answer is worth nothing where the question was not asked."""
    browser.begin()
    browser.client.delete_cookie(SIGN_IN, domain="127.0.0.1")
    refused_on_return(browser, "question-missing")


def test_a_question_somebody_else_made_is_refused(browser: Browser) -> None:
    browser.begin()
    browser.put_cookie(SIGN_IN, "01" * 60)
    refused_on_return(browser, "question-forged")


def test_a_question_that_was_altered_is_refused(browser: Browser) -> None:
    browser.begin()
    sealed = bytearray.fromhex(browser.question_cookie() or "")
    sealed[-1] ^= 1
    browser.put_cookie(SIGN_IN, sealed.hex())
    refused_on_return(browser, "question-forged")


def test_the_answer_to_another_question_of_the_same_browser_is_refused(browser: Browser, rogue: Rogue) -> None:
    browser.begin()
    first = copy.copy(rogue.asked)
    browser.begin()
    rogue.asked["state"] = first["state"]
    refused_on_return(browser, "answer-state")


def test_a_nonce_from_an_earlier_sign_in_is_refused(browser: Browser, rogue: Rogue) -> None:
    """A token that was good once is not good again."""
    browser.begin()
    rogue.claims["nonce"] = rogue.asked["nonce"]
    browser.begin()
    refused_on_return(browser, "token-nonce")


def test_an_answer_is_taken_once(browser: Browser) -> None:
    """Even by the browser that asked, with its question still in its pocket."""
    browser.begin()
    question = browser.question_cookie() or ""
    assert browser.come_back().status_code == 303
    browser.client.delete_cookie("__Host-helsevei", domain="127.0.0.1")
    browser.put_cookie(SIGN_IN, question)
    refused_on_return(browser, "answer-used")


@pytest.mark.parametrize(("minutes", "lets_in"), [(9.9, True), (10.1, False)])
def test_a_question_waits_ten_minutes(
    browser: Browser, rogue: Rogue, time: Time, minutes: float, lets_in: bool
) -> None:
    browser.begin()
    time.moved = timedelta(minutes=minutes)
    rogue.claims.update(exp=2_000_000_000)
    page = browser.come_back()
    assert (page.status_code == 303) is lets_in
    assert browser.security_rows() == ([] if lets_in else [("sign-in-refused", "question-expired")])


@pytest.mark.parametrize(
    ("claim", "seconds", "lets_in"), [("exp", -50, True), ("exp", -70, False), ("iat", 50, True), ("iat", 70, False)]
)
def test_clocks_may_be_a_minute_apart(
    browser: Browser, rogue: Rogue, time: Time, claim: str, seconds: int, lets_in: bool
) -> None:
    rogue.claims[claim] = int(time.now().timestamp()) + seconds
    assert (browser.sign_in().status_code == 303) is lets_in


def test_a_name_that_was_one_persons_is_never_anothers(browser: Browser) -> None:
    """The provider's `sub` stays with one national number (threats.md A40)."""
    browser.sign_in("14838831150", sub="one-name")
    browser.client.delete_cookie("__Host-helsevei", domain="127.0.0.1")
    page = browser.sign_in("02898612069", sub="one-name")
    assert (page.status_code, browser.cookie()) == (403, None)
    assert browser.security_rows() == [("sign-in-refused", "number-changed")]


def test_trouble_that_passes_is_told_as_such(browser: Browser, rogue: Rogue) -> None:
    """goals.md R6: 503 and Retry-After, with the way back to the open pages."""
    rogue.instead["par"] = lambda: Response("", 500)
    page = browser.begin()
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert 'href="/nb/"' in page.text


def test_an_unknown_key_has_the_keys_asked_for_once_a_minute(browser: Browser, rogue: Rogue, time: Time) -> None:
    """A new key is found; whoever sends unknown keys does not make us ask without end (goals.md 2.4)."""
    browser.sign_in()
    asked = []
    rogue.instead["jwks"] = lambda: (asked.append(1), rogue._jwks(None))[1]  # type: ignore[arg-type,func-returns-value]
    rogue.header["kid"] = "new"
    browser.sign_in()
    assert asked == []
    time.moved = timedelta(seconds=61)
    browser.sign_in()
    browser.sign_in()
    assert len(asked) == 1


LOGOUTS = [
    ("a nonce", {"nonce": "x"}, "logout-nonce"),
    ("no events", {"events": ABSENT}, "logout-events"),
    ("another event", {"events": {"https://example/other": {}}}, "logout-events"),
    (
        "an event that is no object",
        {"events": {"http://schemas.openid.net/event/backchannel-logout": 1}},
        "logout-events",
    ),
    ("another audience", {"aud": "other-client"}, "token-audience"),
    ("another issuer", {"iss": "https://other.example"}, "token-issuer"),
    ("no sid", {"sid": ABSENT}, "token-sid"),
    ("no jti", {"jti": ABSENT}, "token-jti"),
    ("a past end", {"exp": 1}, "token-times"),
]


@pytest.mark.parametrize(("changed", "code"), [row[1:] for row in LOGOUTS], ids=[row[0] for row in LOGOUTS])
def test_a_logout_token_with_something_wrong_ends_nothing(
    browser: Browser, rogue: Rogue, changed: dict[str, object], code: str
) -> None:
    """threats.md A18: nobody else can sign people out."""
    browser.sign_in()
    answered = browser.post("/mine/signed-out-by-provider", {"logout_token": rogue.logout_token(**changed)})
    assert (answered.status_code, browser.open_sessions()) == (400, 1)
    assert browser.security_rows() == [("logout-refused", code)]


def test_a_logout_token_counts_once(browser: Browser, rogue: Rogue) -> None:
    token = rogue.logout_token()
    browser.sign_in()
    assert browser.post("/mine/signed-out-by-provider", {"logout_token": token}).status_code == 200
    browser.sign_in()
    assert browser.post("/mine/signed-out-by-provider", {"logout_token": token}).status_code == 400
    assert (browser.open_sessions(), browser.security_rows()) == (1, [("logout-refused", "logout-replayed")])


def test_an_id_token_signs_nobody_out(browser: Browser, rogue: Rogue) -> None:
    browser.sign_in()
    assert browser.post("/mine/signed-out-by-provider", {"logout_token": rogue.id_token()}).status_code == 400
    assert browser.open_sessions() == 1


@pytest.mark.parametrize(
    "query", [{"iss": "https://other.example", "sid": "sid-1"}, {"sid": "sid-1"}, {"iss": "right", "sid": "other"}, {}]
)
def test_a_logout_frame_for_another_sign_in_has_no_effect(
    browser: Browser, rogue: Rogue, query: dict[str, str]
) -> None:
    """Answered alike, so that nobody learns which sign-ins there are."""
    browser.sign_in()
    given = {name: rogue.issuer if value == "right" else value for name, value in query.items()}
    ended = browser.get("/mine/signed-out-at-provider", query_string=given)
    assert (ended.status_code, ended.text, browser.open_sessions()) == (200, "", 1)
