"""What the release on the air was made of: it stays where the new content cannot be published."""

from pathlib import Path

import msgspec

from builder.domain import addresses
from builder.domain.article import Edition
from builder.domain.library import EditionKey, Media
from builder.load.edition_file import Place, read_edition
from builder.pipeline.examining import digest_of


class LastGood:
    """Reads a release back. `release` is its folder, or None before the first one."""

    def __init__(self, release: Path | None) -> None:
        self.release = release
        self.texts: dict[str, str] = {}

    def registers(self) -> dict[str, str]:
        """The registers' texts by file."""
        if self.release is None:
            return {}
        return msgspec.json.decode((self.release / "registers.json").read_bytes(), type=dict[str, str])

    def edition(self, key: EditionKey) -> tuple[Edition, list[Media]] | None:
        """The edition on the air with its pictures; its text is kept in `texts` by digest."""
        kind, content_id, language = key
        path = addresses.path_of(kind, content_id, language)
        if self.release is None:
            return None
        try:
            page = msgspec.json.decode((self.release / "public" / addresses.data(path)).read_bytes())
        except FileNotFoundError:
            return None
        if "source" not in page:
            return None
        digest = digest_of(page["source"].encode())
        place = Place(kind, content_id, language, page["file"])  # type: ignore[arg-type]
        edition = read_edition(place, page["source"].encode(), digest).edition
        if edition is None:
            return None
        self.texts[digest] = page["source"]
        return edition, [_media(edition, name, shown) for name, shown in page["pictures"].items()]


def _media(edition: Edition, name: str, shown: dict) -> Media:
    """The release may have been made for another address than the portal has now."""
    published = f"media/{shown['src'].rpartition('/')[2]}"
    return Media(edition.file.rpartition("/")[0], name, published, "", shown["width"], shown["height"])
