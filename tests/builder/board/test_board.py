"""The board says of each partner what is approved, what waits and why, what is due, and what is out of step."""

import json
from datetime import date, timedelta
from pathlib import Path

from builder.board.standing import Board, boards
from builder.board.telling import as_json, as_lines
from builder.pipeline.pending import weights
from builder.vouching.waiting import open_desk
from tests.builder.approval.signed_portal import AUTHOR, DAY, SignedPortal
from tests.portal import BODY

ASTMA = "content/articles/astma/nb.md"


def board_of(portal: SignedPortal, partner: str, day: date = DAY) -> Board:
    desk = open_desk(portal.root, day)
    changed = weights(portal.root, desk.gathered, desk.last_good, desk.library.editions)
    return next(board for board in boards(desk.library, day, changed) if board.partner == partner)


def test_the_board_follows_the_content(tmp_path: Path) -> None:
    """All approved; then a change makes the text wait and its translation stale; time makes it due and overdue."""
    portal = SignedPortal(tmp_path).with_sample().approve_all()
    mine = board_of(portal, "lungesenteret")
    assert (mine.approved, mine.waiting, mine.overdue, mine.soon_due, mine.stale) == (3, (), (), (), ())
    portal.article("astma", body=BODY.replace("tung", "lett"))
    assert [(one.file, one.role, one.changed) for one in board_of(portal, "legelaget").waiting] == [
        (ASTMA, "assured", True)
    ]
    assert [one.file for one in board_of(portal, "lungesenteret").stale] == ["content/articles/astma/en.md"]
    due = date(2028, 3, 2)
    soon = board_of(portal, "lungesenteret", due - timedelta(days=90))
    assert [one.file for one in soon.soon_due] == [ASTMA, "content/services/innboks/nb.md"]
    assert board_of(portal, "lungesenteret", due - timedelta(days=91)).soon_due == ()
    late = board_of(portal, "lungesenteret", due + timedelta(days=1))
    assert [one.file for one in late.overdue] == [ASTMA, "content/services/innboks/nb.md"]


def test_the_share_of_nynorsk_is_of_the_norwegian_words(tmp_path: Path) -> None:
    """Other languages do not count; a partner without Norwegian has no share."""
    portal = SignedPortal(tmp_path).with_sample()
    assert board_of(portal, "lungesenteret").nynorsk == 0
    portal.translation("astma", "nn", "Astma")
    words = {edition.file: edition.words for edition in open_desk(portal.root, DAY).library.editions}
    nn = words["content/articles/astma/nn.md"]
    assert board_of(portal, "lungesenteret").nynorsk == nn / (
        nn + words[ASTMA] + words["content/services/innboks/nb.md"]
    )
    assert board_of(portal, "legelaget").nynorsk is None


def test_a_board_is_told_as_text_and_json(tmp_path: Path) -> None:
    """The same numbers, and every text that waits by its file."""
    portal = SignedPortal(tmp_path).with_sample()
    mine = board_of(portal, "legelaget")
    assert list(as_lines([mine])) == [
        "legelaget: 0 approved; 1 waiting, 0 of them changed since; 0 overdue; 0 soon due; 0 stale translations",
        f"    waits: {ASTMA} (assured: nobody has signed it; also to be signed by lungesenteret)",
    ]
    told = json.loads(as_json([mine], DAY))
    assert told["date"] == "2026-11-23"
    assert told["partners"][0]["waiting"][0]["file"] == ASTMA


def test_what_has_changed_is_told_by_class_and_a_stale_translation_by_block(tmp_path: Path) -> None:
    """Each waiting text has the class of its weightiest change since the text on the air; each block its own."""
    portal = SignedPortal(tmp_path).with_sample().approve_all()
    portal.build()
    portal.article("astma", body=BODY.replace("tung", "lett"))
    mine = board_of(portal, "lungesenteret")
    assert [(one.file, one.weight) for one in mine.changed] == [(ASTMA, "safety")]
    told = list(as_lines([mine]))
    assert "1 waiting, 1 of them changed since (1 safety)" in told[0]
    assert "    stale: content/articles/astma/en.md (1 safety)" in told
    block = "safety: «Ring legen hvis pusten blir tung.» became «Ring legen hvis pusten blir lett.»"
    assert f"    stale: content/articles/astma/en.md: {block}" in told
    data = json.loads(as_json([mine], DAY))["partners"][0]
    assert data["changed_by_class"] == {"safety": 1, "rights": 0, "fact": 0, "wording": 0, "format": 0}
    assert [block["weight"] for block in data["stale"][0]["blocks"]] == ["safety"]


def test_who_must_approve_again_and_who_is_spared_is_told(tmp_path: Path) -> None:
    """By the class of the change: new wording asks the deliverer, and a dose everyone."""
    portal = SignedPortal(tmp_path).with_sample().approve_all()
    portal.build()
    portal.article("astma", body=BODY.replace("sykdom", "lidelse"))
    why = "it has changed since 2026-11-23, wording; legelaget need not sign again"
    assert f"    waits: {ASTMA} (delivered: {why})" in as_lines([board_of(portal, "lungesenteret")])
    assert board_of(portal, "legelaget").waiting == ()
    portal.approve(AUTHOR)
    (carried,) = board_of(portal, "legelaget").carried
    assert (carried.file, carried.role, carried.weight) == (ASTMA, "assured", "wording")
    portal.article("astma", body=BODY.replace("tung", "lett"))
    (mine,) = board_of(portal, "lungesenteret").waiting
    (theirs,) = board_of(portal, "legelaget").waiting
    assert (mine.weight, mine.also, mine.spared) == ("safety", ("legelaget",), ())
    assert (theirs.weight, theirs.also, theirs.spared) == ("safety", ("lungesenteret",), ())


def test_a_change_of_safety_asks_also_those_who_read_a_translation_through(tmp_path: Path) -> None:
    """Of other changes the translator alone is asked to look."""
    portal = SignedPortal(tmp_path).with_sample()
    file = portal.root / "content/articles/astma/en.md"
    file.write_text(
        file.read_text().replace(
            "  by: lungesenteret", "  by: lungesenteret\n  reviewed_by: legelaget\n  reviewed: 2026-03-03"
        )
    )
    portal.approve_all()
    portal.build()
    for body, asked in (
        (BODY.replace("sykdom i lungene", "sykdom i lungene i Norge"), 0),
        (BODY.replace("tung", "lett"), 1),
    ):
        portal.article("astma", body=body)
        assert len(board_of(portal, "lungesenteret").stale) == 1
        assert len(board_of(portal, "legelaget").stale) == asked


def test_findability_is_the_share_of_questions_that_search_finds_the_text_for(tmp_path: Path) -> None:
    """A question that leads elsewhere is named; who answers none has no share."""
    portal = SignedPortal(tmp_path).with_sample()
    text = (portal.root / ASTMA).read_text()
    portal.write(ASTMA, text.replace("partner:", "answers: [hva er astma, vondt i kneet]\npartner:", 1))
    mine = board_of(portal, "lungesenteret")
    assert mine.findability == 0.5
    assert [(one.file, one.question) for one in mine.unfound] == [(ASTMA, "vondt i kneet")]
    assert f"    not found: {ASTMA} («vondt i kneet»)" in as_lines([mine])
    assert "; 50% findable" in next(as_lines([mine]))
    assert board_of(portal, "legelaget").findability is None
