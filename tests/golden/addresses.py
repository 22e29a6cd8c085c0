"""The list of promised addresses, and which pages a promise is made for."""

from collections.abc import Iterator
from pathlib import Path

from tests.browser.sample_site import SampleSite

LIST = Path(__file__).with_name("addresses.txt")
UNPROMISED = {"letter", "missing", "moved", "notfound", "proof"}
"""A letter's page comes and goes with the words that begin with it, and a proof with the text it is of: what lasts is
the edition's address in the archive. The others say that something is not there."""


def promised() -> list[str]:
    return LIST.read_text(encoding="utf-8").splitlines() if LIST.exists() else []


def promises(site: SampleSite) -> Iterator[str]:
    """The addresses of a published site that others may link to."""
    return (page.address for page in site.pages() if page.kind not in UNPROMISED)
