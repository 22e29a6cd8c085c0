"""What a word is worth on a page, however often it stands there."""

from search_index.documents import Document
from search_index.weighing import BODY, TITLE, weigh


def test_a_word_repeated_without_end_counts_no_more_than_a_text_can() -> None:
    """bad-input.md M34: a title says more than five thousand repeats."""
    often = weigh(Document("article:a", "nb", "Noe annet", "/nb/a.html", body="astma " * 5000))
    once = weigh(Document("article:b", "nb", "Astma", "/nb/b.html", body="En sykdom."))
    assert often.body["astm"] <= BODY < TITLE // 2 < once.strengths["astm"]
