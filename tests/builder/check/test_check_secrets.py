"""People's numbers and addresses, and the keys to machines. Every number and key here is made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.domain.registers import Fact
from identity_number import FIRST_WEIGHTS, SECOND_WEIGHTS, is_identity_number
from tests.builder.check.telling import BODY, NOTHING, SUMMARY, told

A_NUMBER = "a valid national identity number; take it out, here and in the history of the file"


def completed(first_nine: str) -> list[str]:
    """The eleven digits that nine can become, under the rule of 2032 with its four first check digits."""
    found = []
    for first in "0123456789":
        for second in "0123456789":
            digits = [int(digit) for digit in first_nine + first + second]
            rests = [
                sum(a * b for a, b in zip(digits, weights, strict=False)) % 11
                for weights in (FIRST_WEIGHTS, SECOND_WEIGHTS)
            ]
            if rests[0] <= 3 and rests[1] == 0:
                found.append(first_nine + first + second)
    return found


@pytest.mark.parametrize(
    "number",
    [
        number
        for nine in ("130972480", "530972480", "134972480", "138972480", "290296487")
        for number in completed(nine)
    ],
)
def test_no_text_holds_a_national_identity_number(number: str) -> None:
    """Written in one or in two groups, anywhere; the message does not repeat it."""
    assert told("national-id", f"Tekst.\n\nMor ({number}) er syk.") == [(BODY + 2, A_NUMBER)]
    assert told("national-id", f"{number[:6]} {number[6:]}") == [(BODY, A_NUMBER)]
    assert told("national-id", f"fnr{number}") == [(BODY, A_NUMBER)]
    assert told("national-id", f"{number[:6]}\u00a0{number[6:]}", summary=number) == [
        (SUMMARY, A_NUMBER),
        (BODY, A_NUMBER),
    ]


@pytest.mark.parametrize("number", ["13097248022", "29029648784", "29020075838", "15021951940"])
def test_the_numbers_of_another_validator_are_valid(number: str) -> None:
    """Those its own tests accept (@navikt/fnrvalidator)."""
    assert is_identity_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "13097248023",
        "13097248012",
        "31029648784",
        "29020112345",
        "00000000000",
        "32019012345",
        "1309724802",
        "130972480221",
    ],
)
def test_other_numbers_are_left_alone(number: str) -> None:
    """Wrong check digits, days that no month has, too few or too many digits."""
    assert not is_identity_number(number)
    assert told("national-id", f"Nummer {number}.") == []


@given(st.integers(0, 10**11 - 1))
def test_few_numbers_are_identity_numbers_by_chance(number: int) -> None:
    """A number whose check digits are right stops being one when its last digit changes."""
    digits = f"{number:011d}"
    if is_identity_number(digits):
        assert not is_identity_number(digits[:-1] + str((int(digits[-1]) + 1) % 10))


KNOWN_NOW = "take it out and replace it wherever it is used: it is known now"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("-----BEGIN RSA PRIVATE KEY-----", "a private key"),
        ("-----BEGIN PRIVATE KEY-----", "a private key"),
        ("AKIA" + "IOSFODNN7EXAMPLE", "an access key of AWS"),
        ("ghp_" + "a1B2" * 9, "a token of GitHub"),
        ("glpat-" + "a1B2" * 5, "a token of GitLab"),
        ("xoxb-" + "123456789012-a1b2", "a token of Slack"),
        ("AIza" + "a1B2C" * 7, "a key of Google"),
        ("pypi-" + "a1B2" * 9, "a token of a registry"),
        ("sk_live_" + "a1B2" * 6, "a secret key"),
        ("eyJ" + "hbGciOiJIUzI1NiJ9a1", "a signed token"),
        ("api_key = " + "a1b2" * 6, "a password or key"),
        ('token: "' + "a1b2" * 6 + '"', "a password or key"),
        ("Passord: " + "a1b2" * 6, "a password or key"),
    ],
)
def test_no_text_holds_a_key(text: str, kind: str) -> None:
    """The message does not repeat it; code is no hiding place."""
    expected = [(BODY + 2, f"{kind}; {KNOWN_NOW}")]
    assert told("secret", f"Tekst på norsk.\n\n{text} her") == expected
    assert told("secret", f"Tekst på norsk.\n\n    {text}") == expected


@pytest.mark.parametrize(
    "text",
    [
        "spesialisthelsetjenesteloven",
        "https://www.fhi.no/sv/vaksine/barnevaksinasjonsprogrammet-2026/vaksiner-i-programmet-2025",
        "sha256 5feceb66ffc86f38d952786c6d696e79c2dbc239dd4e91b46729d73a27fb57e9",
        "-----BEGIN CERTIFICATE-----",
        "token: abc",
    ],
)
def test_long_words_and_addresses_are_no_keys(text: str) -> None:
    """Nor are digests and public certificates."""
    assert told("secret", text) == []


def test_no_text_holds_a_persons_address() -> None:
    """An office's mailbox may stand there; a link and its text are one address."""
    assert told(
        "contact-data", "[kari.nordmann@fhi.no](mailto:kari.nordmann@fhi.no) eller post@fhi.no, info+se@fhi.no"
    ) == [(BODY, "«kari.nordmann@fhi.no» looks like a person's address; name the office instead")]


@pytest.mark.parametrize("number", ["412 34 567", "41 23 45 67", "41234567", "+47 412 34 567", "004791234567"])
def test_no_text_holds_a_persons_telephone_number(number: str) -> None:
    """A mobile number, however it is written."""
    assert told("contact-data", f"Ring\n{number} i dag.") == [
        (BODY + 1, f"«{number}» looks like a person's telephone; make it a fact if it is an office's")
    ]


@pytest.mark.parametrize(
    "number", ["22 59 13 00", "116 117", "810 12 345", "2026-03-02", "40 000 000", "1 412 34 567", "1941 23 45 67"]
)
def test_an_offices_number_is_left_alone(number: str) -> None:
    """So are dates, amounts, and mobile numbers that are facts."""
    assert told("contact-data", f"Ring {number} i dag.") == []
    facts = {"sms": Fact("phone", "412 34 567")}
    assert told("contact-data", "Send til 41234567", context=NOTHING._replace(facts=facts)) == []
