"""What a sender is told when something is wrong: an OperationOutcome that names the place and the way out."""

from collections.abc import Sequence
from typing import Any

import msgspec
from flask import Response
from msgspec import Struct
from werkzeug.exceptions import HTTPException

MEDIA_TYPE = "application/fhir+json"
CODES = "urn:helsevei:problem"
"""The system of our own codes, which stay as they are when the sentences are made better."""
MOST = 20
"""Problems told at once."""


class Issue(Struct, frozen=True):
    """`kind` is FHIR's own code for it, `code` ours; `place` is a path into what was sent."""

    kind: str
    code: str
    told: str
    way_out: str = ""
    place: str = ""


class Problem(HTTPException):
    """Ends a request with these issues."""

    def __init__(self, status: int, *issues: Issue, **headers: str) -> None:
        answer = as_json(outcome(issues), status)
        answer.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
        super().__init__(response=answer)
        self.code = status
        self.issues = issues


def outcome(issues: Sequence[Issue]) -> dict[str, Any]:
    return {"resourceType": "OperationOutcome", "issue": [_issue(issue) for issue in issues[:MOST]]}


def as_json(resource: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(resource), status, mimetype=MEDIA_TYPE)


def of_status(status: int) -> Response:
    """For what no view of ours has answered: an address that leads nowhere, or a fault of ours."""
    if status < 500:
        issue = Issue("not-found", "no-such-address", "There is nothing at this address.", "See /mine/fhir/metadata.")
        return as_json(outcome([issue]), 404 if status == 405 else status)
    fault = Issue("exception", "our-fault", "Something is wrong with us.", "Send it again later with the same key.")
    return as_json(outcome([fault]), status)


def _issue(issue: Issue) -> dict[str, Any]:
    found: dict[str, Any] = {
        "severity": "error",
        "code": issue.kind,
        "details": {"coding": [{"system": CODES, "code": issue.code}], "text": issue.told},
    }
    if issue.way_out:
        found["diagnostics"] = issue.way_out
    if issue.place:
        found["expression"] = [issue.place]
    return found
