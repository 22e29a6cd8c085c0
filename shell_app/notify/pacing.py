"""How fast notices may leave, so that those who come to read do not bring sign-in down (goals.md L6)."""

COME = 0.1
"""The part of those told who sign in within ten minutes."""
SHARE = 0.5
"""What of the sign-ins a portal can take notices may bring about; the rest come of themselves."""


def per_second(sign_ins_per_second: float) -> int:
    """Deliveries a second, for a portal that was measured to take so many sign-ins a second; at least one.

    Sent at rate r for ten minutes and more, r × 0.1 sign in each second: that may be half of what the portal takes.
    """
    return max(1, int(SHARE * sign_ins_per_second / COME))
