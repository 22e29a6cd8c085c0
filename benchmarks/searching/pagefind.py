"""Pagefind as it comes: its own index of the same pages, asked in headless Chromium."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from search_index.documents import Document
from search_index.evaluation import Search

PROGRAM = Path(__file__).parents[1] / "peers/pagefind/make_index.mjs"
CHROMIUM = "/usr/bin/chromium"
ASK = """async (query) => {
  const { results } = await pagefind.search(query);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return shown.map(({ url }) => url);
}"""
BEGIN = "async () => { globalThis.pagefind = await import('/pagefind/pagefind.js'); await pagefind.init(); }"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def pagefind(documents: Iterable[Document], languages: Iterable[str]) -> Iterator[dict[str, Search]]:
    """Pagefind's answers, in a table's form. Each language is asked on a page of that language, as its readers do."""
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory(prefix="pagefind-") as folder, _served(Path(folder)) as address, sync_playwright() as run:
        addresses = _make_index(Path(folder), documents)
        browser = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        tabs: dict[str, Any] = {}
        for code in languages:
            (Path(folder) / f"{code}.html").write_text(f'<html lang="{code}"><title>{code}</title>')
            tabs[code] = browser.new_page()
            tabs[code].goto(f"{address}/{code}.html")
            tabs[code].evaluate(BEGIN)
        yield {"Pagefind": lambda query, code: [addresses[url] for url in tabs[code].evaluate(ASK, query)]}
        browser.close()


def _make_index(folder: Path, documents: Iterable[Document]) -> dict[str, str]:
    """Make it, and tell which document lies at which of its addresses."""
    addresses: dict[str, str] = {}
    command = ["node", str(PROGRAM), str(folder / "pagefind")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, encoding="utf-8") as node:
        assert node.stdin
        for number, document in enumerate(documents):
            url = f"/{number}.html"
            addresses[url] = document.href
            print(json.dumps({"url": url, "content": page_of(document)}), file=node.stdin)
    if node.returncode:
        raise RuntimeError("Pagefind could not make its index; is it installed? (npm ci in benchmarks/)")
    return addresses


def page_of(document: Document) -> str:
    """The page as any site has it. Keywords are shown: Pagefind reads nothing that is not."""
    title = escape(document.title)
    keywords = escape(", ".join((*document.titles, *document.names)))
    headings = "".join(f"<h2>{escape(heading)}</h2>" for heading in document.headings)
    return (
        f'<!DOCTYPE html><html lang="{document.language}"><head><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1>"
        f"<p>{escape(document.summary)}</p>{headings}<p>{escape(document.body)}</p><p>{keywords}</p></main></body></html>"
    )


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
