"""The inbox in a real browser: from a sender's call to the letter, the answer and the row in the log; axe, narrow screens."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from development.senders import kept_keys
from development.sending import Letter, over_http, send
from shell_app.clock import system_time
from tests.browser.sample_site import SampleSite
from tests.browser.test_settings import OPEN_ALL, WIDER, signed_in
from tests.browser.test_shell import AXE, faults

LOOKS = (
    ("nb", "light", 320),
    ("nb", "dark", 1280),
    ("nn", "light", 1280),
    ("nn", "dark", 320),
    ("en", "light", 320),
    ("en", "dark", 1280),
)


def summoned(sample: SampleSite, whole: str) -> None:
    """A summons with a document, handed in over HTTP by the hospital's own key."""
    key = kept_keys(sample.root / "var/development/senders")["demosykehuset"]
    time = system_time() + timedelta(days=5)
    letter = Letter(
        "demosykehuset",
        "14838831150",
        "appointment",
        "Innkalling til prøvekontroll",
        "Velkommen.",
        (("brev.txt", b"Ta med kortet.\n"),),
        time,
    )
    status, answer = send(over_http(whole), whole, key, letter)
    assert status == 201, answer


def test_from_a_senders_call_to_the_letter_the_answer_and_the_log(
    browser: Browser, sample: SampleSite, whole: str
) -> None:
    """Without a single word against the page's own policy."""
    told: list[str] = []
    context = browser.new_context(base_url=whole)
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    signed_in(page)
    summoned(sample, whole)
    page.goto("/mine/nb/inbox?words=prøvekontroll")
    page.get_by_role("link", name="Innkalling til prøvekontroll").first.click()
    page.get_by_role("link", name="brev.txt").click()
    page.get_by_text("Ta med kortet.").wait_for()
    page.go_back()
    page.get_by_role("button", name="Tiden passer ikke").click()
    page.get_by_text("Kvittering: Demosykehuset har fått beskjed om at tiden ikke passer.").wait_for()
    page.get_by_label("Meldingen din").fill("Helst en torsdag.")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Kvittering: Meldingen din er sendt til Demosykehuset").wait_for()
    assert page.locator("article.message.own").count() == 2
    page.goto("/mine/nb/use-and-access?service=innboks")
    page.locator("main tbody tr").first.get_by_text("Liten Danser").wait_for()
    assert told == []
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_what_is_written_is_kept_and_documents_go_with_it(browser: Browser, whole: str, scripts: bool) -> None:
    """With scripts the draft keeps itself when one pauses, and a document that is too large is stopped at once; without,
    the form's own buttons keep it, and the portal tells what is wrong."""
    context = browser.new_context(base_url=whole, java_script_enabled=scripts)
    page = signed_in(context.new_page())
    page.goto("/mine/nb/inbox/write/demosykehuset")
    page.get_by_label("Hva gjelder det?").fill(f"Utslett {scripts}")
    page.get_by_label("Meldingen din").fill("Se bildet.")
    told = page.locator("form[data-draft] [role=status]")
    large = {"name": "stor.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7" + b" " * 5_000_000}
    if scripts:
        told.get_by_text("Lagret som kladd klokka").wait_for()
        page.get_by_label("Legg ved dokumenter").set_input_files([large])  # type: ignore[list-item]
        assert "«stor.pdf» er for stort" in told.inner_text()
        page.goto("/mine/nb/inbox/write")
        page.get_by_role("link", name=f"Utslett {scripts}").click()
    else:
        page.get_by_label("Legg ved dokumenter").set_input_files([large])  # type: ignore[list-item]
        page.get_by_role("button", name="Lagre som kladd").click()
        page.get_by_role("alert").get_by_text("«stor.pdf» er for stort").wait_for()
    assert page.get_by_label("Meldingen din").input_value() == "Se bildet."
    page.get_by_label("Legg ved dokumenter").set_input_files(
        [{"name": "Arm.txt", "mimeType": "text/plain", "buffer": b"rute"}]
    )
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("link", name="Arm.txt").click()
    page.get_by_text("rute", exact=True).wait_for()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Last ned dokumentet").click()
    assert coming.value.path().read_bytes() == b"rute"
    context.close()


def pages_of(page: Page) -> list[str]:
    page.goto("/mine/nb/inbox?words=prøvekontroll")
    thread = page.locator(".threads a").first.get_attribute("href") or ""
    page.goto(thread)
    document = page.locator(".documents a").first.get_attribute("href") or ""
    here = [address.partition("/nb/")[2] for address in (thread, document)]
    return [
        "inbox",
        "inbox?words=blod&kind=message",
        *here,
        "inbox/write",
        "inbox/write/demosykehuset",
        "inbox?done=archived&thread=none",
    ]


@pytest.mark.skipif(not AXE.exists(), reason="needs `npm ci` in tests/")
def test_everyone_can_use_the_inbox(browser: Browser, sample: SampleSite, whole: str) -> None:
    """Three languages, light and dark, wide and at 320 pixels without scrolling sideways; errors too."""
    context = browser.new_context(base_url=whole, bypass_csp=True)
    page = signed_in(context.new_page())
    summoned(sample, whole)
    found: list[str] = []
    for turn, address in enumerate(pages_of(page)):
        for language, scheme, width in (LOOKS[turn % len(LOOKS)], LOOKS[(turn + 3) % len(LOOKS)]):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"/mine/{language}/{address}")
            page.evaluate(OPEN_ALL)
            found += [f"{address} {language} {scheme} {width}: {each}" for each in faults(page)]
            found += [f"{address} is wider than {width}"] if page.evaluate(WIDER) > 0 else []
    page.goto("/mine/nb/inbox/write/demosykehuset")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("alert").wait_for()
    found += [f"errors: {each}" for each in faults(page)]
    assert found == []
    context.close()
