"""Nothing old comes back and nothing changes hands unseen, though every signature is right."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.builder.approval.signed_portal import AUTHOR, DAY, DOCTOR, SignedPortal
from tests.portal import BODY

ASTMA = "content/articles/astma/nb.md"
NB = ("article", "astma", "nb")
LIGHTER = BODY.replace("tung", "lett")
NEXT = DAY + timedelta(days=1)


def publish(portal: SignedPortal, day: date) -> list[tuple[str, str, str]]:
    """Build, as if on the evening of that day; give what was kept."""
    history = portal.root / "site/editions/history.jsonl"
    before = history.read_bytes() if history.exists() else b""
    kept = portal.build(day).kept
    fresh = [json.loads(line) for line in history.read_bytes()[len(before) :].splitlines()]
    dated = "".join(json.dumps({**line, "time": f"{day}T20:00:00Z"}) + "\n" for line in fresh)
    history.write_bytes(before + dated.encode())
    return kept


def codes(portal: SignedPortal, day: date) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in portal.check(day).problems if problem.severity == "error"]


@pytest.fixture
def portal(tmp_path: Path) -> SignedPortal:
    """Published, and published anew with another text, which kept the first one's approvals as they were."""
    portal = SignedPortal(tmp_path).with_sample().approve_all(DAY)
    publish(portal, DAY)
    return portal


def replaced(portal: SignedPortal) -> dict[Path, bytes]:
    """Publish another text the day after; give the files of the first, approvals and all."""
    files = {path: path.read_bytes() for path in (portal.root / "content/articles/astma").rglob("nb.*")}
    portal.article("astma", body=LIGHTER)
    portal.approve_all(NEXT)
    assert publish(portal, NEXT) == []
    return files


def put_back(files: dict[Path, bytes]) -> None:
    for path, data in files.items():
        path.write_bytes(data)


def test_an_old_text_with_its_valid_approvals_does_not_come_back_by_itself(portal: SignedPortal) -> None:
    """bad-input.md G09: the newer text stays on the air, and the check says which day replaced the older."""
    put_back(replaced(portal))
    later = NEXT + timedelta(days=1)
    assert codes(portal, later) == [(ASTMA, "older-edition")]
    assert publish(portal, later) == [NB]
    assert "blir lett" in portal.page("nb/astma.html")
    (message,) = [problem.message for problem in portal.check(later).problems if problem.code == "older-edition"]
    assert (
        message
        == f"this is an earlier text, replaced on {NEXT}; to publish it again: `helsevei approve --again {ASTMA}`"
    )


def test_an_old_text_comes_back_when_its_deliverer_approves_it_again(portal: SignedPortal) -> None:
    """A deliberate act, signed and dated."""
    put_back(replaced(portal))
    later = NEXT + timedelta(days=1)
    portal.approve(AUTHOR, ASTMA, day=later, until=later + timedelta(days=300))
    assert codes(portal, later) == []
    assert publish(portal, later) == []
    assert "blir tung" in portal.page("nb/astma.html")


def taken(portal: SignedPortal, day: date) -> None:
    """Legelaget says that the article is its own, and signs it with keys of its own."""
    portal.hire("overlege", "legelaget")
    text = (portal.root / ASTMA).read_text()
    portal.write(ASTMA, text.replace("partner: lungesenteret", "partner: legelaget").replace("tung", "lett"))
    portal.approve(DOCTOR, ASTMA, day=day)
    portal.approve("overlege", ASTMA, day=day)


def test_another_partners_article_is_not_taken_over_by_saying_so(portal: SignedPortal) -> None:
    """bad-input.md F25, G10: however it came into the tree, and though its new deliverer signed it."""
    taken(portal, NEXT)
    assert codes(portal, NEXT) == [(ASTMA, "taken-over")]
    assert publish(portal, NEXT) == [NB]
    assert "blir tung" in portal.page("nb/astma.html")


def test_an_article_changes_hands_when_its_deliverer_has_signed_so(portal: SignedPortal) -> None:
    """The withdrawal of the first and the approvals of the second, in one step: the page is never away."""
    taken(portal, NEXT)
    (written,) = portal.approve(AUTHOR, ASTMA, day=NEXT, withdraw=True)
    assert written.name == "nb.delivered.lungesenteret.withdrawn.txt"
    assert codes(portal, NEXT) == []
    assert publish(portal, NEXT) == []
    assert "blir lett" in portal.page("nb/astma.html")
    assert publish(portal, NEXT + timedelta(days=1)) == []


def test_who_cannot_sign_holds_nothing_back(portal: SignedPortal) -> None:
    """A partner that has left has no keys any more; whoever reviews the change answers for it."""
    taken(portal, NEXT)
    register = portal.root / "partners/lungesenteret.yml"
    register.write_text(register.read_text().partition("keys:")[0])
    assert (ASTMA, "taken-over") not in codes(portal, NEXT)
