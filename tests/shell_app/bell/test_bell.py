"""The bell: a count until it is pressed, of oneself and of those one is told about (portal.md A71, A116, A137, A153)."""

import re
from datetime import timedelta

import pytest

from shell_app.access.items import UNMARKED, Marks
from shell_app.access.people import Consent
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import NoticeChoices, Occasion
from shell_app.records import erasing, notice_choices, notices, people
from shell_app.records.inbox_values import Opened, Written
from shell_app.services.inbox.posting import Arrival, arrive
from tests.shell_app.browser import Browser
from tests.shell_app.conftest import Time
from tests.shell_app.test_doors import BITTE, LITEN, RASK, act_for, handle_of, token_of

PAGE = "/mine/nb/notices"
STRANGER = "08819033057"


def tell(browser: Browser, number: str, occasion: Occasion = "treatment", service: str = "innboks") -> None:
    with browser.portal.database.writing() as connection:
        now = browser.portal.clock.now()
        notices.tell(connection, handle_of(browser, number), Opening(service), occasion, now)


def post(browser: Browser, number: str, marks: Marks = UNMARKED) -> str:
    """A message arrives, with its notice; its conversation."""
    now = browser.portal.clock.now()
    opened, written = Opened("message", "Svar", marks=marks), Written("Testkontoret", "Hei", now)
    arrival = Arrival(handle_of(browser, number), opened, written, "messages", "treatment")
    with browser.portal.database.writing() as connection:
        return arrive(connection, "innboks", arrival, now).thread


def choose(browser: Browser, number: str, choices: NoticeChoices) -> None:
    with browser.portal.database.writing() as connection:
        notice_choices.keep(connection, handle_of(browser, number), choices)


def count(browser: Browser) -> int:
    """The number that stands beside the bell."""
    found = re.search(r'<span>Varsler</span><span class="count">(\d+)</span>', browser.get("/mine/nb/").text)
    return int(found[1]) if found else 0


def press(browser: Browser) -> str:
    """What the list says, after pressing the bell."""
    answer = browser.post(PAGE, {"csrf_token": token_of(browser)})
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    return re.sub(r"<[^>]+>", "", browser.get(PAGE).text.partition("<main")[2])


@pytest.fixture
def liten(browser: Browser) -> Browser:
    """Somebody whose bell is quiet to begin with."""
    browser.sign_in(LITEN)
    press(browser)
    return browser


def test_the_bell_counts_until_it_is_pressed(liten: Browser, time: Time) -> None:
    """And marks what is new while one looks at it; looking at the list without pressing changes nothing."""
    time.moved += timedelta(minutes=6)
    tell(liten, LITEN)
    tell(liten, LITEN, "answer")
    liten.get(PAGE)
    assert count(liten) == 2
    text = press(liten)
    assert count(liten) == 0 and text.count("Ny\n") == 2
    assert "Noe nytt om behandling og oppfølging" in text and "Svar på en henvendelse" in text
    time.moved += timedelta(minutes=6)
    assert "Ny\n" not in press(liten)


def test_what_one_has_not_asked_for_is_not_in_the_bell_either(liten: Browser) -> None:
    """portal.md A149: as few as possible are those about treatment."""
    choose(liten, LITEN, NoticeChoices("email", "few"))
    tell(liten, LITEN, "receipt")
    assert count(liten) == 0


def test_of_ones_small_children_one_is_told_and_of_others_when_one_asks(liten: Browser) -> None:
    """portal.md A137, A153: named in the list, and opened by going over to them."""
    tell(liten, BITTE)
    tell(liten, RASK)
    assert count(liten) == 1
    choose(liten, LITEN, NoticeChoices("email", "standard", frozenset({handle_of(liten, RASK)})))
    text = press(liten)
    assert ": Bitte Danser" in text and ": Rask Danser" in text
    form = {"csrf_token": token_of(liten), "person": handle_of(liten, BITTE), "service": "innboks"}
    went = liten.post("/mine/act-for", form)
    assert (went.status_code, went.headers["Location"]) == (303, "/mine/nb/inbox")


def test_two_parents_each_have_their_own_bell(liten: Browser) -> None:
    tell(liten, BITTE)
    press(liten)
    other = Browser(liten.shell, liten.rogue)
    other.sign_in(RASK)
    assert (count(liten), count(other)) == (0, 1)


def test_the_bell_stays_ones_own_while_one_acts_for_another(liten: Browser) -> None:
    """And leads back to oneself."""
    tell(liten, LITEN)
    act_for(liten, BITTE)
    assert count(liten) == 1
    assert "for deg selv" in press(liten)


def test_a_stranger_and_what_one_may_no_longer_look_at_are_not_there(liten: Browser) -> None:
    """Consent withdrawn, or a service that the release has no more."""
    tell(liten, STRANGER)
    tell(liten, LITEN, service="closed-down")
    assert count(liten) == 0
    tell(liten, BITTE)
    with liten.portal.database.writing() as connection:
        people.choose_consent(
            connection, handle_of(liten, BITTE), Consent.NONE, handle_of(liten, LITEN), liten.portal.clock.now()
        )
    assert count(liten) == 0


def test_a_parents_bell_is_silent_about_what_is_confidential(liten: Browser) -> None:
    """access-rules.md T8: that something came is a message of its own."""
    post(liten, BITTE, Marks(confidential=True))
    assert count(liten) == 0 and "Bitte Danser" not in press(liten)
    post(liten, BITTE)
    assert count(liten) == 1
    post(liten, LITEN, Marks(confidential=True))
    assert count(liten) == 2, "one's own is told of whatever its marks"


def test_of_what_has_been_erased_the_bell_says_nothing(liten: Browser) -> None:
    thread, now = post(liten, LITEN), liten.portal.clock.now()
    assert count(liten) == 1
    with liten.portal.database.writing() as connection:
        erasing.erase(connection, thread, now)
    assert count(liten) == 0


def test_a_quiet_bell_says_so(browser: Browser) -> None:
    browser.sign_in(RASK)
    assert count(browser) == 0
    assert "Du har ingen varsler fra de siste tre månedene." in press(browser)
