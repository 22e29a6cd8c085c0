"""What a notice says tells nothing to whoever reads it over a shoulder (access-rules.md T8)."""

import re

import pytest

from shell_app.notify.wording import text
from shell_app.people.notice_choices import Occasion

TELLING = re.compile(
    "helse|dearvva|здоров|صح|health|lege|doctor|sykehus|sjukehus|hospital|time|innboks|inbox|resept|prescription|"
    "barn|child|http|www|[.]no|[0-9]",
    re.IGNORECASE,
)


OCCASIONS: tuple[Occasion, ...] = ("treatment", "shut", "opened")


@pytest.mark.parametrize("occasion", OCCASIONS)
@pytest.mark.parametrize("language", ["nb", "nn", "se", "en", "ar", "uk"])
def test_a_text_tells_nothing_of_health_service_sender_or_name(language: str, occasion: Occasion) -> None:
    """Nor has it an address to press: such messages are what swindlers send."""
    said = text(language, occasion)
    assert said.title and said.body
    assert TELLING.findall(f"{said.title} {said.body}") == []


def test_each_language_has_its_own_words_and_an_unknown_one_the_usual() -> None:
    assert len({text(each, occasion).body for each in ("nb", "nn", "en") for occasion in OCCASIONS}) == 9
    assert text("xx") == text("") == text("nb") != text("en")
