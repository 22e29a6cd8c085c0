"""Who must approve again follows from how much has changed, and nothing is said to be approved that is not."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from builder.domain.again import RULES, must_look, must_sign_again
from builder.vouching.verifying import verify_content
from builder.vouching.waiting import open_desk, waiting
from tests.builder.approval.signed_portal import AUTHOR, DAY, DOCTOR, SignedPortal
from tests.portal import BODY

ASTMA = "content/articles/astma/nb.md"
APPROVALS = "content/articles/astma/approvals"
REWORDED = BODY.replace("Astma er en sykdom i lungene.", "Astma er en lidelse i lungene.")
SAFETY = BODY.replace("tung", "lett")
KEY = ("article", "astma", "nb")
MEANWHILE = "Teksten fra 23. november 2026 er kvalitetssikret av"


@pytest.fixture
def portal(tmp_path: Path) -> SignedPortal:
    """Everything is approved and on the air."""
    portal = SignedPortal(tmp_path).with_sample().approve_all()
    portal.build()
    return portal


def reword(portal: SignedPortal, body: str = REWORDED) -> None:
    """Change the wording, as the deliverer approves it."""
    portal.article("astma", body=body)
    portal.approve(AUTHOR)


def asked(portal: SignedPortal) -> dict[str, list[str]]:
    """In which roles each partner is asked to sign something now."""
    desk = open_desk(portal.root, DAY)
    found = {who: waiting(desk, desk.library.editions, who, "") for who in ("lungesenteret", "legelaget")}
    return {who: [one.credit.role for one in ones if one.edition.key == KEY] for who, ones in found.items()}


def texts(portal: SignedPortal) -> list[str]:
    return sorted(file.name[:7] for file in (portal.root / APPROVALS).glob("*.text.*"))


def test_the_table_spares_the_assurer_for_words_and_form_alone() -> None:
    """Whoever answers for a text signs all of them; of a class that nobody knows, everyone is asked."""
    assert {weight for weight in RULES if not must_sign_again("assured", weight)} == {"wording", "format"}
    assert {weight for weight in RULES if not must_sign_again("language-reviewed", weight)} == {"format"}
    assert all(must_sign_again(role, weight) for role in ("delivered", "translated") for weight in RULES)
    assert must_sign_again("assured", "") and must_sign_again("assured", "unheard of")
    assert {weight for weight in RULES if must_look("language-reviewed", weight)} == {"safety"}
    assert {weight for weight in RULES if must_look("translated", weight)} == set(RULES) - {"format"}


def test_new_wording_asks_the_deliverer_alone(portal: SignedPortal) -> None:
    """It goes on the air with the deliverer's signature, and the page says which text the assurer approved."""
    portal.article("astma", body=REWORDED)
    assert asked(portal) == {"lungesenteret": ["delivered"], "legelaget": []}
    assert portal.build().kept == [KEY]
    assert MEANWHILE not in portal.page("nb/astma.html")
    portal.approve(AUTHOR)
    built = portal.build()
    assert (built.kept, [problem.code for problem in built.problems if "approval" in problem.code]) == (
        [],
        ["approval-carried"],
    )
    page = portal.page("nb/astma.html")
    assert "lidelse" in page and MEANWHILE in page
    assert portal.assured() == []
    assert asked(portal) == {"lungesenteret": [], "legelaget": []}
    fingerprint = json.loads(portal.page("nb/astma.json"))["fingerprint"]
    assert f'href="/editions/{fingerprint}.html#history"' in page
    assert "An earlier text of the original, of" in portal.page("en/astma.html")


def test_a_change_that_matters_more_asks_the_assurer(portal: SignedPortal) -> None:
    """The deliverer's signature over it puts nothing on the air."""
    reword(portal, SAFETY)
    assert asked(portal) == {"lungesenteret": [], "legelaget": ["assured"]}
    assert (portal.build().kept, texts(portal)) == ([KEY], [])


def test_small_steps_are_measured_from_the_text_that_was_approved(portal: SignedPortal) -> None:
    """Wording after wording is compared with what the assurer signed, and not with yesterday's."""
    reword(portal)
    portal.build()
    reword(portal, REWORDED.replace("lidelse", "tilstand"))
    assert portal.build().kept == []
    assert MEANWHILE in portal.page("nb/astma.html")
    reword(portal, REWORDED.replace("tung", "lett"))
    assert asked(portal)["legelaget"] == ["assured"]
    assert portal.build().kept == [KEY]
    assert MEANWHILE in portal.page("nb/astma.html"), "what is kept says what it said"


def test_without_a_signature_new_wording_stays_away(portal: SignedPortal) -> None:
    """The table spares the assurer, never the deliverer; and the earlier text must lie there and be the one."""
    portal.article("astma", body=REWORDED)
    assert portal.build().kept == [KEY]
    portal.approve(AUTHOR)
    (file,) = (portal.root / APPROVALS).glob("nb.text.*.txt")
    for spoiled in (
        file.read_text().replace("tung", "lett"),
        file.read_text().replace("language nb", "language nn"),
        "",
    ):
        file.write_text(spoiled)
        assert portal.build().kept == [KEY]
    file.unlink()
    assert portal.build().kept == [KEY]
    assert asked(portal)["legelaget"] == ["assured"]


def test_a_new_approval_covers_again_and_the_earlier_text_goes(portal: SignedPortal) -> None:
    """The assurer may sign though nobody asks."""
    reword(portal)
    assert texts(portal) == ["nb.text"]
    portal.approve(DOCTOR, ASTMA, until=DAY + timedelta(days=300))
    assert texts(portal) == []
    portal.build()
    assert portal.assured() == ["Legelaget"]


def test_what_ends_an_approval_ends_what_stands_on_it(portal: SignedPortal) -> None:
    """Taken back, run out or overdue: nothing is said of an assurer."""
    reword(portal)
    portal.build(DAY + timedelta(days=1000))
    assert MEANWHILE not in portal.page("nb/astma.html")
    portal.build()
    assert MEANWHILE in portal.page("nb/astma.html")
    portal.approve(DOCTOR, ASTMA, withdraw=True, day=DAY + timedelta(days=1))
    assert portal.build(DAY + timedelta(days=1)).absent == []
    assert MEANWHILE not in portal.page("nb/astma.html")
    assert portal.assured() == []


def test_what_the_same_person_delivered_and_assured_is_never_carried(portal: SignedPortal) -> None:
    """Two people answer for a text, also when one of them signed an earlier one."""
    text = (portal.root / ASTMA).read_text().replace("partner: legelaget", "partner: lungesenteret")
    portal.hire("overlege", "lungesenteret")
    portal.write(ASTMA, text)
    portal.approve(AUTHOR, ASTMA)
    portal.approve("overlege", ASTMA)
    portal.build()
    portal.write(ASTMA, text.replace("sykdom", "lidelse"))
    portal.approve("overlege", ASTMA)
    assert asked(portal)["lungesenteret"] == ["assured"]


def test_another_order_and_a_language_without_word_lists_ask_everyone(portal: SignedPortal) -> None:
    """Steps in another order say something else; of unsorted words nobody knows what they say."""
    moved = BODY + "\n- Sett deg ned.\n- Pust rolig.\n- Drikk litt vann.\n"
    portal.article("astma", body=moved)
    portal.approve_all()
    portal.build()
    portal.article("astma", body=moved.replace("- Sett deg ned.\n- Pust rolig.\n", "- Pust rolig.\n- Sett deg ned.\n"))
    assert asked(portal)["legelaget"] == ["assured"]


def test_verify_tells_of_it_and_is_content(portal: SignedPortal) -> None:
    """Nobody stands as the assurer of the text, so no quality line lacks its cover."""
    reword(portal)
    verified = verify_content(portal.root, [portal.root / ASTMA], DAY, lambda *_: None)
    assert (verified.covered, verified.faults) == (1, [])
    assert verified.notes == [
        f"{ASTMA}: «assured» by legelaget is not covered: approved in the text of 2026-11-23, changed in wording since"
    ]
