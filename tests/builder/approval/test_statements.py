"""A statement is a few lines that a person can read, and only one way to write them."""

import random
from datetime import date

import pytest

from builder.approval.statements import read_statement, text_of
from builder.domain.approval import Statement

APPROVAL = Statement(
    "approval", "article", "astma", "6f1d" * 16, "nb", "2026-11-23T12:00:00Z", "legelaget", "assured",
    "lungelege", date(2026, 11, 23), date(2028, 3, 2),
)  # fmt: skip
TEXT = f"""\
Helsevei approval 1
as: lungelege
content: article/astma
fingerprint: {"6f1d" * 16}
language: nb
made: 2026-11-23T12:00:00Z
partner: legelaget
role: assured
valid-from: 2026-11-23
valid-to: 2028-03-02
"""
WITHDRAWAL = Statement(
    "withdrawal", "service", "innboks", "6f1d" * 16, "zh-Hant", "2026-11-23T12:00:00Z", "legelaget", "delivered"
)  # fmt: skip


def test_a_statement_is_read_as_it_is_written() -> None:
    """What is signed can be read by a person, and back by the program."""
    assert text_of(APPROVAL) == TEXT
    assert read_statement(TEXT) == APPROVAL
    assert read_statement(text_of(WITHDRAWAL)) == WITHDRAWAL


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT + "\n",
        TEXT.rstrip("\n"),
        " " + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("role: assured", "role: admired"),
        TEXT.replace("role: assured", "role:  assured"),
        TEXT.replace("2026-11-23T12:00:00Z", "2026-11-31T12:00:00Z"),
        TEXT.replace("2028-03-02", "2028-02-30"),
        TEXT.replace("valid-from: 2026-11-23\nvalid-to: 2028-03-02\n", ""),
        TEXT.replace("approval", "withdrawal"),
        TEXT.replace("lungelege", "lunge\u2028lege"),
        TEXT.replace("nb", "nb\u0661"),
        TEXT.replace("content: article/astma\n", ""),
    ],
)
def test_what_is_written_otherwise_is_no_statement(text: str) -> None:
    """There is one way to write it: two readings of one text, or two texts of one reading, cannot be."""
    assert read_statement(text) is None


def test_a_changed_byte_is_another_statement_or_none() -> None:
    """No byte is without meaning."""
    chance = random.Random(5)
    for _ in range(3000):
        data = bytearray(TEXT.encode())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
        text = data.decode()
        found = read_statement(text)
        assert found is None or (found != APPROVAL and text_of(found) == text)
