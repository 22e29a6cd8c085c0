"""«Personverninnstillinger»: consent changed as it was shown, and choices that wait up to two days (portal.md A154–A176)."""

import re
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from shell_app.access.decision import decide
from shell_app.access.people import Consent
from shell_app.access.rules import VIEW
from shell_app.access.wording import why_not
from shell_app.records import people, privacy_choices
from shell_app.records.database import Database
from shell_app.records.tables import METADATA
from tests.shell_app.browser import Browser
from tests.shell_app.settings.some_people import NOON, three_people
from tests.shell_app.test_doors import BITTE, LITEN, act_for, handle_of, token_of
from tests.shell_app.town import SERVICES

PAGE = "/mine/nb/privacy-settings"
ELDRE, GRUNN, STILLE, HJELPSOM = "01924417060", "23911391589", "08819033057", "26828136150"


def states(browser: Browser) -> list[str]:
    """The status line of each card."""
    return re.findall(r'<p class="status">(?:<svg.*?</svg>)?([^<]+)</p>', browser.get(PAGE).text, re.DOTALL)


def consent(browser: Browser, number: str) -> Consent:
    with browser.portal.database.reading() as connection:
        found = people.find(connection, handle_of(browser, number))
    assert found
    return found.person.consent


def shown(browser: Browser, level: str) -> TestResponse:
    return browser.get(f"{PAGE}/use/planned?level={level.replace('+', '%2B')}")


def carried(page: TestResponse) -> str:
    found = re.search(r'name="plan" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def confirm(browser: Browser, plan: str) -> TestResponse:
    return browser.post(f"{PAGE}/use", {"csrf_token": token_of(browser), "plan": plan})


def listed(page: TestResponse, title: str) -> list[str]:
    return re.findall(r"<li>([^<]+)</li>", page.text.partition(f"<h2>{title}</h2>")[2].partition("</ul>")[0])


def ask(browser: Browser, setting: str, value: str) -> int:
    return browser.post(f"{PAGE}/choice/{setting}", {"csrf_token": token_of(browser), "value": value}).status_code


def test_the_cards_tell_how_it_stands(browser: Browser) -> None:
    """portal.md A157–A160, the three kinds of status."""
    browser.sign_in(LITEN)
    usual = ["Du har samtykket til Full", "Du bruker standardinnstillinger", "Du bruker standardinnstillinger"]
    assert states(browser) == usual
    assert ask(browser, "research", "closed") == 303
    assert states(browser) == [*usual[:2], "Du har satt begrensninger"]


def test_what_is_lost_is_shown_and_then_lost_and_nothing_else(browser: Browser) -> None:
    """The service of the small portal needs Basis: withdrawing loses it; the log stays."""
    browser.sign_in(ELDRE)
    page = shown(browser, "none")
    lost = sorted(listed(page, "Dette mister du med en gang"))
    inbox = ["Innboks", "Innboks: Brev fra sykehus", "Innboks: Meldinger til og fra helsepersonell"]
    assert lost == ["Fullmakter", *inbox, "Kontaktinformasjon", "Varselinnstillinger"]
    assert listed(page, "Fullmakter som avsluttes") == ["Hjelpsom Solskinn", "Ærlig Solskinn"]
    assert consent(browser, ELDRE) is Consent.FULL, "to look changes nothing"
    assert confirm(browser, carried(page)).status_code == 303
    assert consent(browser, ELDRE) is Consent.NONE
    assert browser.get("/mine/nb/proxies").status_code == 403
    assert browser.get("/mine/nb/use-and-access").status_code == 200
    with browser.portal.database.reading() as connection:
        found = people.find(connection, handle_of(browser, ELDRE))
        assert found
        assert all(grant.ended for grant in people.subject(connection, found).grants)


def test_what_is_shown_as_deleted_is_deleted(browser: Browser) -> None:
    """portal.md R8: all 6,123 messages, and the notices of the inbox; the log of use is as long as it was."""
    browser.sign_in(LITEN)
    liten = handle_of(browser, LITEN)
    tables = [METADATA.tables[name] for name in ("threads", "notices", "uses")]

    def kept() -> list[int]:
        with browser.portal.database.reading() as connection:
            return [connection.scalar(select(func.count()).where(each.c.subject == liten)) or 0 for each in tables]

    page = shown(browser, "none")
    threads, told, used = kept()
    counted = listed(page, "Slettes innen 24 timer")
    assert sum(int(re.sub(r"\D", "", each)) for each in counted if each[-1].isdigit()) == 6123 + told
    assert [each.partition(":")[0] for each in counted] == ["Innboks", "Innboks", "Innboks", "Varselinnstillinger"]
    assert "Det gjør også loggen over bruk, til innslagene er fem år gamle." in page.text
    assert (threads > 3000, told > 20, confirm(browser, carried(page)).status_code) == (True, True, 303)
    assert kept()[:2] == [0, 0] and kept()[2] >= used


def test_what_is_gained_is_shown_and_then_open(browser: Browser) -> None:
    browser.sign_in("31889639094")
    page = shown(browser, "basis+")
    assert "Innboks" in listed(page, "Dette får du")
    assert confirm(browser, carried(page)).status_code == 303
    assert consent(browser, "31889639094") is Consent.BASIS_PLUS
    assert browser.get("/mine/nb/contact-information").status_code == 200


def test_a_plan_that_has_grown_stale_is_shown_anew_and_not_carried_out(browser: Browser) -> None:
    """Somebody changed the consent in another window meanwhile."""
    browser.sign_in(LITEN)
    first, second = carried(shown(browser, "none")), carried(shown(browser, "basis"))
    assert confirm(browser, second).status_code == 303
    page = confirm(browser, first)
    assert page.status_code == 409 and "Ingenting er gjort" in page.text
    assert consent(browser, LITEN) is Consent.BASIS


@pytest.mark.parametrize("plan", ["", "x", "A" * 200])
def test_what_was_not_shown_cannot_be_done(browser: Browser, plan: str) -> None:
    browser.sign_in(LITEN)
    assert confirm(browser, plan).status_code == 400
    assert consent(browser, LITEN) is Consent.FULL


def test_a_choice_waits_up_to_two_days_and_is_shown_so(browser: Browser) -> None:
    """portal.md A174, Q5."""
    browser.sign_in(LITEN)
    assert "inntil to dager" in browser.get(f"{PAGE}/health-personnel").text
    assert "senest" in browser.get(f"{PAGE}/choice/summary-record?value=closed").text
    assert ask(browser, "summary-record", "closed") == 303
    waiting = browser.get(f"{PAGE}/health-personnel").text
    assert waiting.count("Venter") == 1 and waiting.count(">Stengt<") == 0 and "Blir stengt senest" in waiting
    two_days_ago = browser.portal.clock.now() - timedelta(hours=48)
    with browser.portal.database.writing() as connection:
        connection.execute(privacy_choices.privacy_choices.update().values(requested=two_days_ago))
    held = browser.get(f"{PAGE}/health-personnel").text
    assert held.count("Venter") == 0 and held.count(">Stengt<") == 1


@pytest.mark.parametrize(
    ("setting", "number", "wrong"),
    [
        ("prescriptions-personnel", "7654321", "lege"),
        ("summary-record-personnel", "7", "-1"),
        ("one-prescription", "AB-1234", "x"),
    ],
)
def test_single_personnel_and_prescriptions_are_closed_by_number(
    browser: Browser, setting: str, number: str, wrong: str
) -> None:
    """Seen before it is done, shown as waiting, opened again alone; what is no number is told where it was written."""
    browser.sign_in(LITEN)
    fault = browser.get(f"{PAGE}/choice/{setting}?value=closed&about={wrong}")
    assert (fault.status_code, f'id="{setting}-error"' in fault.text) == (422, True)
    assert f'value="{wrong}"' in fault.text
    assert re.search(rf'<a href="#{setting}">[^<]+: Skriv ', fault.text)
    seen = browser.get(f"{PAGE}/choice/{setting}?value=closed&about=+{number}+").text
    assert f'name="about" value="{number}"' in seen and f"({number})?" in seen
    form = {"csrf_token": token_of(browser), "value": "closed", "about": wrong}
    assert browser.post(f"{PAGE}/choice/{setting}", form).status_code == 400
    assert browser.post(f"{PAGE}/choice/{setting}", {**form, "about": number}).status_code == 303
    page = browser.get(f"{PAGE}/health-personnel").text
    assert page.count("Blir stengt senest") == 1 and f">{number}</h3>" in page
    assert states(browser)[1] == "Du har satt begrensninger"
    assert browser.post(f"{PAGE}/choice/{setting}", {**form, "value": "open", "about": number}).status_code == 303
    assert f">{number}</h3>" not in browser.get(f"{PAGE}/health-personnel").text


def test_there_is_room_for_fifty_and_to_open_there_always_is(browser: Browser) -> None:
    browser.sign_in(LITEN)
    ada = handle_of(browser, LITEN)
    with browser.portal.database.writing() as connection:
        for number in range(50):
            now = browser.portal.clock.now()
            privacy_choices.choose(connection, ada, "prescriptions-personnel", "closed", ada, now, str(number))
    form = {"csrf_token": token_of(browser), "value": "closed", "about": "50"}
    address = f"{PAGE}/choice/prescriptions-personnel"
    assert browser.get(f"{address}?value=closed&about=50").status_code == 422
    assert [browser.post(address, {**form, **more}).status_code for more in ({}, {"value": "open", "about": "49"})] == [
        400,
        303,
    ]
    assert browser.post(address, form).status_code == 303


def test_one_who_takes_a_choice_back_before_it_held_has_changed_nothing(browser: Browser) -> None:
    browser.sign_in(LITEN)
    assert [ask(browser, "screening", value) for value in ("closed", "open")] == [303, 303]
    page = browser.get(f"{PAGE}/research").text
    assert "Venter" not in page and page.count(">Åpen<") == 3


@pytest.mark.parametrize(("setting", "value"), [("screening", ""), ("screening", "ajar"), ("everything", "closed")])
def test_a_setting_or_value_that_is_none_is_not_there(browser: Browser, setting: str, value: str) -> None:
    browser.sign_in(LITEN)
    assert ask(browser, setting, value) == 404


def test_a_holder_of_a_proxy_never_comes_here(browser: Browser) -> None:
    """portal.md A173."""
    browser.sign_in("26828136150")
    act_for(browser, ELDRE)
    assert browser.get("/mine/nb/").status_code == 200 and "Eldre Solskinn" in browser.get("/mine/nb/").text
    assert browser.get(PAGE).status_code == 404
    assert ask(browser, "screening", "closed") == 404
    assert confirm(browser, "").status_code == 404


def test_a_parent_chooses_for_a_child_and_it_holds_for_the_child(browser: Browser) -> None:
    """portal.md R17."""
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    assert confirm(browser, carried(shown(browser, "basis"))).status_code == 303
    assert (consent(browser, BITTE), consent(browser, LITEN)) == (Consent.BASIS, Consent.FULL)


def test_a_parent_lets_a_youth_use_some_services_alone_or_no_longer(browser: Browser) -> None:
    """portal.md A54; there is nothing to choose for a small child, nor for oneself."""
    youth = Browser(browser.shell, browser.rogue)
    youth.sign_in(GRUNN)
    assert youth.get("/mine/nb/notice-settings").status_code == 200
    browser.sign_in(STILLE)
    assert browser.post(f"{PAGE}/child", {"csrf_token": token_of(browser), "allowed": "no"}).status_code == 404
    act_for(browser, GRUNN)
    assert browser.post(f"{PAGE}/child", {"csrf_token": token_of(browser), "allowed": "no"}).status_code == 303
    assert youth.get("/mine/nb/notice-settings").status_code == 403
    browser.post(f"{PAGE}/child", {"csrf_token": token_of(browser), "allowed": "yes"})
    assert youth.get("/mine/nb/notice-settings").status_code == 200


def test_the_history_of_choices_is_kept_in_order_by_both_databases(database: Database) -> None:
    ada, bo, _ = three_people(database)
    with database.writing() as connection:
        for value, later in (("closed", 0), ("open", 1)):
            privacy_choices.choose(connection, ada, "research", value, ada, NOON + timedelta(hours=later))  # type: ignore[arg-type]
    with database.reading() as connection:
        assert [(each.setting, each.value, each.requested) for each in privacy_choices.history(connection, ada)] == [
            ("research", "closed", NOON), ("research", "open", NOON + timedelta(hours=1)),
        ]  # fmt: skip
        assert privacy_choices.history(connection, bo) == []


def test_what_one_closes_is_shut_from_the_second_it_holds(browser: Browser) -> None:
    """One's own way to the patient record: two days after it was asked for, for oneself and for who has a proxy."""
    browser.sign_in(ELDRE)
    asked = browser.portal.clock.now()
    assert ask(browser, "own-record-access", "closed") == 303
    with browser.portal.database.reading() as connection:
        eldre, holder = (people.find(connection, handle_of(browser, number)) for number in (ELDRE, HJELPSOM))
        assert eldre and holder
        about = people.subject(connection, eldre)
    both = replace(
        about, grants=(replace(about.grants[0], holder=holder.id, areas=frozenset({"journal"}), ended=None, end=None),)
    )
    for after, record, other in ((timedelta(hours=47), True, True), (timedelta(hours=49), False, True)):
        for actor in (eldre.person, holder.person):
            assert decide(actor, both, SERVICES["record"], VIEW, asked + after).allowed == record
        assert decide(eldre.person, both, SERVICES["refunds"], VIEW, asked + after).allowed == other
    assert why_not(decide(eldre.person, both, SERVICES["record"], VIEW, asked + timedelta(hours=49)))[0].way_out
