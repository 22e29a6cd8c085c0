"""What is sent in one's name asks for the eID, and what was written waits for it (docs/decisions/0041-passkeys.md)."""

from shell_app.records.tables import sessions
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import LITEN, token_of

WRITE = "/mine/nb/inbox/write"


def test_a_message_waits_as_a_draft_for_the_eid(browser: Browser) -> None:
    browser.sign_in(LITEN)
    with browser.portal.database.writing() as connection:
        connection.execute(sessions.update().values(passkey="one"))
    form = {"csrf_token": token_of(browser), "title": "Om timen", "body": "Kan jeg spise før?"}
    answer = browser.post(f"{WRITE}/demosykehuset", {**form, "do": "send"})
    assert (answer.status_code, "elektronisk ID" in answer.text, "lagret som utkast" in answer.text) == (
        403,
        True,
        True,
    )
    assert "Om timen" in browser.get(WRITE).text
    assert browser.post(f"{WRITE}/demosykehuset", {**form, "do": "keep"}).status_code == 303
    assert browser.post("/mine/nb/inbox/none/decline", {"csrf_token": form["csrf_token"]}).status_code == 403
