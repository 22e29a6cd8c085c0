"""A statement as it is signed: a few lines that a person can read, and only one way to write them.

    Helsevei approval 1
    as: overlege i barnesykdommer
    content: article/astma-hos-barn
    fingerprint: 6f1d…
    language: nb
    made: 2026-11-23T12:00:00Z
    partner: fjordane-sjukehus
    role: assured
    valid-from: 2026-03-02
    valid-to: 2028-03-02

What is written otherwise is no statement: no byte can be changed, added or left out without breaking the signature
or the form.
"""

import re
from datetime import date, datetime
from typing import Any

from builder.domain.approval import Statement

NAMESPACE = "approval@helsevei"
"""What `ssh-keygen -Y sign -n` is given, so that a signature made for something else is none here."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
DAY = r"20[0-9]{2}-[01][0-9]-[0-3][0-9]"
FORM = re.compile(
    r"Helsevei (?P<action>approval|withdrawal) 1\n"
    r"(?:as: (?P<capacity>\S[^\x00-\x1f\x7f\u2028\u2029]{0,199})\n)?"
    rf"content: (?P<kind>article|service)/(?P<content_id>{SLUG})\n"
    r"fingerprint: (?P<fingerprint>[0-9a-f]{16,128})\n"
    r"language: (?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\n"
    rf"made: (?P<made>{DAY}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z)\n"
    rf"partner: (?P<partner>{SLUG})\n"
    r"role: (?P<role>delivered|assured|translated|language-reviewed)\n"
    rf"(?:valid-from: (?P<valid_from>{DAY})\nvalid-to: (?P<valid_to>{DAY})\n)?"
)


def text_of(statement: Statement) -> str:
    """The lines that are signed."""
    lines = [
        f"Helsevei {statement.action} 1",
        *([f"as: {statement.capacity}"] if statement.capacity else []),
        f"content: {statement.kind}/{statement.content_id}",
        f"fingerprint: {statement.fingerprint}",
        f"language: {statement.language}",
        f"made: {statement.made}",
        f"partner: {statement.partner}",
        f"role: {statement.role}",
    ]
    if statement.action == "approval":
        lines += [f"valid-from: {statement.valid_from}", f"valid-to: {statement.valid_to}"]
    return "\n".join(lines) + "\n"


def read_statement(text: str) -> Statement | None:
    """The statement these lines make, or None where they are not exactly one."""
    found = FORM.fullmatch(text)
    if found is None or (found["action"] == "approval") != bool(found["valid_from"]):
        return None
    values: dict[str, Any] = {**found.groupdict(), "capacity": found["capacity"] or ""}
    try:
        datetime.fromisoformat(values["made"])
        for key in ("valid_from", "valid_to"):
            values[key] = date.fromisoformat(values[key]) if values[key] else None
    except ValueError:
        return None
    return Statement(**values)
