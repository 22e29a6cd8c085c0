"""«Kontaktinformasjon»: what the registers say, and what one tells oneself (portal.md A129–A135)."""

import re

import pytest

from shell_app.people.profile import MOST, Profile, account
from shell_app.records import profiles
from shell_app.records.database import Database
from shell_app.records.sealing import Keyring, Unreadable
from tests.shell_app.browser import Browser
from tests.shell_app.settings.some_people import KEYRING, three_people
from tests.shell_app.test_doors import BITTE, LITEN, act_for, handle_of, token_of

PAGE = "/mine/nb/contact-information"
SKJULT = "17878535006"
SISTER = {"kin-name": "Storesøster Danser", "kin-relation": "søster", "kin-telephone": "+47 400 00 003"}


def kept(browser: Browser, number: str = LITEN) -> Profile:
    with browser.portal.database.reading() as connection:
        return profiles.find(connection, browser.portal.keyring, handle_of(browser, number))


def send(browser: Browser, part: str, form: dict[str, str]) -> int:
    return browser.post(f"{PAGE}/{part}", {"csrf_token": token_of(browser), **form}).status_code


def test_what_the_registers_say_is_shown_with_its_source(browser: Browser) -> None:
    """portal.md A128: read here, changed there."""
    browser.sign_in(LITEN)
    page = browser.get(PAGE).text
    for said in ("Liten Danser", "Solsvingen 1, 9999 Demostad", "+46 70 000 00 01", "liten@example.org", "Bokmål"):
        assert f"<dd>{said}</dd>" in page
    assert page.count('class="source"') == 2


def test_a_protected_address_is_not_shown_even_to_oneself(browser: Browser) -> None:
    """Somebody may look over the shoulder (portal.md R21)."""
    browser.sign_in(SKJULT)
    page = browser.get(PAGE).text
    assert "Adressen din er skjermet" in page and "Ukjent 1" not in page and "ukjent-1" not in page


def test_next_of_kin_and_employers_are_added_and_taken_away(browser: Browser) -> None:
    browser.sign_in(LITEN)
    assert send(browser, "kin", SISTER) == 303
    assert send(browser, "employers", {"employer-name": "Danseskolen (demo)", "employer-telephone": ""}) == 303
    [kin], [employer] = kept(browser).kin, kept(browser).employers
    assert (kin.name, kin.relation, kin.telephone, employer.name) == (
        "Storesøster Danser",
        "søster",
        "+47 400 00 003",
        "Danseskolen (demo)",
    )
    assert "Storesøster Danser" in browser.get(PAGE).text
    for entry in (kin.id, employer.id):
        assert send(browser, "remove", {"entry": entry}) == 303
        assert send(browser, "remove", {"entry": entry}) == 404
    assert kept(browser) == Profile()


def test_what_is_not_right_is_told_and_stands_as_it_was_written(browser: Browser) -> None:
    browser.sign_in(LITEN)
    form = {"csrf_token": token_of(browser), "kin-name": "Søster", "kin-relation": "", "kin-telephone": "ring meg"}
    page = browser.post(f"{PAGE}/kin", form)
    assert page.status_code == 422
    assert re.findall(r'<li><a href="#([a-z-]+)">', page.text) == ["kin-relation", "kin-telephone"]
    assert 'value="Søster"' in page.text and 'value="ring meg"' in page.text
    assert kept(browser) == Profile()


def test_there_is_room_for_ten(browser: Browser) -> None:
    browser.sign_in(LITEN)
    assert [send(browser, "kin", SISTER) for _ in range(MOST + 1)] == [303] * MOST + [422]


def test_needs_are_kept_as_the_four_there_are(browser: Browser) -> None:
    """portal.md A134: språk, hørsel, tale, syn."""
    browser.sign_in(LITEN)
    form = {"csrf_token": token_of(browser), "needs": ["sight", "language", "telepathy"], "spoken-language": " polsk "}
    assert browser.post(f"{PAGE}/needs", form).status_code == 303  # type: ignore[arg-type]
    assert (kept(browser).needs, kept(browser).spoken_language) == (("language", "sight"), "polsk")


@pytest.mark.parametrize(
    ("written", "read"),
    [("12345678903", "12345678903"), ("1234.56.78903", "12345678903"), ("1234 56 78903", "12345678903"),
     ("12345678902", None), ("1234567890", None), ("1234567890٣", None), ("konto", None), ("", None)],
)  # fmt: skip
def test_an_accounts_last_digit_shows_that_it_is_one(written: str, read: str | None) -> None:
    assert account(written) == read


def test_the_account_is_kept_and_never_shown_whole(browser: Browser) -> None:
    """portal.md A135; an empty field takes it away."""
    browser.sign_in(LITEN)
    assert send(browser, "account", {"account": "1234.56.78902"}) == 422
    assert send(browser, "account", {"account": "1234.56.78903"}) == 303
    assert kept(browser).account == "12345678903"
    page = browser.get(PAGE).text
    assert "903" in page and "78903" not in page
    assert send(browser, "account", {"account": ""}) == 303
    assert kept(browser).account == ""


def test_a_parent_tells_for_a_small_child_and_it_stands_with_the_child(browser: Browser) -> None:
    browser.sign_in(LITEN)
    act_for(browser, BITTE)
    assert send(browser, "kin", SISTER) == 303
    assert [one.relation for one in kept(browser, BITTE).kin] == ["søster"]
    assert kept(browser, LITEN) == Profile()


def test_a_profile_is_sealed_to_its_person(database: Database) -> None:
    """Moved to another's row it opens no more, and the database alone tells nothing."""
    ada, bo, _ = three_people(database)
    told = Profile(spoken_language="polsk", account="12345678903")
    with database.writing() as connection:
        profiles.keep(connection, KEYRING, ada, Profile(account="1"))
        profiles.keep(connection, KEYRING, ada, told)
    with database.writing() as connection:
        assert profiles.find(connection, KEYRING, ada) == told
        assert profiles.find(connection, KEYRING, bo) == Profile()
        table = profiles.profiles
        sealed = connection.scalar(table.select().with_only_columns(table.c.sealed))
        assert b"12345678903" not in (sealed or b"")
        with pytest.raises(Unreadable):
            profiles.find(connection, Keyring(b"x" * 32), ada)
        connection.execute(table.update().values(person=bo))
        with pytest.raises(Unreadable):
            profiles.find(connection, KEYRING, bo)


def test_by_which_way_each_sender_reaches_one_is_told_with_why_not_here(browser: Browser) -> None:
    """portal.md A64, A65: another hospital than one's own is not there; with Basis letters go on paper."""
    browser.sign_in(LITEN)
    page = browser.get(PAGE).text.partition("Post eller digitalt")[2].partition("</details>")[0]
    assert "Demosykehuset" in page and "Fjordsykehuset" not in page and "Fjellfoten" not in page
    assert page.count("Her, i innboksen") == 8 and "På papir" not in page
    browser.sign_in("53867918120")
    page = browser.get(PAGE).text.partition("Post eller digitalt")[2].partition("</details>")[0]
    assert page.count("samtykket ditt dekker det ikke") == 4 and page.count("avsenderen sender det ikke hit ennå") == 1
