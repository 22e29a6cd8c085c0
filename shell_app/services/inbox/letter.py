"""What a message from a citizen must be: something, and not too much."""

import unicodedata

from shell_app.records.drafts import Draft

LONGEST_TITLE = 100
LONGEST_BODY = 8000
"""Signs: some three pages."""
KEPT = "\n\t"


def faults_of(draft: Draft, is_answer: bool) -> list[str]:
    """What is wrong with it, field by field: `title`, `title-long`, `body`, `body-long`."""
    faults = []
    if not draft.title and not is_answer:
        faults.append("title")
    if len(draft.title) > LONGEST_TITLE and not is_answer:
        faults.append("title-long")
    if not draft.body:
        faults.append("body")
    if len(draft.body) > LONGEST_BODY:
        faults.append("body-long")
    return faults


def tidy(text: str) -> str:
    """The text in one form, lines ended in one way, without signs that nobody sees but machines."""
    one = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign for sign in one if sign in KEPT or unicodedata.category(sign) not in ("Cc", "Cs", "Co"))
