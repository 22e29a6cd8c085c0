"""What was published before has a say: the rules tell it with the way out."""

from datetime import date

from tests.builder.check.telling import PARTNER, edition, found

PAGE = edition(partner="fhi")


def test_an_earlier_text_is_told() -> None:
    """With the day that replaced it."""
    assert found("older-edition", PAGE) == []
    assert found("older-edition", PAGE, older={PAGE.key: date(2026, 3, 2)}) == [
        (
            PAGE.file,
            1,
            f"this is an earlier text, replaced on 2026-03-02; to publish it again: `helsevei approve --again {PAGE.file}`",
        )
    ]


def test_another_partners_page_is_told() -> None:
    """On the line where the new deliverer is named."""
    assert found("taken-over", PAGE) == []
    assert found("taken-over", PAGE, taken_over={PAGE.key: "legelaget"}) == [
        (
            PAGE.file,
            PARTNER,
            f"legelaget delivers this page on the air; it hands it over with `helsevei approve --withdraw {PAGE.file}`",
        )
    ]
