"""Where each page lies. Addresses are promises: change one only with a redirect from the old.

Files carry `.html` and links say so, so that the release reads the same from any web server, object store or
disk without rules for rewriting (docs/decisions/0004).
"""

FOLDERS = {"article": "", "service": "services/", "topic": "topics/", "partner": "partners/"}


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


def feed(path: str) -> str:
    """The Atom feed beside a page; a folder's own lies in it."""
    if path.endswith("/index.html"):
        return path.removesuffix("index.html") + "feed.xml"
    return path.removesuffix(".html") + ".xml"


def data(path: str) -> str:
    """The JSON beside a page."""
    return path.removesuffix(".html") + ".json"


def href(base_path: str, path: str) -> str:
    """How a page links to another: from the root of the host, folders without their index."""
    return f"{base_path}/{path[: -len('index.html')] if path.endswith('/index.html') else path}"
