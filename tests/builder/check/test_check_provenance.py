"""Every edition says who answers for it."""

from datetime import date
from typing import Any

import pytest

from builder.domain.article import Assurance
from builder.domain.registers import Partner
from tests.builder.check.telling import PARTNER, TODAY, edition, found, told

WHOLE: dict[str, Any] = {
    "assured_by": (Assurance("legelaget", "lege"),),
    "reviewed": date(2026, 3, 2),
    "review_due": date(2028, 3, 2),
    "changed": date(2026, 3, 2),
}


def test_a_source_edition_says_who_assured_it_and_when() -> None:
    """All that is missing is told in one line; a service's page needs nobody who assured it."""
    assert told("provenance-incomplete") == [(1, "add «reviewed:», «changed:», «review_due:», «assured_by:»; ask fhi")]
    assert told("provenance-incomplete", **WHOLE) == []
    assert told("provenance-incomplete", kind="service", **{**WHOLE, "assured_by": ()}) == []
    assert told("provenance-incomplete", **{**WHOLE, "review_due": None, "review_every": 24}) == []
    assert told("provenance-incomplete", made_from="nb") == []


@pytest.mark.parametrize("due", [date(2026, 3, 2), date(2025, 3, 2), date(2029, 3, 6)])
def test_the_next_review_is_a_day_to_three_years_after_the_last(due: date) -> None:
    """Not on the same day, not before and not later."""
    assert told("review-period", **{**WHOLE, "review_due": due}) == [
        (1, f"due {due}, reviewed 2026-03-02; the next review must be 1 day to 3 years after the last")
    ]
    assert told("review-period", **{**WHOLE, "review_due": date(2029, 3, 2)}) == []


def test_whoever_answers_for_a_text_is_in_the_partner_register() -> None:
    """Who delivered, assured, translated and reviewed it."""
    source = edition(partner="fhx", assured_by=(Assurance("legelaget", "lege"),))
    english = edition(language="en", made_from="nb", by="zzz", reviewed_by="legelaget")
    partners = {"fhi": Partner({"nb": "FHI"}), "folkehelsa": Partner({"nb": "Folkehelsa"})}
    assert found("unknown-partner", source, english, partners=partners) == [
        (source.file, PARTNER, "no partner «fhx»; add partners/fhx.yml"),
        (source.file, 1, "no partner «legelaget»; add partners/legelaget.yml"),
        (english.file, PARTNER, "no partner «zzz»; add partners/zzz.yml"),
        (english.file, PARTNER, "no partner «legelaget»; add partners/legelaget.yml"),
    ]
    near = edition(partner="folkehels")
    assert found("unknown-partner", near, partners=partners) == [
        (near.file, PARTNER, "no partner «folkehels»; did you mean «folkehelsa»?")
    ]


def test_a_text_past_its_review_is_told_and_shown() -> None:
    """On the day itself it still holds."""
    page = edition(**WHOLE)
    assert found("review-overdue", page, today=date(2028, 3, 3)) == [
        (page.file, 1, "last reviewed 2026-03-02, due 2028-03-02; ask fhi to review it")
    ]
    assert found("review-overdue", page, today=date(2028, 3, 2)) == []


@pytest.mark.parametrize("key", ["reviewed", "changed"])
def test_nothing_has_been_done_after_today(key: str) -> None:
    """Today itself is not in the future."""
    page = edition(**{**WHOLE, key: date(2026, 11, 24)})
    assert found("date-in-future", page) == [
        (page.file, 1, f"«{key}» is 2026-11-24, after today (2026-11-23); correct it")
    ]
    assert found("date-in-future", edition(**{**WHOLE, key: TODAY})) == []
