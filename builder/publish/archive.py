"""Every edition that was ever on the air, by its fingerprint: an archive beside the releases that only grows.

site/editions/history.jsonl          which edition was published when, by whom and in which release
site/editions/<fingerprint>.json     its page's data as they were first published; never changed
site/editions/<fingerprint>.html     a page that shows it, with its history before and since
site/editions/<language>.xml         a feed of what was published; <language>.topic.<topic>.xml and
                                     <language>.partner.<partner>.xml for one topic or partner
site/editions/editions.css           what these pages look like
site/editions/.complete              the release all of whose editions are here
"""

import os
import shutil
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from builder.domain.library import EditionKey
from builder.publish.durability import naming, sync

OSLO = ZoneInfo("Europe/Oslo")
STYLE = "editions.css"


class Entry(Struct, frozen=True):
    """A line of the archive's history: from then on readers saw this text of the edition. `role` says whether
    `partner` delivered or translated it, `weight` how much changed since the text before: "new" where there is none."""

    time: datetime
    release: str
    kind: str
    content_id: str
    language: str
    fingerprint: str
    partner: str
    role: str
    weight: str = ""

    @property
    def key(self) -> EditionKey:
        return self.kind, self.content_id, self.language

    @property
    def moment(self) -> str:
        """As statements have it."""
        return self.time.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def day(self) -> date:
        return day_of(self.time)


def day_of(moment: datetime) -> date:
    """By the readers' calendar."""
    return moment.astimezone(OSLO).date()


class Archive:
    """The archive of one portal. `site` is the portal's `site` folder."""

    def __init__(self, site: Path) -> None:
        self.folder = site / "editions"
        self.history_file = self.folder / "history.jsonl"
        self.complete_file = self.folder / ".complete"

    def data(self, fingerprint: str) -> Path:
        return self.folder / f"{fingerprint}.json"

    def page(self, fingerprint: str) -> Path:
        return self.folder / f"{fingerprint}.html"

    def read(self, fingerprint: str) -> bytes | None:
        """An edition's data, if they are kept."""
        with suppress(FileNotFoundError), open(f"{self.folder}/{fingerprint}.json", "rb", buffering=0) as kept:
            return kept.read()
        return None

    def history(self) -> dict[EditionKey, list[Entry]]:
        """What happened to each edition, oldest first. A line cut short by a crash is passed over."""
        found: dict[EditionKey, list[Entry]] = defaultdict(list)
        decode = msgspec.json.Decoder(Entry).decode
        for line in self.history_file.read_bytes().splitlines() if self.history_file.exists() else ():
            try:
                entry = decode(line)
            except msgspec.DecodeError:
                continue
            found[entry.key].append(entry)
        return found

    def open(self, waiting: str) -> set[str]:
        """Make the folder, and remove what a killed builder left behind. One builder at a time may do so.

        Pages that wait in another folder on the same disk are taken in; the fingerprints they are of are given.
        """
        self.folder.mkdir(exist_ok=True)
        for leftover in self.folder.glob(".*-*"):
            leftover.unlink()
        names = os.listdir(waiting) if os.path.isdir(waiting) else []
        for name in names:
            os.replace(f"{waiting}/{name}", f"{self.folder}/{name}")
        if names:
            os.rmdir(waiting)
        return {name.removesuffix(".html") for name in names}

    @property
    def complete(self) -> str:
        """The release all of whose editions are here, or "" where that is not known."""
        files = self.complete_file, self.history_file
        return self.complete_file.read_text() if all(file.exists() for file in files) else ""

    def keep(self, fingerprint: str, published: str) -> None:
        """Keep an edition's data as they lie in a release; what is kept already stays as it is."""
        kept = f"{self.folder}/{fingerprint}.json"
        try:
            os.link(published, kept)
        except FileExistsError:
            return
        except OSError:
            fresh = f"{self.folder}/.{fingerprint}-{os.getpid()}"
            shutil.copyfile(published, fresh)
            os.replace(fresh, kept)

    def write(self, name: str, data: bytes) -> None:
        """Write a page anew, in one step, unless it is as it should be."""
        file, fresh = f"{self.folder}/{name}", f"{self.folder}/.{name}-{os.getpid()}"
        with suppress(FileNotFoundError), open(file, "rb", buffering=0) as written:
            if written.read() == data:
                return
        with open(fresh, "wb") as writing:
            writing.write(data)
        os.replace(fresh, file)

    def record(self, entries: Sequence[Entry]) -> None:
        """Add to the history, on a line of its own also when a crash cut the last one short."""
        if not entries:
            return
        with naming(self.history_file), self.history_file.open("a+b") as history:
            history.seek(-min(1, history.tell()), os.SEEK_END)
            torn = history.read() not in (b"", b"\n")
            history.write(b"\n" * torn + b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries))
            history.flush()
            os.fsync(history.fileno())

    def close(self, release: str) -> None:
        """All of this release's editions are here."""
        sync(self.folder)
        self.complete_file.write_text(release)
