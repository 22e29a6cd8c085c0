"""A copy that was made while people used the portal is a whole portal again (docs/operators/records.md)."""

import shutil
import sqlite3
from pathlib import Path

from development.trial import KEY, Trial
from shell_app.anchoring import anchor_uses
from shell_app.clock import Clock
from shell_app.records import people, uses, witnesses
from shell_app.records.database import Database
from shell_app.records.sealing import Keyring
from shell_app.usage_log.anchor_file import AnchorFile
from shell_app.usage_log.entry import Use
from shell_app.usage_log.proof import verify

LITEN = "14838831150"


def use(trial: Trial, name: str) -> None:
    person = trial.handle_of(LITEN)
    with trial.database.writing() as connection:
        uses.append(connection, Use(person, person, "self", "innboks", "view", trial.began, name))


def test_a_copy_is_whole_and_its_anchors_go_on(tmp_path: Path, release: Path) -> None:
    """The database first and the anchors after it; what was used later is not there, and nothing looks tampered with."""
    (old := tmp_path / "old").mkdir()
    (new := tmp_path / "new").mkdir()
    trial = Trial(old, release).settle()
    use(trial, "before")
    anchor_uses(trial.database, trial.anchors, Clock())
    copying = sqlite3.connect(old / "portal.db")
    copying.execute("VACUUM INTO ?", (str(new / "portal.db"),))
    copying.close()
    use(trial, "after")
    anchor_uses(trial.database, trial.anchors, Clock())
    shutil.copy(old / "anchors", new / "anchors")
    trial.close()

    database, file = Database(f"sqlite:///{new / 'portal.db'}"), AnchorFile(new / "anchors")
    with database.writing() as connection:
        liten = people.find_by_number(connection, Keyring(KEY), LITEN)
        assert liten
        assert uses.rows_of(connection, liten.id)[-1].use.request == "before"
        uses.append(connection, Use(liten.id, liten.id, "self", "innboks", "view", trial.began, "again"))
    made = anchor_uses(database, file, Clock())
    with database.reading() as connection:
        rows, seen = uses.rows_of(connection, liten.id), witnesses.of(connection, liten.id)
    published = {number: anchor.digest for number in range(1, 4) if (anchor := file.find(number))}
    assert made and (made.number, [each.anchor.number for each in seen]) == (3, [1, 3])
    assert list(verify(liten.id, rows, seen, published)) == []
    database.close()
