"""The site while it is being written: pages are rendered when looked at, an edit costs one edition.

Nothing is published. The library is held in memory; a changed file replaces its edition there, and the open
pages are told to reload over a server-sent event stream.
"""

import mimetypes
import re
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import escape
from watchfiles import watch
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from builder.check import as_the_site_wants, check_library
from builder.domain import addresses
from builder.domain.article import Edition
from builder.domain.pages import AnyPage, EditionPage
from builder.domain.problem import Problem
from builder.load.edition_file import decode, split_front_matter
from builder.load.sources import scan
from builder.pipeline.approving import standings
from builder.pipeline.building import silent
from builder.pipeline.examining import examine
from builder.pipeline.gathering import CannotRead, Gathered, gather
from builder.pipeline.last_good import LastGood
from builder.pipeline.making import ContentMoved, renderer_of, text_of
from builder.pipeline.pictures import published_bytes
from builder.pipeline.sharing import Progress
from builder.plan import describe, frames_of, plan_site
from builder.plan.finding import unit_at
from builder.publish.releases import Releases
from builder.render.hosting import HEADERS
from builder.render.site_renderer import NO_TEXT, Text

EVENTS = "/-/changes"
RELOADER = "/-/reload.js"
RELOAD_SCRIPT = f"""const changes = new EventSource("{EVENTS}");
changes.onmessage = () => location.reload();
"""
GALLERY = "/-/components"
BODY = re.compile(rb"<body[^>]*>")
WAIT_MS = 20
"""How long to gather an editor's several writes of one save."""
QUIET_MS = 500
"""After so long without a save there is time for the rules that look at everything."""


class Preview:
    """The site in memory. `version` grows with every change that may be seen.

    `beside_release` tells whether what is on the air has a say in how it stands with the texts.
    """

    def __init__(self, root: Path, today: date, progress: Progress = silent, beside_release: bool = False) -> None:
        self.root = root
        self.today = today
        self.beside_release = beside_release
        self.version = 0
        self.changed = threading.Condition()
        self.unjudged: set[str] = set()
        self.reload_all(progress)

    def reload_all(self, progress: Progress = silent) -> None:
        """Read everything anew."""
        self.last_good = LastGood(Releases(self.root / "site").current_folder if self.beside_release else None)
        self.unjudged.clear()
        self._show(gather(self.root, self.today, self.last_good, progress))

    def _show(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.plan = plan_site(gathered.library, self.today)
        self.renderer = renderer_of(self.root, self.plan, frames_of(self.plan))
        self._units = set(self.plan.units)
        self._reload_open_pages()

    def _reload_open_pages(self) -> None:
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def file_changed(self, files: set[str]) -> None:
        """Take in changed files, given relative to the root: editions one by one, anything else by reading all."""
        library = self.gathered.library
        by_file = {edition.file: edition for edition in library.editions}
        if not all(file in by_file and (self.root / file).exists() for file in files):
            self.reload_all()
            return
        problems = [problem for problem in self.gathered.problems if problem.file not in files]
        for source in scan(self.root).editions:
            if source.place.file in files:
                row = examine(self.root, source, self.gathered.context)
                problems.extend(row.problems)
                if row.edition:
                    by_file[row.file] = row.edition
        editions = sorted(by_file.values(), key=lambda edition: edition.key)
        fresh = msgspec.structs.replace(library, editions=editions)
        changed = [edition for edition in editions if edition.file in files]
        fresh.standings.update(standings(fresh, self.gathered.approvals, changed))
        self.unjudged |= files
        self._show(self.gathered._replace(library=fresh, problems=sorted(problems)))

    def judge_together(self) -> None:
        """Tell of changed editions also what only the whole library shows, such as a link that leads nowhere."""
        library, files = self.gathered.library, self.unjudged
        found = [problem for problem in check_library(library, self.today) if problem.file in files] if files else []
        self.unjudged = set()
        if found:
            problems = {*self.gathered.problems, *as_the_site_wants(found, library.site)}
            self.gathered = self.gathered._replace(problems=sorted(problems))
            self._reload_open_pages()

    def watch(self, stop: threading.Event) -> None:
        """Follow the content until told to stop. What takes longer is looked at when nobody has saved for a moment."""
        folders = [path for path in (self.root / "content", self.root / "partners") if path.exists()]
        for changes in watch(
            *folders, stop_event=stop, debounce=WAIT_MS, step=5, rust_timeout=QUIET_MS, yield_on_timeout=True
        ):
            try:
                if changes:
                    self.file_changed({Path(path).relative_to(self.root).as_posix() for _, path in changes})
                else:
                    self.judge_together()
            except (CannotRead, OSError) as error:
                print(f"The preview stays as it was: {error}", flush=True)

    def page(self, path: str) -> bytes | None:
        """A file of the site as it is now."""
        if path.startswith("media/"):
            return self._picture(path)
        unit = unit_at(self.plan, path)
        for page in describe(self.plan, unit) if unit in self._units else ():
            text = self._text(page)
            for made in self.renderer.render(page, text):
                if made.path == path:
                    return self._with_notes(made.data, page) if path.endswith(".html") else made.data
        return None

    def body(self, edition: Edition) -> str:
        """An edition's text as its page shows it."""
        path = addresses.path_of(*edition.key)
        unit = unit_at(self.plan, path)
        for page in describe(self.plan, unit) if unit in self._units else ():
            if isinstance(page, EditionPage) and page.head.path == path:
                return self.renderer.body(page, self._text(page)).html
        return ""

    def why_not(self, path: str) -> bytes | None:
        """What must be mended before an edition can be shown at all, if that is why nothing is there."""
        language, _, rest = path.partition("/")
        file = f"content/articles/{rest.removesuffix('.html')}/{language}.md"
        problems = [problem for problem in self.gathered.problems if problem.file == file]
        return _notes(problems, with_reload=True).encode() if problems else None

    def _text(self, page: AnyPage) -> Text:
        if not isinstance(page, EditionPage):
            return NO_TEXT
        try:
            return text_of(self.root, page, LastGood(None))
        except ContentMoved:  # looked at between the save and the news of it
            whole = decode((self.root / page.file).read_bytes())
            return Text(whole, split_front_matter(whole)[1])

    def _picture(self, path: str) -> bytes | None:
        for media in self.gathered.library.media.values():
            if media.published == path:
                return published_bytes(self.root, media)
        return None

    def _with_notes(self, html: bytes, page: object) -> bytes:
        """The page's problems above it, and the script that reloads it."""
        problems = []
        if isinstance(page, EditionPage):
            problems = [problem for problem in self.gathered.problems if problem.file == page.file]
        notes = _notes(problems).encode()
        html = html.replace(b"</head>", f'<script src="{RELOADER}" defer></script></head>'.encode(), 1)
        return BODY.sub(lambda found: found[0] + notes, html, count=1)


def _notes(problems: list[Problem], with_reload: bool = False) -> str:
    if not problems:
        return ""
    lines = "".join(f"<li>{escape(str(problem))}</li>" for problem in problems)
    script = f'<script src="{RELOADER}" defer></script>' if with_reload else ""
    return f'<aside class="note" lang="en" dir="ltr"><ul>{lines}</ul></aside>{script}'


def preview_app(preview: Preview):
    """The preview as a WSGI application."""

    @Request.application
    def app(request: Request) -> Response:
        if request.path == EVENTS:
            return Response(_events(preview), mimetype="text/event-stream", headers={"Cache-Control": "no-store"})
        if request.path == RELOADER:
            return Response(RELOAD_SCRIPT, mimetype="text/javascript")
        if request.path == GALLERY:
            return Response(preview.renderer.gallery("en"), mimetype="text/html")
        path = request.path.removeprefix(preview.plan.site.base_path).lstrip("/")
        path = f"{path}index.html" if path == "" or path.endswith("/") else path
        status, data = 200, preview.page(path)
        if data is None:
            language = path.partition("/")[0]
            helpful = preview.why_not(path) or preview.page(f"{language}/404.html")
            status, data = 404, helpful or b"There is no such page."
        mimetype = (mimetypes.guess_type(path)[0] if status == 200 else None) or "text/html"
        return Response(data, status, mimetype=mimetype, headers=HEADERS | {"Cache-Control": "no-store"})

    return app


def _events(preview: Preview) -> Iterator[bytes]:
    """One event for every change, and a comment now and then so that closed pages are noticed."""
    seen = preview.version
    yield b": here\n\n"
    while True:
        with preview.changed:
            if preview.version == seen:
                preview.changed.wait(timeout=15)
        if preview.version != seen:
            seen = preview.version
            yield f"data: {seen}\n\n".encode()
        else:
            yield b": still here\n\n"


def serve_preview(root: Path, today: date, host: str, port: int, progress: Progress) -> None:
    """Serve the preview until interrupted."""
    preview = Preview(root, today, progress)
    address = f"http://{host}:{port}/{preview.plan.site.default_language}/"
    serve(preview, preview_app(preview), host, port, f"Preview at {address}")


def serve(preview: Preview, app: Any, host: str, port: int, told: str) -> None:
    """Serve an application over a preview that follows the content, until interrupted. `told` says where it is."""
    server = make_server(host, port, app, threaded=True)
    print(f"{told} – stop with Ctrl-C", flush=True)
    stop = threading.Event()
    threading.Thread(target=preview.watch, args=(stop,), daemon=True).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
