"""Where each page lies. Addresses are promises: change one only with a redirect from the old.

Files carry `.html` and links say so, so that the release reads the same from any web server, object store or
disk without rules for rewriting (docs/decisions/0004).
"""

from collections.abc import Collection

FOLDERS = {"article": "", "service": "services/", "topic": "topics/", "partner": "partners/"}

RESERVED = {
    "index",
    "404",
    "a-z",
    "topics",
    "partners",
    "services",
    "languages",
    "saved",
    "saved-pages",
    "search",
    "pages",
    "app",
    "feed",
    "sitemap",
    "assets",
    "media",
}
"""Addresses the portal uses itself in each language, which no content_id may take (bad-input.md G19)."""

OF_THE_ROOT = {
    *("", "index", "assets", "media", "tree", "log", "editions", "mine", "_headers", "_redirects"),
    *("robots", "sitemap", "service-worker"),
}
"""What it uses beside the languages, up to the first full stop: folders, files, and what its server answers."""


def path_of(kind: str, subject: str, language: str) -> str:
    """A page's file under `public/`."""
    return f"{language}/{FOLDERS[kind]}{subject}.html"


def front(language: str) -> str:
    return f"{language}/index.html"


def overview(kind: str, language: str) -> str:
    """The page that lists all services, topics or partners."""
    return f"{language}/{FOLDERS[kind]}index.html"


def letter(language: str, letter: str) -> str:
    """A letter's page in the A–Å index; letters beyond a–z are named by their code points."""
    name = letter.lower()
    if not (name.isascii() and name.isalnum()):
        name = "-".join(f"u{ord(character):04x}" for character in name)
    return f"{language}/a-z/{name}.html"


def letters(language: str) -> str:
    return f"{language}/a-z/index.html"


def languages(language: str) -> str:
    return f"{language}/languages.html"


def search(language: str) -> str:
    return f"{language}/search.html"


def search_index(language: str) -> str:
    """The folder of the index for the readers of a language."""
    return f"index/{language}/"


def saved(language: str) -> str:
    """The page about reading without network."""
    return f"{language}/saved.html"


def app(language: str) -> str:
    """What a device needs to know to install the portal."""
    return f"{language}/app.webmanifest"


def data(path: str) -> str:
    """The JSON beside a page."""
    return path.removesuffix(".html") + ".json"


def proof(path: str) -> str:
    """The page beside an edition's that proves who answers for it; no content_id has a full stop in it."""
    return path.removesuffix(".html") + ".proof.html"


def archived(fingerprint: str) -> str:
    """Where an edition can be read for good, whatever is on the air; it lies beside the releases."""
    return f"editions/{fingerprint}.html"


def announcements(language: str, kind: str = "", subject: str = "") -> str:
    """The feed of what was published, beside the releases: of a language, or of a topic or partner in it."""
    return f"editions/{'.'.join(filter(None, (language, kind, subject)))}.xml"


def href(base_path: str, path: str) -> str:
    """How a page links to another: from the root of the host, folders without their index."""
    return f"{base_path}/{path[: -len('index.html')] if path.endswith('/index.html') else path}"


def is_the_portals(path: str, languages: Collection[str]) -> bool:
    """Whether something lies at a path, or is kept for what may, whatever has been written."""
    first, _, rest = path.partition("/")
    if first not in languages:
        return first.partition(".")[0] in OF_THE_ROOT
    folder, _, name = rest.rpartition("/")
    if f"{folder}/" in FOLDERS.values():
        return name.partition(".")[0] in ("", "index", "feed")
    return not rest or rest.partition("/")[0].partition(".")[0] in RESERVED
