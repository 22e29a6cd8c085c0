"""«Why do I not see this?» is answered in plain words, and about others with nothing that tells."""

import pytest

from shell_app.access.decision import REFUSED, Decision, Reason
from shell_app.access.wording import ANSWERS, why_not
from tests.shell_app.access.some_people import a_person, a_service, answer
from translations.catalogue import load_catalogue

CODES = ("nb", "nn", "se", "en", "ar", "uk")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_every_language(reason: Reason, code: str) -> None:
    """Why not, and mostly what one can do about it; no two reasons sound alike."""
    words = load_catalogue(code)
    assert all(words.has(sentence) for sentence in ANSWERS[reason][:2] if sentence)
    said = [words.gettext(one.why) for one in ANSWERS.values()]
    assert len(set(said)) == len(Reason)


def test_the_answer_holds_every_reason() -> None:
    """The weightiest first."""
    ada = a_person("ada", protected=True)
    asked = a_service(protected_address="no", regions=frozenset({"vest"}))
    assert why_not(answer(ada, ada, asked)) == (ANSWERS[Reason.PROTECTED], ANSWERS[Reason.REGION])
    assert why_not(Decision(True, "self")) == ()


def test_about_another_there_is_one_answer() -> None:
    """Whether the person is unknown, hidden, or has ended the proxy (I17)."""
    assert why_not(REFUSED) == (ANSWERS[Reason.NONE],)
    assert why_not(answer(a_person("bo"), a_person("ada", protected=True))) == why_not(REFUSED)
