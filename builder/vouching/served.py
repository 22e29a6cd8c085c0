"""A published portal as anybody can fetch it: its pages, the data beside them, and their place in release and log."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from builder.publish.tree import bucket_of
from builder.vouching.waiting import CannotApprove

LARGEST = 64 * 1024 * 1024
PATIENCE = 20
SITEMAP = re.compile(r"<loc>[^<]*/([\w-]+)/sitemap\.xml</loc>")


class Served:
    """The portal at one host. `base` is the path it lies under, without a slash at its end."""

    def __init__(self, address: str, base: str) -> None:
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"
        self.home = f"{self.origin}{base}/"
        self._fetched: dict[str, bytes] = {}

    def pages(self, address: str) -> list[str]:
        """The address itself, or those of all texts under it where it is the portal's or a language's first page."""
        path = urlsplit(address).path
        if path and not path.endswith("/"):
            return [address]
        begin = address if path else f"{address}/"
        if begin.rstrip("/") != self.home.rstrip("/"):
            return list(self._listed(begin))
        languages = SITEMAP.findall(self.fetch(f"{self.home}sitemap.xml").decode())
        return [page for code in languages for page in self._listed(f"{self.home}{code}/")]

    def _listed(self, folder: str) -> Iterator[str]:
        for page in self._json(f"{folder}pages.json").get("pages", ()):
            yield self.origin + page["href"]

    def data(self, page: str) -> dict[str, Any]:
        """The JSON beside a page."""
        found = self._json(page.removesuffix(".html").removesuffix(".json") + ".json")
        if "fingerprint" not in found:
            raise CannotApprove(f"{page} is no article's or service's page")
        return found

    def faults(self, page: str) -> Iterator[str]:
        """What is wrong with a page's place in the release it belongs to, and with that of the release in the log."""
        page = page.removesuffix(".html").removesuffix(".json") + ".html"
        path, data = page.removeprefix(self.home), self.fetch(page)
        name = f"{bucket_of(path)}.txt"
        bucket, top = self._kept(f"{self.home}tree/{name}"), self._kept(f"{self.home}tree/root.txt")
        if f"{path} {sha256(data).hexdigest()} {len(data)}" not in bucket.decode().split("\n"):
            yield f"{page}: the page is not as it is in the published release"
        if f"{name} {sha256(bucket).hexdigest()}" not in top.decode().split("\n"):
            yield f"{page}: the release's digests do not belong together"
        if f'"root":"{sha256(top).hexdigest()}"' not in self._kept(f"{self.home}log/history.jsonl").decode():
            yield f"{page}: the release is not in the public log"

    def _kept(self, address: str) -> bytes:
        """What many pages have in common is asked for once."""
        if address not in self._fetched:
            self._fetched[address] = self.fetch(address)
        return self._fetched[address]

    def _json(self, address: str) -> dict[str, Any]:
        try:
            found = json.loads(self.fetch(address))
        except ValueError as error:
            raise CannotApprove(f"{address} cannot be read: {error}") from None
        return found if isinstance(found, dict) else {}

    def fetch(self, address: str) -> bytes:
        try:
            with urlopen(Request(address), timeout=PATIENCE) as answer:
                return bytes(answer.read(LARGEST))
        except (URLError, OSError, ValueError) as error:
            raise CannotApprove(f"{address} cannot be read: {error}") from None
