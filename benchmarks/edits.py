"""What an editor does between two builds, the same in every contestant's files; all of it can be undone."""

import re
from pathlib import Path

from benchmarks.contestants import Contestant

LANGUAGE = "nb"
TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)


class Edits:
    """Edits made so far. Each leaves a mark in the text by which it is known on the page."""

    def __init__(self, content_ids: list[str]) -> None:
        self._unused = iter(content_ids)
        self._originals: dict[Path, bytes] = {}
        self._count = 0

    def next(self) -> tuple[str, str]:
        """An article nobody has touched yet, and the mark to leave in it."""
        self._count += 1
        return next(self._unused), f"Endret for gang {self._count} i dag"

    def add_sentence(self, contestant: Contestant, content_id: str, mark: str) -> None:
        """Add a sentence to the first paragraph."""
        path, text = self._open(contestant, content_id)
        front, body = text.split("\n---\n", 1)
        path.write_text(f"{front}\n---\n{body.replace('.', f'. {mark}.', 1)}", "utf-8")

    def change_title(self, contestant: Contestant, content_id: str, mark: str) -> None:
        path, text = self._open(contestant, content_id)
        path.write_text(TITLE.sub(lambda found: f"{found[0]} {mark}", text, count=1), "utf-8")

    def undo(self) -> None:
        for path, data in self._originals.items():
            path.write_bytes(data)
        self._originals.clear()

    def _open(self, contestant: Contestant, content_id: str) -> tuple[Path, str]:
        path = contestant.root / contestant.file_of(content_id, LANGUAGE)
        data = path.read_bytes()
        self._originals.setdefault(path, data)
        return path, data.decode()


def is_shown(contestant: Contestant, content_id: str, mark: str) -> bool:
    """Whether the last build put the mark on the page."""
    return mark in (contestant.root / contestant.page_of(content_id, LANGUAGE)).read_text("utf-8")
