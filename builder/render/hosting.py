"""What a web server sends with every file: one table for our own server, nginx and hosts that read `_headers`."""

import re
from collections.abc import Iterable

from builder.domain.site import Site

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types portal",
        "upgrade-insecure-requests",
    )
)
"""What a page may do (goals.md S11 and 2.5). The one policy our scripts make, `portal`, is for the service worker."""

SWITCHED_OFF = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("geolocation", "gyroscope", "hid", "idle-detection", "magnetometer", "microphone"),
    *("midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial"),
    *("usb", "xr-spatial-tracking"),
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in SWITCHED_OFF),
}
"""Sent with every answer. `same-origin` tells no other host that a reader comes from a page about health."""

NAMED_BY_CONTENT = re.compile(r"(?:assets|media|index/[^/]+/[2-7a-z])/")
"""Folders whose files are named by a digest: another content is another name. The last hold parts of a search index."""

WITH_PLACEHOLDERS = ("assets/*", "media/*", "index/:language/:version/*")
"""The same for `_headers`."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
"""A page may be kept, but is asked for again each time: what has not changed answers 304."""


COMPRESSED = (
    *("text/html", "text/css", "text/javascript", "text/plain", "text/xml"),
    *("application/javascript", "application/json", "application/manifest+json", "application/xml", "image/svg+xml"),
)
"""Kinds of files that gzip makes much smaller. Fonts and pictures are compressed in themselves."""

LEAST_COMPRESSED = 256
"""Bytes; with fewer nothing is won."""

KEPT = (
    r"[0-9a-f]{64}\.(?:html|json)|editions\.css|history\.jsonl"
    r"|[a-z]{2,3}(?:-[A-Za-z0-9]+)*(?:\.(?:topic|partner)\.[a-z0-9-]+)?\.xml"
)
"""The archive's files. They lie beside the releases, as the log does: three folders above `public`."""


def cache_control(path: str) -> str:
    """How long a file may be kept. `path` is relative to `public/`."""
    return FOR_EVER if NAMED_BY_CONTENT.match(path) else ASK_FIRST


def headers_file(site: Site) -> str:
    """`_headers`, as Netlify, Cloudflare Pages and others read it.

    Where several rules meet one file, some hosts join their values: so `Cache-Control` stands only where it says more
    than such hosts say by themselves, which is that pages are to be asked for again.
    """
    everywhere = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    kept = "".join(f"{site.base_path}/{path}\n  Cache-Control: {FOR_EVER}\n" for path in WITH_PLACEHOLDERS)
    return f"{site.base_path}/*\n{everywhere}{kept}"


def redirects_file(moved: Iterable[tuple[str, str]]) -> str:
    """`_redirects`, as the same hosts read it: old and new address on a line each."""
    return "".join(f"{old} {new} 301\n" for old, new in moved)


def nginx_file(site: Site, languages: Iterable[str], moved: Iterable[tuple[str, str]]) -> str:
    """What to include in a `server` of nginx. `root` and the address to listen on are the operator's to say."""
    base = site.base_path
    headers = "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    compressed = " ".join(kind for kind in COMPRESSED if kind != "text/html")  # which nginx compresses unasked
    redirects = "".join(f"location = {old} {{ return 301 {new}; }}\n" for old, new in moved)
    return f"""\
# Include this in a server block whose root is …/site/current/public, and reload nginx after each release.
index index.html;
charset utf-8;
charset_types text/css text/javascript application/javascript application/json application/manifest+json text/xml;
absolute_redirect off;
server_tokens off;
etag on;
set $portal_public $document_root;
gzip on;
gzip_vary on;
gzip_types {compressed};
gzip_min_length {LEAST_COMPRESSED};

{headers}set $kept "{ASK_FIRST}";
add_header Cache-Control $kept;
error_page 404 {base}/{site.default_language}/404.html;

location ~ "^{base}/{NAMED_BY_CONTENT.pattern}" {{ set $kept "{FOR_EVER}"; }}
location ~ \\.webmanifest$ {{ default_type application/manifest+json; }}
location = {base}/log/history.jsonl {{ default_type text/plain; alias $portal_public/../../../history.jsonl; }}
location = {base}/log/head {{ default_type text/plain; alias $portal_public/../../../history.head; }}
location ~ "^{base}/editions/(?<portal_kept>{KEPT})$" {{
    default_type text/plain;
    alias $portal_public/../../../editions/$portal_kept;
}}
location ~ ^{base}/(?<portal_language>{"|".join(languages)})/ {{ error_page 404 {base}/$portal_language/404.html; }}
{redirects}"""
