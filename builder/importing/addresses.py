"""Where pages lay at the place they come from, and what a link written there means here."""

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from builder.check.links import FORMS, OURS, scheme_of
from builder.importing.mapping import LinkRules

ENDS = re.compile(r"(?:/(?:_?index|readme))?(?:\.(?:html?|mdx?|markdown))?/*$")
NOT_IN_ADDRESSES = re.compile(r"[\s\\<>\"{}|^`]+")
TELEPHONE = re.compile(r"[^0-9+-]+")


class Meant(NamedTuple):
    """What a link means here: a `target`, or none if only its text can stand. `reason` is told if there is one."""

    target: str
    reason: str = ""


class Standpoint(NamedTuple):
    """The page a link stands on: its content_id, its file and where it lay."""

    content_id: str
    file: str
    address: str


class Addresses:
    """The old addresses of all pages, with the articles that lie there now."""

    def __init__(self, rules: LinkRules) -> None:
        self.rules = rules
        self.site = rules.site or ""
        self.host = (urlsplit(self.site).hostname or "").removeprefix("www.")
        self.known: dict[str, str] = {}

    def add(self, address: str, content_id: str) -> None:
        """Remember an address; the first page that claims it has it."""
        if path := self._path(address):
            self.known.setdefault(path, content_id)

    def meant(self, target: str, here: Standpoint) -> Meant:
        """What a link on the page `here` means; a link to a section of the same page begins with #."""
        target = target.strip()
        try:
            urlsplit(target)
        except ValueError:
            return Meant("", "link-dropped")
        scheme = scheme_of(target)
        if scheme == "#" or not target:
            return Meant(target)
        if scheme in ("http", "https") or target.startswith("//"):
            return self._outside(target, here)
        if scheme in ("tel", "mailto"):
            return _well_formed(f"tel:{TELEPHONE.sub('', target[4:])}" if scheme == "tel" else target)
        if OURS.fullmatch(target):
            return Meant(target)
        if scheme:
            return Meant("", "link-dropped")
        return self._relative(target, here)

    def _outside(self, target: str, here: Standpoint) -> Meant:
        """An address with a host: perhaps that of a page which is ours now."""
        target = f"https:{target}" if target.startswith("//") else target
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
        is_own = self.host and host.removeprefix("www.") == self.host
        if is_own and (found := self._found(parts.path, parts.fragment, here)):
            return found
        if parts.scheme.lower() == "http":
            if not any(host == known or host.endswith(f".{known}") or known == "*" for known in self.rules.https):
                return Meant(NOT_IN_ADDRESSES.sub(_percent, target), "http-kept")
            target = f"https{target[4:]}"
        return _well_formed(target)

    def _relative(self, target: str, here: Standpoint) -> Meant:
        """An address without a host, as written from the page's address or from its file."""
        if target.startswith("www."):
            return _well_formed(f"https://{target}")
        if "@" in target and "/" not in target:
            return _well_formed(f"mailto:{target}")
        path, _, section = target.strip("()[] ").partition("#")
        path = path.partition("?")[0]
        for base in (here.address, f"/{here.file}", "/"):
            if found := self._found(urljoin(base, path), section, here):
                return found
        if not self.site:
            return Meant("", "link-dropped")
        return _well_formed(urljoin(urljoin(self.site, here.address), target), "link-outside")

    def _found(self, path: str, section: str, here: Standpoint) -> Meant | None:
        content_id = self.known.get(self._path(path))
        if content_id is None:
            return None
        if section and content_id == here.content_id:
            return Meant(f"#{section}")
        return Meant(f"article:{content_id}")

    def _path(self, address: str) -> str:
        """An address as all ways of writing it agree on it: no host, no ending, no capitals."""
        path = urlsplit(address).path if "://" in address else address
        path = ENDS.sub("", unicodedata.normalize("NFC", unquote(path)).casefold())
        return "/" + path.lstrip("/")


def _well_formed(target: str, reason: str = "") -> Meant:
    target = NOT_IN_ADDRESSES.sub(_percent, target)
    form = FORMS.get(scheme_of(target))
    return Meant(target, reason) if form and form.fullmatch(target) else Meant("", "link-dropped")


def _percent(match: re.Match[str]) -> str:
    return quote(match[0])
