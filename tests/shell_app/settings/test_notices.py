"""«Varselinnstillinger»: the way, how often, and about whom one is told (portal.md A136–A153)."""

import re
from datetime import datetime, time

import pytest

from shell_app.access.people import OSLO, local_date
from shell_app.notify.simulator import month_before
from shell_app.people.consent import Opening
from shell_app.people.notice_choices import OCCASIONS, NoticeChoices, Occasion
from shell_app.records import notice_choices, notices
from shell_app.records.database import Database
from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.settings.some_people import three_people
from tests.shell_app.test_doors import BITTE, LITEN, RASK, handle_of, token_of

PAGE = "/mine/nb/notice-settings"
STILL = "05852092558"


def kept(browser: Browser, number: str = LITEN) -> NoticeChoices:
    with browser.portal.database.reading() as connection:
        return notice_choices.find(connection, handle_of(browser, number))


def checked(text: str) -> list[str]:
    """The names and values of what is ticked."""
    ticked = [one for one in re.findall(r"<input[^>]*>", text) if " checked" in one]
    return ["=".join(re.findall(r'(?:name|value)="([^"]+)"', one)) for one in ticked]


def test_more_notices_are_all_of_the_fewer_and_something_besides() -> None:
    """portal.md A149–A151: a chain, strictly growing."""
    few, standard, many = (set(OCCASIONS[level]) for level in ("few", "standard", "many"))
    assert few < standard < many
    assert not NoticeChoices(frequency="few").asks_for("answer")
    assert NoticeChoices(frequency="standard").asks_for("answer")


def test_what_is_chosen_stands_on_the_page_afterwards(browser: Browser) -> None:
    browser.sign_in(LITEN)
    assert checked(browser.get(PAGE).text) == ["fallback=email", "frequency=standard"]
    rask = handle_of(browser, RASK)
    form = {"csrf_token": token_of(browser), "fallback": "both", "frequency": "many", "about": rask}
    answer = browser.post(PAGE, form)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}?done=saved")
    assert checked(browser.get(f"{PAGE}?done=saved").text) == ["fallback=both", "frequency=many", f"about={rask}"]
    assert kept(browser) == NoticeChoices("both", "many", frozenset({rask}))


def test_numbers_and_addresses_come_from_the_register(browser: Browser) -> None:
    """Foreign numbers too, and the way to change them leads there (portal.md A144, A147)."""
    browser.sign_in(LITEN)
    page = browser.get(PAGE).text
    assert "+46 70 000 00 01" in page and "liten@example.org" in page
    assert 'href="https://kontaktregister.example/"' in page


def test_of_ones_own_children_one_is_always_told(browser: Browser) -> None:
    """portal.md A153: named, and with nothing to tick."""
    browser.sign_in(LITEN)
    page = browser.get(PAGE).text
    assert re.search(r"<li>Bitte Danser: alltid</li>", page)
    assert handle_of(browser, "19862291037") not in page.partition("<main")[2]


@pytest.mark.parametrize("stranger", ["02898612069x", "x" * 22, ""])
def test_notices_about_somebody_one_may_not_act_for_cannot_be_had(browser: Browser, stranger: str) -> None:
    """portal.md A137: a stranger's handle is left out as if it were not there."""
    browser.sign_in(LITEN)
    about = stranger or handle_of(browser, STILL)
    browser.post(PAGE, {"csrf_token": token_of(browser), "fallback": "sms", "frequency": "few", "about": about})
    assert kept(browser) == NoticeChoices("sms", "few")


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({}, ["fallback", "frequency"]),
        ({"fallback": "pigeon", "frequency": "few"}, ["fallback"]),
        ({"fallback": "sms"}, ["frequency"]),
    ],
)
def test_what_lacks_is_told_and_nothing_is_kept(browser: Browser, given: dict[str, str], faults: list[str]) -> None:
    browser.sign_in(LITEN)
    page = browser.post(PAGE, {"csrf_token": token_of(browser), **given})
    assert page.status_code == 422
    assert (
        re.findall(r'<li><a href="#([a-z]+)">', page.text.partition('id="faults"')[2].partition("</div>")[0]) == faults
    )
    assert kept(browser) == NoticeChoices()


def test_choices_are_kept_alike_by_both_databases(database: Database) -> None:
    ada, bo, _ = three_people(database)
    for choices in (NoticeChoices("both", "many", frozenset({bo})), NoticeChoices("sms", "few")):
        with database.writing() as connection:
            notice_choices.keep(connection, ada, choices)
        with database.reading() as connection:
            assert notice_choices.find(connection, ada) == choices
            assert notice_choices.find(connection, bo) == NoticeChoices()


def test_where_the_operator_has_set_up_no_push_none_is_offered(browser: Browser) -> None:
    browser.sign_in(LITEN)
    page = browser.get(PAGE).text
    assert "Denne portalen sender ikke pushvarsler." in page and "push.js" not in page


def test_each_level_tells_what_it_would_have_brought_last_month(browser: Browser) -> None:
    """«Forrige måned ville du fått 4 / 11 / 23», of oneself and of those one is always told about; this month is not counted."""
    browser.sign_in(LITEN)
    now = browser.portal.clock.now()
    first, last = month_before(local_date(now))
    came: dict[Occasion, int] = {"treatment": 3, "answer": 7, "receipt": 8, "home-visit": 4}
    with browser.portal.database.writing() as connection:
        connection.execute(METADATA.tables["notices"].delete())
        for occasion, count in came.items():
            for _ in range(count):
                notices.tell(
                    connection,
                    handle_of(browser, LITEN),
                    Opening("innboks"),
                    occasion,
                    datetime.combine(first, time(), OSLO),
                )
        notices.tell(
            connection,
            handle_of(browser, BITTE),
            Opening("innboks"),
            "treatment",
            datetime.combine(last, time(23, 59), OSLO),
        )
        notices.tell(connection, handle_of(browser, LITEN), Opening("innboks"), "treatment", now)
        notices.tell(
            connection, handle_of(browser, RASK), Opening("innboks"), "treatment", datetime.combine(last, time(), OSLO)
        )
    assert re.findall(r"Forrige måned ville du fått (\d+) varsler", browser.get(PAGE).text) == ["4", "11", "23"]
    with browser.portal.database.writing() as connection:
        connection.execute(METADATA.tables["notices"].delete())
    assert "Forrige måned kom det ikke noe" in browser.get(PAGE).text
