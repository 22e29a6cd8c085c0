"""How long things are kept, said as people say it."""

import pytest

from shell_app.periods import period
from translations import languages
from translations.catalogue import load_catalogue


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0 dager"),
        (1, "1 dag"),
        (90, "90 dager"),
        (364, "364 dager"),
        (365, "ett år"),
        (366, "ett år"),
        (367, "367 dager"),
        (730, "to år"),
        (1460, "1\u00a0460 dager"),
        (1461, "fire år"),
        (1825, "1\u00a0825 dager"),
        (1826, "fem år"),
        (1827, "fem år"),
        (3652, "ti år"),
        (4018, "11 år"),
        (36525, "100 år"),
        (99999, "99\u00a0999 dager"),
    ],
)
def test_whole_years_are_said_in_years_and_the_rest_in_days(days: int, said: str) -> None:
    """Five years have 1,826 days or 1,827, whichever years they are; small numbers are written in letters."""
    assert period(days, load_catalogue("nb"), languages.get("nb")) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nb", ["ett år", "fem år", "11 år", "1 dag", "90 dager"]),
        ("nn", ["eitt år", "fem år", "11 år", "1 dag", "90 dagar"]),
        ("en", ["one year", "five years", "11 years", "1 day", "90 days"]),
    ],
)
def test_each_language_says_it_in_its_own_words(code: str, said: list[str]) -> None:
    assert [period(days, load_catalogue(code), languages.get(code)) for days in (365, 1827, 4018, 1, 90)] == said
