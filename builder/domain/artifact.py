"""A file of the site, ready to be published."""

from typing import NamedTuple


class Artifact(NamedTuple):
    """`path` is relative to the release's `public` folder."""

    path: str
    data: bytes
