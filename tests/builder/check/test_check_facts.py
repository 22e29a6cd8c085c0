"""Facts are cited by name, and the prose around them says nothing else."""

import pytest

from builder.check.context import Context
from builder.domain.registers import Fact
from tests.builder.check.telling import BODY, told

FACTS = {
    "emergency": Fact("phone", "113", {"nb": ("medisinsk nødtelefon", "AMK"), "en": ("ambulance",)}),
    "out-of-hours": Fact("phone", "116 117", {"nb": ("legevakt",), "en": ("out-of-hours",), "zh-CN": ("急诊",)}),
    "helpline": Fact("phone", "+47 23 32 70 00", {"nb": ("veiledningen",)}),
    "hours": Fact("hours", {"nb": "hverdager 8–15", "en": "weekdays 8–15"}),
    "proxy-age": Fact("age", 16, {"nb": ("gi fullmakt",), "en": ("give a proxy",)}),
    "receive-age": Fact("age", "18", {"nb": ("få fullmakt",)}),
    "limit": Fact("money", "3278", {"nb": ("egenandelstaket",)}),
    "nameless": Fact("phone", "22 59 13 00"),
}
CONTEXT = Context(facts=FACTS, words={})


def test_a_cited_fact_is_there() -> None:
    """The message names those there are; each unknown one is told once."""
    context = Context(facts={"emergency": FACTS["emergency"], "hours": FACTS["hours"]}, words={})
    assert told(
        "fact-unknown", "Ring {fact:emergency}.\n\nRing {fact:poison} eller {fact:poison}.", context=context
    ) == [(BODY + 2, "there is no fact «poison»; the facts are: emergency, hours")]


def test_a_fact_in_words_is_there_in_the_pages_language() -> None:
    """A number is the same in all of them."""
    body = "Ring {fact:emergency},\n{fact:hours}."
    assert told("fact-language", body, "uk", CONTEXT) == [
        (BODY + 1, "the fact «hours» has no text in uk; add it in content/facts.yml")
    ]
    assert told("fact-language", body, "nb", CONTEXT) == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Ring medisinsk nødtelefon på 112.",
            "«112» said of «medisinsk nødtelefon», which is 113; write {fact:emergency}",
        ),
        ("Ring AMK, tlf. 1 1 4.", "«1 1 4» said of «medisinsk nødtelefon», which is 113; write {fact:emergency}"),
        (
            "Legevakten har nummer 116\u00a0118.",
            "«116\u00a0118» said of «legevakt», which is 116 117; write {fact:out-of-hours}",
        ),
        ("Du kan gi fullmakt fra du er 15 år.", "«15» said of «gi fullmakt», which is 16; write {fact:proxy-age}"),
        (
            "Når de er 12–13 år, kan de gi fullmakt.",
            "«12» and «13» said of «gi fullmakt», which is 16; write {fact:proxy-age}",
        ),
        ("Egenandelstaket er 3 165 kroner.", "«3 165» said of «egenandelstaket», which is 3278; write {fact:limit}"),
        ("Egenandelstaket er kr 3165.", "«3165» said of «egenandelstaket», which is 3278; write {fact:limit}"),
    ],
)
def test_a_sentence_that_names_a_fact_gives_its_number(sentence: str, said: str) -> None:
    """Another number of the same kind contradicts it (bad-input.md M21); the line is that of the number."""
    assert told("fact-contradicted", f"Tekst\nher. {sentence}", context=CONTEXT) == [(BODY + 1, said)]
    assert told("fact-written-out", f"Tekst\nher. {sentence}", context=CONTEXT) == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Ring legevakt på 116 117.", "«116 117» is the fact «out-of-hours»; write {fact:out-of-hours} for it"),
        ("Ring legevakt på 116117.", "«116 117» is the fact «out-of-hours»; write {fact:out-of-hours} for it"),
        (
            "Veiledningen har nummer 23 32 70 00.",
            "«+47 23 32 70 00» is the fact «helpline»; write {fact:helpline} for it",
        ),
        ("Du kan gi fullmakt når du er 16 år.", "«16» is the fact «proxy-age»; write {fact:proxy-age} for it"),
        ("Du kan gi fullmakt fra 16 til 20 år.", "«16» is the fact «proxy-age»; write {fact:proxy-age} for it"),
        ("Egenandelstaket er 3 278 kroner.", "«3278» is the fact «limit»; write {fact:limit} for it"),
    ],
)
def test_a_facts_number_is_cited(sentence: str, said: str) -> None:
    """Written out, it is not changed when the fact is."""
    assert told("fact-written-out", sentence, context=CONTEXT) == [(BODY, said)]
    assert told("fact-contradicted", sentence, context=CONTEXT) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ring medisinsk nødtelefon på {fact:emergency}, ikke 112.",
        "Ring 112.",
        "Legevakten hadde 2500 besøk i 2023.",
        "Ring legevakt hvis du har fått mer enn 500 mg.",
        "Ring legevakt hvis barnet er under 5 år.",
        "Ring legevakt ved 40 % brannskade. Nummeret til skolen er 12345.",
        "Du kan gi fullmakt i 3 dager.",
        "En forelder på 40 år. Du kan gi fullmakt.",
        "Du kan gi fullmakt til en person over 18 år.",
        "Du kan gi fullmakt når du er {fact:proxy-age} år, og få fullmakt når du er {fact:receive-age} år.",
        "Giftinformasjonen har nummer 22 59 13 01.",
        "`Ring legevakt på 112`",
    ],
)
def test_other_numbers_are_left_alone(sentence: str) -> None:
    """Doses, years, other facts' numbers, sentences that name no fact or cite it."""
    assert told("fact-contradicted", sentence, context=CONTEXT) == []
    assert told("fact-written-out", sentence, context=CONTEXT) == []


def test_a_fact_is_known_by_its_names_in_the_pages_language() -> None:
    """The Norwegian word says nothing on an English page."""
    assert told("fact-contradicted", "Call an ambulance on 999, or legevakt on 112.", "en", CONTEXT) == [
        (BODY, "«999» and «112» said of «ambulance», which is 113; write {fact:emergency}")
    ]


def test_a_fact_is_cited_in_running_text() -> None:
    """In the words of a link and in code it is refused, each on its line; beside them it is not."""
    assert told("fact-misplaced", "Tekst.\n\nSe [ring {fact:emergency}](astma).", context=CONTEXT) == [
        (BODY + 2, "{fact:emergency} in the words of a link; write it beside the link")
    ]
    assert told("fact-misplaced", "Tekst.\n\nRing `{fact:emergency}`.", context=CONTEXT) == [
        (BODY + 2, "{fact:emergency} in code or in an address; write it in the text itself")
    ]
    assert told("fact-misplaced", "Ring {fact:emergency}, se [astma](astma).", context=CONTEXT) == []
