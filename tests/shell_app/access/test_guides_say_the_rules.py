"""The articles about parents and young people name the services that the rules open, and no other."""

import re
from pathlib import Path

import pytest

CONTENT = Path(__file__).parents[3] / "content"
RULES = {file.parent.name: file.read_text() for file in CONTENT.glob("services/*/service.yml")}
LIST = re.compile(r"(?:^(?:- |\|).*\n)+", re.MULTILINE)
EDITIONS = ("nb", "nn", "en")


def services(rule: str) -> set[str]:
    """Those in whose rules this line stands."""
    return {service for service, rules in RULES.items() if rule in map(str.strip, rules.splitlines())}


def listed(article: str, code: str) -> list[set[str]]:
    """The services that each list or table of the text links to, where it links to any."""
    text = (CONTENT / "articles" / article / f"{code}.md").read_text()
    found = [set(re.findall(r"\(service:([a-z-]+)\)", part)) for part in LIST.findall(text)]
    return [each for each in found if each]


@pytest.mark.parametrize("code", EDITIONS)
def test_parents_read_what_is_open_to_them_and_what_is_not(code: str) -> None:
    """From 12 to 15 every service stands in one of two lists."""
    assert listed("pa-vegne-av-barn", code) == [services("from_12_to_15: yes"), services("from_12_to_15: no")]
    assert services("under_12: no") == {"donorkort"}


@pytest.mark.parametrize("code", EDITIONS)
def test_young_people_read_what_needs_consent_and_what_does_not(code: str) -> None:
    """What is shut to them is not listed."""
    assert listed("ungdomstilgang", code) == [services("youth: free"), services("youth: consent")]
