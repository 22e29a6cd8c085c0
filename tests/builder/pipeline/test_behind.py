"""A translation's page says at the paragraph that its source has changed, and how much that matters."""

import json
import re

import pytest

from tests.portal import Portal

NB = "Astma er vanlig.\n\nTa 5 mg om kvelden.\n\nSov nok om natten.\n"
EN = "Asthma is common.\n\nTake 5 mg in the evening.\n\nGet enough sleep.\n"


@pytest.fixture
def translated(portal: Portal) -> Portal:
    """An article with a translation made from it, published."""
    portal.article("kols", "Kols", NB)
    portal.translation("kols", "en", "COPD", EN)
    portal.build()
    return portal


def body(portal: Portal) -> str:
    found = re.search(r'data-said="body">\n(.*?)</article>', portal.page("en/kols.html"), re.DOTALL)
    assert found
    kept = re.sub(r"<(?!/?(?:p|details|blockquote)\b)[^>]*>", "", found[1])
    return re.sub(r" ?(<[^>]*>) ?", r"\1", " ".join(kept.split()))


def warnings(portal: Portal) -> list[str]:
    return [problem.message for problem in portal.check().problems if problem.code == "translation-stale"]


def test_a_safety_change_shows_the_source_first(translated: Portal) -> None:
    """Above its translation, in the source's language, with the day it changed."""
    translated.article("kols", "Kols", NB.replace("5 mg", "10 mg"))
    translated.build()
    assert body(translated) == (
        "<p>Asthma is common.</p>"
        "<p>Important: the original text was changed here on 2 March 2026, after this was translated. It now says:</p>"
        '<blockquote lang="nb" dir="ltr">Ta 10 mg om kvelden.</blockquote>'
        "<p>Take 5 mg in the evening.</p><p>Get enough sleep.</p>"
    )
    assert warnings(translated) == [
        "content/articles/kols/nb.md has changed since (1 safety); compare them, then run: helsevei translated content/articles/kols/en.md"
    ]


def test_a_changed_fact_has_the_source_one_click_away(translated: Portal) -> None:
    """After its translation."""
    translated.article("kols", "Kols", NB.replace("vanlig.", "vanlig, særlig i Bergen."))
    translated.build()
    assert body(translated) == (
        '<p>Asthma is common.</p><details class="behind" data-portal>'
        "The original text was changed here on 2 March 2026, after this was translated"
        '<p lang="nb" dir="ltr">Astma er vanlig, særlig i Bergen.</p></details>'
        "<p>Take 5 mg in the evening.</p><p>Get enough sleep.</p>"
    )


def test_new_wording_is_for_the_editors(translated: Portal) -> None:
    """The reader sees nothing; the check tells."""
    translated.article("kols", "Kols", NB.replace("Sov nok", "Sov godt nok"))
    translated.build()
    assert (body(translated), "1 wording" in warnings(translated)[0]) == (
        "<p>Asthma is common.</p><p>Take 5 mg in the evening.</p><p>Get enough sleep.</p>",
        True,
    )


def test_formatting_is_nothing(translated: Portal) -> None:
    """Emphasis, wrapped lines, the order of paragraphs."""
    translated.article("kols", "Kols", "Sov nok\nom natten.\n\nAstma er *vanlig*.\n\nTa 5 mg om kvelden.\n")
    translated.build()
    assert (body(translated).count("<p>"), warnings(translated), "original" in body(translated)) == (3, [], False)


def test_the_notice_goes_when_the_translation_is_stamped_again(translated: Portal) -> None:
    """Nobody removes it by hand; the build sees the stamp."""
    translated.article("kols", "Kols", NB.replace("5 mg", "10 mg"))
    translated.build()
    translated.translation("kols", "en", "COPD", EN.replace("5 mg", "10 mg"))
    translated.build()
    assert "Important" not in translated.page("en/kols.html")
    assert warnings(translated) == []


def test_a_stamp_that_is_lost_or_spoiled_leaves_the_note_above_the_text(translated: Portal) -> None:
    """As before there were stamps by paragraph; a notice is never guessed."""
    stamp = translated.root / "content/articles/kols/en.source.txt"
    stamp.write_text("<<<<<<< HEAD\n" + stamp.read_text(encoding="utf-8"), encoding="utf-8")
    translated.article("kols", "Kols", NB.replace("5 mg", "10 mg"))
    translated.build()
    assert "The original has changed since this translation was made" in translated.page("en/kols.html")
    assert "Important" not in body(translated)


def test_programs_are_told_too(translated: Portal) -> None:
    """In the page's JSON."""
    translated.article("kols", "Kols", NB.replace("5 mg", "10 mg"))
    translated.build()
    data = json.loads((translated.public / "en/kols.json").read_bytes())
    assert data["translation"]["changed"] == [
        {
            "weight": "safety",
            "place": 1,
            "text": {"text": "Ta 10 mg om kvelden.", "language": "nb", "direction": "ltr"},
            "gone": False,
        }
    ]


def test_a_translation_left_behind_does_not_claim_its_sources_day(translated: Portal) -> None:
    """It was not changed then; its data and its citation do not say so either."""
    assert json.loads(translated.page("en/kols.json"))["changed"] == "2026-03-02"
    translated.article("kols", "Kols", NB.replace("5 mg", "10 mg"))
    translated.build()
    assert json.loads(translated.page("en/kols.json"))["changed"] is None
    assert "updated 2 March 2026" not in translated.page("en/kols.html")
    assert json.loads(translated.page("nb/kols.json"))["changed"] == "2026-03-02"
