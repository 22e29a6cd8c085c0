"""What the release on the air was made of: it stays where the new content cannot be published.

A release that an earlier version made may lack what is asked of it here. Then it is not known what was on the air,
which never stops a build.
"""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from builder.approval.fingerprint import fingerprint_of
from builder.approval.reading import read_approval
from builder.approval.ssh import NotSigned
from builder.domain import addresses
from builder.domain.approval import Signed
from builder.domain.article import Edition
from builder.domain.library import EditionKey, Kept, Media
from builder.domain.pages import Shown
from builder.load.edition_file import Place, read_edition
from builder.pipeline.examining import digest_of

Read = TypeVar("Read")


class OnAir(NamedTuple):
    """An edition as it is on the air, with its facts and pictures, when it is due, and what was signed about it.

    `earlier` are the texts that those of its approvals are about which were made for an earlier one.
    """

    edition: Edition
    kept: Kept
    due: date | None
    signed: list[Signed]
    earlier: list[str]

    @property
    def fingerprint(self) -> str:
        pictures = {file: media.published for file, media in self.kept.media.items()}
        return fingerprint_of(self.edition, pictures)


class Told(msgspec.Struct, frozen=True):
    """What is asked of the JSON beside a page. Pages of other kinds, and of earlier versions, do not tell it."""

    file: str
    source: str
    facts: dict[str, str]
    pictures: dict[str, Shown]
    review_due: date | None
    approvals: list[dict[str, str]] = []
    earlier_texts: list[str] = []


class LastGood:
    """Reads a release back. `release` is its folder, or None before the first one."""

    def __init__(self, release: Path | None) -> None:
        self.release = release
        self.texts: dict[str, str] = {}

    def registers(self) -> dict[str, str]:
        """The registers' texts by file."""
        return (_read(self.release / "registers.json", dict[str, str]) if self.release else None) or {}

    def edition(self, key: EditionKey) -> OnAir | None:
        """The edition on the air; its text, and that of each approval, is kept in `texts` by digest."""
        if self.release is None:
            return None
        return self.published(key, self.release / "public" / addresses.data(addresses.path_of(*key)))

    def published(self, key: EditionKey, file: Path) -> OnAir | None:
        """The edition whose data a file holds, as it lies beside its page."""
        kind, content_id, language = key
        page = _read(file, Told)
        if page is None:
            return None
        digest = digest_of(page.source.encode())
        place = Place(kind, content_id, language, page.file)  # type: ignore[arg-type]
        edition = read_edition(place, page.source.encode(), digest, page.facts).edition
        if edition is None:
            return None
        self.texts[digest] = page.source
        media = {name: _media(edition, name, shown) for name, shown in page.pictures.items()}
        signed = self._signed(page.approvals)
        return OnAir(edition, Kept(page.facts, media), page.review_due, signed, page.earlier_texts)

    def _signed(self, approvals: list[dict[str, str]]) -> list[Signed]:
        """What was signed, checked again."""
        found = []
        for approval in approvals:
            with suppress(NotSigned):
                signed = read_approval(approval["text"], approval["file"])
                self.texts[signed.digest] = approval["text"]
                found.append(signed)
        return found


def _read(file: Path, kind: type[Read]) -> Read | None:
    """What a file of a release tells, if it is there and tells what is asked."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _media(edition: Edition, name: str, shown: Shown) -> Media:
    """The release may have been made for another address than the portal has now."""
    published = f"media/{shown.src.rpartition('/')[2]}"
    return Media(edition.file.rpartition("/")[0], name, published, "", shown.width, shown.height)
