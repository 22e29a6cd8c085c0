"""Signing in and out with a provider that does everything right."""

from tests.shell_app.browser import Browser
from tests.shell_app.rogue import Rogue, question_in


def test_a_person_signs_in_and_sees_their_own_page(browser: Browser) -> None:
    """From the first link to the page with the name on it: one session, no row in the security log."""
    back = browser.sign_in("14838831150")
    assert (back.status_code, back.headers["Location"]) == (303, "/mine/nb/")
    page = browser.get("/mine/nb/")
    assert page.status_code == 200
    assert "Liten Danser" in page.text
    assert (browser.open_sessions(), browser.security_rows()) == (1, [])


def test_the_question_goes_by_the_back_door_and_says_what_id_porten_asks_for(browser: Browser, rogue: Rogue) -> None:
    """Pushed, signed with our key, PKCE S256, state and nonce; the browser carries only the question's name."""
    location = browser.begin().headers["Location"]
    assert sorted(question_in(location)) == ["client_id", "request_uri"]
    asked = rogue.asked
    assert {
        name: asked[name] for name in ("response_type", "scope", "code_challenge_method", "acr_values", "redirect_uri")
    } == {
        "response_type": "code",
        "scope": "openid profile",
        "code_challenge_method": "S256",
        "acr_values": "idporten-loa-high",
        "redirect_uri": "http://127.0.0.1/mine/signed-in",
    }
    assert asked["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    assert [len(asked[name]) for name in ("state", "nonce", "code_challenge")] == [43, 43, 43]


def test_the_code_is_redeemed_with_the_verifier_and_a_fresh_proof(browser: Browser, rogue: Rogue) -> None:
    browser.sign_in()
    assert len(rogue.redeemed["code_verifier"]) == 86
    assert rogue.redeemed["client_assertion"] != rogue.asked["client_assertion"]


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(browser: Browser) -> None:
    """goals.md S6: 256 random bits, `__Host-`, Secure, HttpOnly, SameSite=Lax, no domain."""
    cookies = browser.sign_in().headers.getlist("Set-Cookie")
    session = next(each for each in cookies if each.startswith("__Host-helsevei="))
    value, *marks = session.split("; ")
    assert len(value.partition("=")[2]) == 43
    assert sorted(marks) == ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]


def test_a_session_put_there_by_somebody_else_never_becomes_valid(browser: Browser) -> None:
    """Session fixation (threats.md A14): signing in gives a new token, whatever the browser held."""
    browser.put_cookie("__Host-helsevei", "x" * 43)
    browser.sign_in()
    assert browser.cookie() != "x" * 43


def test_signing_in_anew_ends_the_session_before(browser: Browser) -> None:
    browser.sign_in()
    browser.sign_in()
    assert browser.open_sessions() == 1


def test_signing_out_ends_the_session_here_and_leads_to_the_providers_way_out(browser: Browser, rogue: Rogue) -> None:
    """No token goes along in the address: it holds a national number (goals.md S14)."""
    browser.sign_in()
    token = browser.cookie()
    left = browser.post("/mine/sign-out?language=nb", {"csrf_token": browser.form_token()})
    assert left.status_code == 303
    assert left.headers["Location"] == (
        f"{rogue.issuer}/logout?client_id=helsevei-test&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%2Fmine%2Fsigned-out&state=nb"
    )
    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    browser.put_cookie("__Host-helsevei", token or "")
    assert browser.get("/mine/nb/").status_code == 401


def test_signing_out_works_when_the_provider_does_not_answer(browser: Browser, rogue: Rogue) -> None:
    browser.sign_in()
    form_token = browser.form_token()
    browser.portal.provider._metadata = None
    rogue.metadata = {"issuer": "elsewhere"}
    left = browser.post("/mine/sign-out?language=nb", {"csrf_token": form_token})
    assert left.headers["Location"] == "http://127.0.0.1/mine/signed-out"
    assert browser.open_sessions() == 0


def test_the_provider_ends_a_sign_in_through_a_frame_without_our_cookie(browser: Browser, rogue: Rogue) -> None:
    """Front-channel logout: `iss` and `sid` name the sign-in, and only the provider may frame the page."""
    browser.sign_in()
    ended = browser.shell.test_client().get(
        "/mine/signed-out-at-provider", query_string={"iss": rogue.issuer, "sid": "sid-1"}
    )
    assert ended.status_code == 200
    assert f"frame-ancestors {rogue.issuer};" in ended.headers["Content-Security-Policy"]
    assert browser.open_sessions() == 0


def test_the_provider_ends_a_sign_in_with_a_signed_token(browser: Browser, rogue: Rogue) -> None:
    """Back-channel logout: the session has ended before the answer."""
    browser.sign_in()
    assert (
        browser.post(
            "/mine/signed-out-by-provider", {"logout_token": rogue.logout_token()}, Sec_Fetch_Site=""
        ).status_code
        == 200
    )
    assert browser.open_sessions() == 0
    assert browser.get("/mine/nb/").status_code == 401


def test_one_lands_on_the_shells_own_pages_and_nowhere_else(browser: Browser) -> None:
    """`to` names an area of the shell; whatever else stands there leads to the front page (threats.md A17)."""
    for wish, landing in (("front", "/mine/nb/"), ("//evil.example", "/mine/nb/"), ("https:evil", "/mine/nb/")):
        browser.get("/mine/sign-in", query_string={"language": "nb", "to": wish})
        assert browser.come_back().headers["Location"] == landing


def test_one_sees_when_one_was_last_signed_in(browser: Browser) -> None:
    """portal.md A122; the first time there is nothing to see."""
    browser.sign_in()
    assert "Du var sist innlogget" not in browser.get("/mine/nb/").text
    browser.sign_in()
    assert "Du var sist innlogget" in browser.get("/mine/nb/").text


def test_pages_on_the_way_in_and_out_are_in_the_language_one_came_from(browser: Browser) -> None:
    """Whatever the browser would rather read."""
    browser.get("/mine/sign-in?language=nn")
    assert "Du vart ikkje logga inn" in browser.come_back({"state": "wrong"}).text
    assert "Du er logga ut" in browser.get("/mine/signed-out?state=nn").text
    assert "Vi finn ikkje sida" in browser.get("/mine/nn/nothing").text
