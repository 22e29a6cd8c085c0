"""Names for rows that say nothing and cannot be guessed."""

import secrets


def new_handle() -> str:
    """128 random bits, fit for an address."""
    return secrets.token_urlsafe(16)
