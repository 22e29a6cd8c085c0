"""A service that became essentially more waits, in proxies given before, for those who gave them (portal.md R9)."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shell_app.access.decision import Reason
from shell_app.access.people import Consent, Grant, local_date
from shell_app.access.wording import ANSWERS
from shell_app.pages import words
from shell_app.records import people, proxies
from tests.shell_app.browser import Browser
from tests.shell_app.test_doors import LITEN, RASK, act_for, handle_of, token_of

PAGE, INBOX = "/mine/nb/proxies", "/mine/nb/inbox"
WHY, WAY_OUT = (words("nb").gettext(said) for said in ANSWERS[Reason.UNCONFIRMED][:2])


@pytest.fixture
def release(release: Path, tmp_path: Path) -> Path:
    """Two releases that have a calendar beside the inbox. In the later one the inbox is more, since today."""
    catalogue = json.loads((release / "current" / "catalogue.json").read_text())
    inbox = catalogue["services"]["innboks"]
    page = {"name": "Kalender", "summary": "Timer.", "address": "/nb/kalender.html"}
    catalogue["services"]["kalender"] = {"rules": {**inbox["rules"], "actions": {}}, "pages": {"nb": page}}
    for name, since in (("before", None), ("later", str(local_date(datetime.now(UTC))))):
        inbox["rules"]["proxy_confirmed_since"] = since
        folder = tmp_path / "site" / "releases" / name
        folder.mkdir(parents=True)
        (folder / "catalogue.json").write_text(json.dumps(catalogue))
    publish(tmp_path / "site", "before")
    return tmp_path / "site"


def publish(site: Path, name: str) -> None:
    (site / "current").unlink(missing_ok=True)
    (site / "current").symlink_to(site / "releases" / name)


@pytest.fixture
def given(browser: Browser) -> Grant:
    """Rask's proxy to Liten, of an earlier day."""
    with browser.portal.database.reading() as connection:
        [grant] = proxies.given_by(connection, handle_of(browser, RASK))
    return grant


@pytest.fixture
def holder(browser: Browser, given: Grant, release: Path) -> Browser:
    """Liten, who acts for Rask while the inbox becomes more than it was."""
    browser.sign_in(LITEN)
    assert act_for(browser, RASK) == 303 and browser.get(INBOX).status_code == 200
    publish(release, "later")
    return browser


@pytest.fixture
def giver(holder: Browser) -> Browser:
    other = Browser(holder.shell, holder.rogue)
    other.sign_in(RASK)
    return other


def confirm(browser: Browser, grant: Grant, service: str = "innboks") -> int:
    sent = {"csrf_token": token_of(browser), "services": service}
    return browser.post(f"{PAGE}/{grant.id}/confirm", sent).status_code


def listed(page: str, heading: str) -> list[str]:
    """The items of the list under a heading."""
    return re.findall(r"<li>([^<]+)</li>", page.partition(f"<h2>{heading}</h2>")[2].partition("</ul>")[0])


def test_the_holder_reads_that_the_giver_must_confirm(holder: Browser) -> None:
    """Where the service was, on the front page, and nothing of it is shown; the rest goes on."""
    front = holder.get("/mine/nb/").text
    assert "Du handler på vegne av Rask Danser" in front and "Kalender" in front
    assert (front.count(WHY), front.count(WAY_OUT)) == (1, 1)
    refused = holder.get(INBOX)
    assert refused.status_code == 403 and WHY in refused.text and WAY_OUT in refused.text
    assert "Du handler på vegne av Rask Danser" in refused.text


def test_the_giver_sees_what_waits_and_confirms_it(holder: Browser, giver: Browser, given: Grant) -> None:
    """On the page of all proxies and on the proxy's own, until it is confirmed; the history remembers when."""
    assert listed(giver.get(PAGE).text, "Venter på at du bekrefter") == ["Innboks"]
    assert listed(giver.get("/mine/nn/proxies").text, "Ventar på at du stadfestar") == ["Innboks"]
    before = giver.get(f"{PAGE}/{given.id}").text
    assert listed(before, "Venter på bekreftelse") == ["Innboks"]
    assert listed(before, "Det fullmektigen ser") == ["Kalender"]
    assert confirm(giver, given) == 303
    assert holder.get(INBOX).status_code == 200 and WHY not in holder.get("/mine/nb/").text
    after = giver.get(f"{PAGE}/{given.id}").text
    assert listed(after, "Det fullmektigen ser") == ["Innboks", "Kalender"] and "Sist bekreftet" in after
    overview = giver.get(PAGE).text
    assert "Venter på" not in overview + after
    assert re.search(r"Rask Danser → Liten Danser<br>[^<]*Bekreftet [^<]* kl\. ", overview.partition("Historikk")[2])
    assert confirm(giver, given) == 303
    again = giver.get(f"{PAGE}/{given.id}").text
    assert again.partition("<main")[2].partition("</main>")[0] == after.partition("<main")[2].partition("</main>")[0]


def test_each_service_is_asked_about_by_its_name(giver: Browser, given: Grant) -> None:
    """What the giver was not shown is not confirmed: they are shown it instead."""
    for shown in ("", "kalender"):
        assert confirm(giver, given, shown) == 303
        assert listed(giver.get(f"{PAGE}/{given.id}").text, "Venter på bekreftelse") == ["Innboks"]


def test_nobody_else_confirms_it(holder: Browser, given: Grant) -> None:
    """Least of all the holder, who reads on the proxy's page what waits."""
    holder.sign_in(LITEN)
    page = holder.get(f"{PAGE}/{given.id}").text
    assert listed(page, "Venter på bekreftelse") == ["Innboks"]
    assert "når Rask Danser har bekreftet den" in page and "Bekreft fullmakten" not in page
    assert confirm(holder, given) == 404


def test_the_holder_is_told_of_nothing_that_a_confirmation_would_not_open(holder: Browser, given: Grant) -> None:
    """The giver has withdrawn: what waits is then as everything else of theirs, not there."""
    holder.sign_in(LITEN)
    with holder.portal.database.writing() as connection:
        people.choose_consent(connection, given.grantor, Consent.NONE, given.grantor, holder.portal.clock.now())
    assert "Venter på" not in holder.get(f"{PAGE}/{given.id}").text
    assert act_for(holder, RASK) == 404
