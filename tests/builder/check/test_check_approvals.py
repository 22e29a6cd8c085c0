"""What is said in partners' names is told when no approval covers it."""

from datetime import date

from builder.domain.approval import Credit, Signed, Standing, Statement
from builder.domain.article import Assurance
from builder.domain.registers import Partner
from tests.builder.check.telling import PARTNER, edition, found

PAGE = edition(partner="fhi", assured_by=(Assurance("legelaget", "lege"),))
DELIVERED, ASSURED = Credit("delivered", "fhi"), Credit("assured", "legelaget", "lege")
STATEMENT = Statement("approval", "article", "astma", "ab" * 32, "nb", "2026-11-23T10:00:00Z", "fhi", "delivered")
SIGNED = Signed(STATEMENT, "SHA256:abc", "d1", "content/articles/astma/approvals/nb.delivered.fhi.txt")
WAY_OUT = f"`helsevei approve {PAGE.file}`"
AGAIN = f"`helsevei approve --again {PAGE.file}`"


def standing(**coverage: str) -> dict:
    """How it stands with the page: `delivered` and `assured`, both covered if nothing else is said."""
    found = {DELIVERED: coverage.get("delivered", "covered"), ASSURED: coverage.get("assured", "covered")}
    why = {credit: "so it is" for credit, one in found.items() if one != "covered"}
    return {"standings": {PAGE.key: Standing(found, (), why)}}


def test_a_credit_that_nobody_signed_keeps_the_text_back() -> None:
    """Each is told by itself, on the line where the partner is named."""
    assert found("not-approved", PAGE, **standing()) == []
    assert found("not-approved", PAGE, **standing(delivered="missing", assured="missing")) == [
        (PAGE.file, PARTNER, f"fhi has not delivered this text: so it is; {WAY_OUT}"),
        (PAGE.file, 1, f"legelaget has not assured the quality of this text: so it is; {WAY_OUT}"),
    ]


def test_a_partner_may_choose_to_publish_without_approval() -> None:
    """Its choice is told as a warning for each text, and is nobody else's."""
    chosen = {"partners": {"fhi": Partner({"nb": "FHI"}, publish_unapproved="yes")}}
    assert found("not-approved", PAGE, **standing(assured="missing"), **chosen) == []
    assert found("published-unapproved", PAGE, **standing(assured="missing"), **chosen) == [
        (PAGE.file, 1, f"legelaget has not assured the quality of this text: so it is; {WAY_OUT}")
    ]
    other = {"partners": {"legelaget": Partner({"nb": "Legelaget"}, publish_unapproved="yes")}}
    assert found("published-unapproved", PAGE, **standing(assured="missing"), **other) == []


def test_a_deliverers_withdrawal_takes_the_text_off_the_air() -> None:
    """An assurer's takes away its own credit only."""
    assert len(found("approval-withdrawn", PAGE, **standing(delivered="withdrawn"))) == 1
    assert found("approval-withdrawn", PAGE, **standing(assured="withdrawn")) == []


def test_an_approval_that_is_out_of_date_is_told() -> None:
    """So is an assurer's that was taken back."""
    for coverage in ("lapsed", "withdrawn"):
        assert found("approval-lapsed", PAGE, **standing(assured=coverage)) == [
            (PAGE.file, 1, f"legelaget is no longer said to have assured the quality of this text: so it is; {WAY_OUT}")
        ]


def test_an_approval_of_an_earlier_text_is_told() -> None:
    """The assurer may sign anew; while somebody else must, that comes first."""
    assert found("approval-carried", PAGE, **standing(assured="carried")) == [
        (PAGE.file, 1, f"legelaget is not said to have assured the quality of this text: so it is; {AGAIN}")
    ]
    assert found("approval-carried", PAGE, **standing(delivered="missing", assured="carried")) == []
    assert found("not-approved", PAGE, **standing(assured="carried")) == []


def test_approvals_that_do_not_count_are_told() -> None:
    """A key that speaks for nobody here, and a statement that nobody asked for."""
    assert found("approval-refused", refused=((SIGNED, "signed with a strange key"),)) == [
        (SIGNED.file, 1, "it does not count: signed with a strange key; ask fhi to approve again")
    ]
    assert found("approval-pointless", pointless=(SIGNED,)) == [
        (SIGNED.file, 1, "no edition credits the partner with this; delete the file, or add the credit")
    ]


def test_a_key_that_is_none_is_told_in_the_partners_register() -> None:
    """Cut short, of a kind nobody takes, or another partner's."""
    assert found("partner-key", key_faults=(("fhi", "the key of «Kari» is cut short"),), today=date(2026, 1, 1)) == [
        ("partners/fhi.yml", 1, "the key of «Kari» is cut short; `helsevei keys add` writes it as it must be")
    ]
