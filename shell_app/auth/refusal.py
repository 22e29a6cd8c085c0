"""How every doubt about a sign-in ends: no session, a page in plain words, one row in the security log."""


class Refused(Exception):
    """The provider's answer cannot be trusted, or the person may not come in. `code` goes to the security log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unavailable(Refused):
    """The provider cannot be reached or does not answer as it should; trying again later may help."""
