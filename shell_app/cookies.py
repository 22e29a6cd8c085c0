"""The shell's cookies: for this host alone, out of scripts' reach, never over plain HTTP (goals.md S6).

SameSite is Lax and not Strict, since people come back from the identity provider by a link from another site.
"""

from werkzeug.wrappers import Response

SESSION = "__Host-helsevei"
SIGN_IN = "__Host-helsevei-sign-in"
PASSKEY = "__Host-helsevei-passkey"
HAS_PASSKEY = "__Host-helsevei-has-passkey"
"""Says that a passkey was made or used in this browser, and not whose."""


def put(response: Response, name: str, value: str, max_age: int | None = None) -> None:
    response.set_cookie(name, value, max_age=max_age, path="/", secure=True, httponly=True, samesite="Lax")


def drop(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="Lax")
