"""How much has changed since the texts that approvals are about, where those texts are known."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from builder.approval.signed_text import SignedText, name_of_text, read_signed_text, signed_text
from builder.changes import relied_on
from builder.domain.approval import Since
from builder.domain.article import Edition
from builder.load.fault import Unreadable
from builder.load.plain_file import read_plain_file
from builder.load.text import MAX_BYTES, decode
from builder.pipeline.differing import Version, as_published, difference, version_of
from builder.pipeline.last_good import LastGood, OnAir
from builder.pipeline.making import checked


class Weighing:
    """Compares editions with what was approved of them. `cited` are the facts as they stand in prose, by language."""

    def __init__(self, root: Path, cited: Mapping[str, Mapping[str, str]], last_good: LastGood) -> None:
        self.root = root
        self.cited = cited
        self.last_good = last_good

    def since(self, edition: Edition, pictures: Mapping[str, str], signed: Collection[str]) -> dict[str, Since]:
        """By the fingerprints in `signed`. What is known by the release alone foretells, and carries nothing."""
        text = checked(self.root, edition.file, edition.digest, self.last_good)
        now = version_of(edition, text, self.cited.get(edition.language, {}), pictures)
        found = weighed(now, self._kept(edition, signed), edition.language)
        on_air = self.last_good.edition(edition.key)
        if on_air and on_air.fingerprint in signed and on_air.fingerprint not in found:
            changes = difference(as_published(on_air, self.last_good.texts), now, edition.language)
            found[on_air.fingerprint] = Since(relied_on(changes, edition.language), "")
        return found

    def since_of(self, on_air: OnAir) -> dict[str, Since]:
        """The same of an edition that stays as it is on the air, by the texts published beside it."""
        now = as_published(on_air, self.last_good.texts) if on_air.earlier else None
        return weighed(now, on_air.earlier, on_air.edition.language) if now else {}

    def _kept(self, edition: Edition, signed: Iterable[str]) -> Iterable[str]:
        for fingerprint in signed:
            file = self.root / edition.file.rpartition("/")[0] / "approvals"
            try:
                yield decode(read_plain_file(file / name_of_text(edition.language, fingerprint), 2 * MAX_BYTES))
            except (FileNotFoundError, NotADirectoryError, Unreadable):
                continue


def weighed(now: Version, texts: Iterable[str], language: str) -> dict[str, Since]:
    """How much has changed since each of some texts as they are kept; one that does not prove itself is passed over."""
    found = {}
    for text in texts:
        if before := read_signed_text(text):
            changes = difference(Version(before.canonical, before.lines), now, language)
            found[before.fingerprint] = Since(relied_on(changes, language), text)
    return found


def text_on_air(last_good: LastGood, edition: Edition, fingerprint: str) -> str:
    """The file for the text on the air, if that is the one; or ""."""
    on_air = last_good.edition(edition.key)
    if on_air is None or on_air.fingerprint != fingerprint:
        return ""
    version = as_published(on_air, last_good.texts)
    made = SignedText(version.lines, version.text)
    return signed_text(*made) if made.fingerprint == fingerprint else ""
