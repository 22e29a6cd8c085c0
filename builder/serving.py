"""A web server for a release, for trying it out: any other server or object store does as well."""

import gzip
import mimetypes
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from werkzeug.serving import make_server
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from builder.publish.releases import Releases
from builder.render.hosting import ASK_FIRST, COMPRESSED, HEADERS, KEPT, LEAST_COMPRESSED, cache_control

mimetypes.add_type("application/manifest+json", ".webmanifest")

BYTES = "application/octet-stream"


def release_app(root: Path) -> Callable:
    """A WSGI application that reads `site/current/public` at every request, so that a switch is seen at once."""

    @Request.application
    def app(request: Request) -> Response:
        public = root / "site" / "current" / "public"
        if request.method not in ("GET", "HEAD"):
            return _guarded(Response("Only for reading.\n", 405))
        if file := _beside(root / "site", request.path):
            kind, kept = mimetypes.guess_type(file.name)[0] or "text/plain", ASK_FIRST
        elif file := _file(public, request.path):
            kind, kept = mimetypes.guess_type(file.name)[0] or BYTES, cache_control(file.relative_to(public).as_posix())
        else:
            return _guarded(_compressed(_not_found(public, request), request))
        response = send_file(file, request.environ, mimetype=kind, conditional=True)
        response.headers["Cache-Control"] = kept
        return _guarded(_compressed(response, request))

    return app


def _guarded(response: Response) -> Response:
    """With the headers every answer has."""
    response.headers.extend(HEADERS)
    response.headers.pop("Date", None)  # the server itself says it
    return response


def _compressed(response: Response, request: Request) -> Response:
    """By gzip where that helps and the reader takes it, as nginx does with our settings."""
    if response.mimetype not in COMPRESSED or response.status_code not in (200, 404):
        return response
    response.direct_passthrough = False
    whole = response.get_data()
    if len(whole) < LEAST_COMPRESSED:
        return response
    response.vary.add("Accept-Encoding")
    if "gzip" in request.accept_encodings:
        response.set_data(gzip.compress(whole, 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        if etag := response.get_etag()[0]:
            response.set_etag(etag, weak=True)
    return response


LOG = {"/log/history.jsonl": "history.jsonl", "/log/head": "history.head"}
EDITION = re.compile(f"/editions/(?:{KEPT})")


def _beside(site: Path, path: str) -> Path | None:
    """What lies beside the releases and is public too: the log, and the archive of editions."""
    name = LOG.get(path) or (path.lstrip("/") if EDITION.fullmatch(path) else "")
    file = site / name
    return file if name and file.is_file() else None


def _file(public: Path, path: str) -> Path | None:
    """The file an address means; the index of a folder, and `x.html` for `/x`."""
    if "\x00" in path:
        return None
    found = safe_join(str(public), path.lstrip("/"))
    if found is None:
        return None
    candidates: Iterable[Path] = (Path(found), Path(found, "index.html"), Path(f"{found}.html"))
    try:
        return next((file for file in candidates if file.is_file()), None)
    except (OSError, ValueError):
        return None


def _not_found(public: Path, request: Request) -> Response:
    """The page that helps, in the language of the address."""
    of_address = request.path.strip("/").partition("/")[0]
    for language in (of_address, _main_language(public)):
        if page := _file(public, f"{language}/404.html"):
            return Response(page.read_bytes(), 404, mimetype="text/html")
    return Response(NotFound().get_body(), 404, mimetype="text/html")


def _main_language(public: Path) -> str:
    """The root page is in it."""
    with suppress(OSError):
        return (public / "index.html").read_text(encoding="utf-8").partition('<html lang="')[2].partition('"')[0]
    return ""


def serve_release(root: Path, host: str, port: int) -> None:
    """Serve the current release until interrupted."""
    if Releases(root / "site").current_folder is None:
        raise SystemExit("helsevei: nothing has been published yet; run `helsevei build` first")
    server = make_server(host, port, release_app(root), threaded=True)
    print(f"Read the portal at http://{host}:{port}/ – stop with Ctrl-C", flush=True)
    server.serve_forever()
