"""The rule of the house: a credit stands only where a valid approval covers the very text that is published."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builder.approval.keys import sign
from tests.builder.approval.signed_portal import AUTHOR, DAY, DOCTOR, SignedPortal
from tests.portal import BODY

ASTMA = "content/articles/astma/nb.md"
APPROVALS = "content/articles/astma/approvals"
CHANGED = BODY.replace("tung", "lett")


@pytest.fixture
def portal(tmp_path: Path) -> SignedPortal:
    return SignedPortal(tmp_path).with_sample().approve_all()


def problems(portal: SignedPortal, day: date = DAY) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in portal.check(day).problems if "approv" in problem.code]


def test_what_is_approved_is_published_with_its_credits(portal: SignedPortal) -> None:
    """Every credit is covered; the page names who assured it, and its translation that the original is assured."""
    built = portal.build()
    assert (built.problems, built.kept, built.absent) == ([], [], [])
    assert portal.assured() == ["Legelaget"]
    assert "The original is quality assured by" in portal.page("en/astma.html")


def test_a_new_article_that_nobody_approved_stays_away(tmp_path: Path) -> None:
    """It is not published, and the check says whom to ask."""
    portal = SignedPortal(tmp_path).with_sample()
    portal.approve(AUTHOR, "content/services")
    assert portal.build().absent == [("article", "astma", "en"), ("article", "astma", "nb")]
    message = next(problem.message for problem in portal.check().problems if problem.file == ASTMA)
    assert message == (f"lungesenteret has not delivered this text: nobody has signed it; `helsevei approve {ASTMA}`")


def test_a_changed_text_waits_and_the_last_approved_one_stays(portal: SignedPortal) -> None:
    """What was approved stays on the air with its credits until the new text is approved by all it names."""
    portal.build()
    portal.article("astma", body=CHANGED)
    assert portal.build().kept == [("article", "astma", "nb")]
    assert "blir tung" in portal.page("nb/astma.html")
    assert portal.assured() == ["Legelaget"]
    portal.approve(AUTHOR)
    assert portal.build().kept == [("article", "astma", "nb")]
    portal.approve(DOCTOR)
    assert portal.build().kept == []
    assert "blir lett" in portal.page("nb/astma.html")
    assert portal.assured() == ["Legelaget"]


def test_white_space_and_line_breaks_change_nothing(portal: SignedPortal) -> None:
    """An approval is of what the text says and not of how it was typed."""
    portal.article("astma", body=BODY.replace("Ring legen hvis", "Ring  legen\nhvis") + "\n\n")
    assert problems(portal) == []


def test_a_partner_may_publish_without_approval_and_the_page_says_so(tmp_path: Path) -> None:
    """The switch is the partner's own; no assurer is named, and a mark stands above the text."""
    portal = SignedPortal(tmp_path).with_sample()
    register = portal.root / "partners/lungesenteret.yml"
    register.write_text(register.read_text() + "publish_unapproved: yes\n")
    assert portal.build().absent == []
    assert portal.assured() == []
    assert 'class="note unapproved"' in portal.page("nb/astma.html")
    assert {code for _, code in problems(portal)} == {"published-unapproved"}


def test_an_overdue_review_takes_the_credit_away(portal: SignedPortal) -> None:
    """The text stays, nobody has to do anything, and nobody is named as its assurer."""
    portal.build(date(2028, 3, 3))
    assert portal.assured() == []
    assert "blir tung" in portal.page("nb/astma.html")
    assert (ASTMA, "approval-lapsed") in problems(portal, date(2028, 3, 3))


def test_an_approval_that_has_run_out_covers_nothing(portal: SignedPortal) -> None:
    """The day after its last one the text stays and the credit goes."""
    portal.approve(DOCTOR, until=DAY + timedelta(days=10))
    portal.build(DAY + timedelta(days=10))
    assert portal.assured() == ["Legelaget"]
    portal.build(DAY + timedelta(days=11))
    assert portal.assured() == []


def test_a_deliverer_takes_a_text_off_the_air(portal: SignedPortal) -> None:
    """Withdrawal is signed too; it counts also for the text that is kept from the last release."""
    portal.build()
    portal.approve(AUTHOR, ASTMA, withdraw=True, day=DAY + timedelta(days=1))
    built = portal.build(DAY + timedelta(days=1))
    assert ("article", "astma", "nb") in built.absent
    assert not (portal.public / "nb/astma.html").exists()


def test_an_assurer_takes_back_its_own_credit_only(portal: SignedPortal) -> None:
    """The text stays, without the name."""
    portal.approve(DOCTOR, withdraw=True, day=DAY + timedelta(days=1))
    built = portal.build(DAY + timedelta(days=1))
    assert built.absent == []
    assert portal.assured() == []


def rename(portal: SignedPortal, old: str, new: str, change: tuple[str, str] = ("", "")) -> None:
    """Make another approval's file of one, as somebody might who has no key."""
    text = (portal.root / APPROVALS / old).read_text()
    (portal.root / APPROVALS / old).unlink()
    (portal.root / APPROVALS / new).write_text(text.replace(*change))


def test_an_approval_of_another_language_is_refused(portal: SignedPortal) -> None:
    """Neither as it is under another name, nor with the language written over."""
    rename(portal, "nb.assured.legelaget.lungelege.txt", "en.assured.legelaget.lungelege.txt")
    file = f"{APPROVALS}/en.assured.legelaget.lungelege.txt"
    assert problems(portal) == [(file, "approval-signature"), (ASTMA, "not-approved")]
    rename(
        portal,
        "en.assured.legelaget.lungelege.txt",
        "en.assured.legelaget.lungelege.txt",
        ("language: nb", "language: en"),
    )
    assert problems(portal) == [(file, "approval-signature"), (ASTMA, "not-approved")]


def test_a_key_of_another_partner_cannot_speak_for_this_one(portal: SignedPortal) -> None:
    """Not even where the key is registered, if it is somebody else's."""
    file = portal.root / APPROVALS / "nb.assured.legelaget.lungelege.txt"
    lines = file.read_text().partition("-----")[0]
    file.write_text(lines + sign(lines, portal.people[AUTHOR]))
    assert problems(portal) == [
        (f"{APPROVALS}/nb.assured.legelaget.lungelege.txt", "approval-refused"),
        (ASTMA, "not-approved"),
    ]


def test_one_key_does_not_both_deliver_and_assure(portal: SignedPortal) -> None:
    """bad-input.md F26: where one partner does both, two people sign."""
    text = (portal.root / ASTMA).read_text()
    portal.write(ASTMA, text.replace("partner: legelaget", "partner: lungesenteret").replace("tung", "lett"))
    assert len(portal.approve(AUTHOR, ASTMA)) == 1
    assert portal.approve(AUTHOR, ASTMA) == []
    assert (ASTMA, "not-approved") in problems(portal)
    portal.hire("overlege", "lungesenteret")
    assert len(portal.approve("overlege", ASTMA)) == 1
    assert (ASTMA, "not-approved") not in problems(portal)


def test_what_the_assurer_is_called_is_signed_too(portal: SignedPortal) -> None:
    """A nurse who signed does not become a professor by an edit."""
    text = (portal.root / ASTMA).read_text()
    portal.write(ASTMA, text.replace("role: lungelege", "role: professor"))
    assert problems(portal) == [(ASTMA, "not-approved")]


def test_an_approval_from_tomorrow_is_refused(portal: SignedPortal) -> None:
    """bad-input.md G11: a date in the future is no date to vouch from."""
    assert {code for _, code in problems(portal, DAY - timedelta(days=1))} == {"approval-refused", "not-approved"}
