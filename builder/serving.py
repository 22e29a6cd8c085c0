"""A web server for a release, for trying it out: any other server or object store does as well."""

import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from werkzeug.serving import make_server
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from builder.publish.releases import Releases


def release_app(root: Path) -> Callable:
    """A WSGI application that reads `site/current/public` at every request, so that a switch is seen at once."""

    @Request.application
    def app(request: Request) -> Response:
        public = root / "site" / "current" / "public"
        if request.method not in ("GET", "HEAD"):
            return Response("Only for reading.\n", 405)
        file = _file(public, request.path)
        if file is None:
            return _not_found(public, request)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        response = send_file(file, request.environ, mimetype=kind, conditional=True, max_age=60)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app


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
    language = request.path.strip("/").partition("/")[0]
    for page in (_file(public, f"{language}/404.html"), next(iter(sorted(public.glob("*/404.html"))), None)):
        if page:
            return Response(page.read_bytes(), 404, mimetype="text/html")
    return Response(NotFound().get_body(), 404, mimetype="text/html")


def serve_release(root: Path, host: str, port: int) -> None:
    """Serve the current release until interrupted."""
    if Releases(root / "site").current_folder is None:
        raise SystemExit("helsevei: nothing has been published yet; run `helsevei build` first")
    print(f"Read the portal at http://{host}:{port}/ – stop with Ctrl-C", flush=True)
    make_server(host, port, release_app(root), threaded=True).serve_forever()
