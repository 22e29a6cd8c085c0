"""The list a browser keeps pages by: the most important pages of a language, and the digest of each.

The digests tell a browser which of its copies are older than the release, so that it fetches those and no others.
"""

from collections.abc import Iterable, Iterator

import msgspec

from builder.domain.artifact import Artifact
from builder.plan import SitePlan
from builder.plan.saved import kept_together
from builder.publish.writer import FileRow
from builder.render.hosting import FOR_EVER, cache_control

SEARCH_FOLDER = "public/index/{language}/"
"""What a search in the browser needs is kept along with the pages of the language: `start.json`, which names the parts
of one index, and those parts, which are named by their content."""


def saved_pages(plan: SitePlan, rows: Iterable[FileRow]) -> Iterator[Artifact]:
    """`<language>/saved-pages.json` for each language: addresses of pages with their digests, and of other files."""
    digests = {row.path: row.sha256.hex()[:16] for row in rows}
    for language in plan.library.languages:
        pages = [(href, digests[_file(plan, href)]) for href in kept_together(plan, language)]
        below = SEARCH_FOLDER.format(language=language)
        needed = [path.removeprefix("public/") for path in digests if path.startswith(below)]
        files = sorted(plan.href(path) for path in needed if cache_control(path) == FOR_EVER)
        start = f"{below}start.json"
        if start in digests:
            pages.append((plan.href(start.removeprefix("public/")), digests[start]))
        yield Artifact(f"{language}/saved-pages.json", msgspec.json.encode({"pages": pages, "files": files}))


def _file(plan: SitePlan, href: str) -> str:
    path = href.removeprefix(f"{plan.base_path}/")
    return f"public/{path}index.html" if path.endswith("/") else f"public/{path}"
