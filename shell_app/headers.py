"""What every answer tells the browser: run our scripts alone, keep nothing, tell nobody (goals.md 2.5)."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, g

from shell_app.config import Config
from shell_app.portal import portal

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
    "Cache-Control": "no-store",
}


def nonce() -> str:
    """128 random bits that this answer's own scripts carry; another answer has others."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def set_headers(app: Flask, config: Config) -> None:
    """Give every answer of `app` these headers, errors too."""
    over_tls = urlsplit(config.address).scheme == "https"

    @app.after_request
    def _headers(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers[name] = value
        response.headers["Content-Security-Policy"] = _policy(config, over_tls)
        if over_tls:
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains; preload"
        return response


def _policy(config: Config, over_tls: bool) -> str:
    """A signed-in page's forms may lead to the provider, where the way out ends; other answers lead nowhere else.

    Only the provider may frame our front-channel logout.
    """
    framed = g.get("framed_by", "'none'")
    way_out = urlsplit(portal().provider.way_out() or "") if g.get("visit") else urlsplit("")
    forms = f"'self' {way_out.scheme}://{way_out.netloc}" if way_out.netloc else "'self'"
    rules = [
        "default-src 'none'",
        f"script-src 'nonce-{nonce()}' 'strict-dynamic'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        f"form-action {forms}",
        "base-uri 'none'",
        f"frame-ancestors {framed}",
        "require-trusted-types-for 'script'",
    ]
    return "; ".join([*rules, "upgrade-insecure-requests"] if over_tls else rules)
