"""Articles are found for the questions they answer."""

from tests.portal import Portal

KEYWORDS = "summary: Kort om astma og hva du kan gjøre.\n"


def with_lines(portal: Portal, lines: str) -> None:
    path = portal.root / "content/articles/astma/nb.md"
    path.write_text(path.read_text().replace(KEYWORDS, KEYWORDS + lines))


def test_a_question_that_leads_elsewhere_is_told(portal: Portal) -> None:
    """The message names the question, what is found instead, and the way out."""
    portal.article("hoste", "Hoste hos barn")
    with_lines(portal, "answers: [barn som hoster]\n")
    told = [problem for problem in portal.check().problems if problem.code == "answer-not-found"]
    assert [(one.file, one.line, one.severity) for one in told] == [("content/articles/astma/nb.md", 4, "warning")]
    assert told[0].message.startswith("not found for «barn som hoster»: search finds «Hoste hos barn» first")


def test_a_question_in_other_forms_of_the_words_is_found(portal: Portal) -> None:
    """Inflection, misspelling and another language are what search is for."""
    with_lines(portal, "answers: [hva kan jeg gjøre med astmaen, astam, asthma]\n")
    assert portal.codes() == []


def test_keywords_are_the_way_out(portal: Portal) -> None:
    """What the title does not say, the keywords may."""
    with_lines(portal, "keywords: [inhalator]\nanswers: [hvordan bruker jeg inhalatoren]\n")
    assert portal.codes() == []
