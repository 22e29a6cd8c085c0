"""Which sender calls: by its token, and not more often than it may."""

from flask import request

from shell_app.fhir.outcome import Issue, Problem
from shell_app.portal import portal
from shell_app.records import sender_calls
from shell_app.senders.proof import bearer
from shell_app.senders.register import Sender

CALLS_A_MINUTE = 600


def caller() -> Sender:
    """The sender, or a Problem that ends the request."""
    here = portal()
    now = here.clock.now()
    sender = bearer(here.keyring, request.headers.get("Authorization", ""), here.senders, now)
    if sender is None:
        issue = Issue(
            "login",
            "no-token",
            "The token is missing, has run out, or is not ours.",
            "Ask for a new one at /mine/senders/token with an assertion signed by your key.",
        )
        raise Problem(401, issue, WWW_Authenticate="Bearer")
    if here.config.limits == "off":
        return sender
    with here.database.writing() as connection:
        calls = sender_calls.count(connection, sender.id, now)
    if calls > CALLS_A_MINUTE:
        issue = Issue(
            "throttled",
            "too-many-calls",
            f"More than {CALLS_A_MINUTE} calls in one minute.",
            "Wait as long as Retry-After says, and send it again with the same Idempotency-Key.",
        )
        raise Problem(429, issue, Retry_After=str(60 - now.second))
    return sender
