"""Each settings page has the parts and options of the specification, in its order (portal.md A129–A197)."""

import html
import re

import pytest

from tests.shell_app.browser import Browser
from tests.shell_app.door_table import LITEN

PARTS: dict[str, list[str]] = {
    "contact-information": [
        "<h1>Kontaktinformasjon</h1>",
        "Kontaktinformasjonen din</",
        "Hentet fra Folkeregisteret.",
        "Hentet fra Kontakt- og reservasjonsregisteret.",
        "Pårørende, arbeidsgivere og kommunikasjonsbehov</",
        "Språk: Jeg trenger tolk",
        "Hørsel",
        "Tale",
        "Syn",
        "Kontonummer for refusjoner og utbetalinger fra Helfo</",
    ],
    "privacy-settings": [
        "<h1>Personverninnstillinger</h1>",
        "Du har samtykket til Full",
        "Hvordan vil du bruke portalen?</h2>",
        "Du bruker standardinnstillinger",
        "Helsepersonell sin tilgang til opplysninger om deg</h2>",
        "Du bruker standardinnstillinger",
        "Forskning, screening og helseregistre</h2>",
    ],
    "privacy-settings/use": [
        "<h1>Hvordan vil du bruke portalen?</h1>",
        "Du har samtykket til Full",
        'scope="col">Full<',
        'scope="col">Basis+<',
        'scope="col">Basis<',
        "Endre samtykke</",
        'value="full"',
        'value="basis+"',
        'value="basis"',
        "La dem som har fullmakt, bruke portalen for deg</",
        "Trekk samtykket ditt</",
    ],
    "privacy-settings/health-personnel": [
        "Det kan ta inntil to dager før innstillingene dine trer i kraft.",
        "Du kan ikke gjøre endringer for den som har gitt deg fullmakt.",
        "Alle opplysninger i kjernejournal</h2>",
        "Besøkshistorikk i kjernejournal</h2>",
        "En enkelt resept</h2>",
        "Din egen tilgang til journalen her</h2>",
    ],
    "proxies": [
        "<h1>Fullmakter</h1>",
        "Gi fullmakt til andre</h2>",
        "Gi fullmakt så andre kan bruke portalen på vegne av deg</",
        'value="health-data"',
        'value="journal"',
        'value="services"',
        "Gi fullmakt så andre kan hente ut reseptene dine</",
        "Hvilke fullmakter har du gitt?</h2>",
        "Hvilke fullmakter har du fått?</h2>",
        "Historikk</h2>",
    ],
    "use-and-access": [
        "<h1>Bruk og tilganger</h1>",
        "Logg over bruk</a>",
        "Aktive innlogginger</a>",
        "Tillatelser</a>",
        "Finn logginnslag</",
        "logginnslag</h2>",
        "Last ned loggen</a>",
        "Kontroller loggen</a>",
    ],
    "notice-settings": [
        "<h1>Varselinnstillinger</h1>",
        "Hvordan vil du motta varsler?</h2>",
        "Du har ikke aktivert pushvarsler",
        "mellom klokka 07:00 og 23:00",
        "SMS: +46 70 000 00 01",
        "E-post: liten@example.org",
        "Både på SMS og e-post",
        "Hvor ofte vil du bli varslet?</h2>",
        "Så få varsler som mulig</label>",
        "Standardvarsling</label>",
        "Så mange varsler som mulig</label>",
        "Varsler for personer du representerer</h2>",
        "Du får alltid varsler for barna dine som er under 16 år.",
    ],
}


@pytest.mark.parametrize("address", PARTS)
def test_a_settings_page_has_its_parts_in_order(browser: Browser, address: str) -> None:
    browser.sign_in(LITEN)
    page = html.unescape(browser.get(f"/mine/nb/{address}").text)
    main = re.sub(r"\s+", " ", page.partition("<main")[2])
    found, at = [], 0
    for part in PARTS[address]:
        place = main.find(part, at)
        found.append(part if place >= 0 else f"not after what came before: {part}")
        at = max(at, place)
    assert found == PARTS[address]
