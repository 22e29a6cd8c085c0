"""A server that is killed at any moment has shown nothing that is not in the log, and logged nothing else."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from development.trial import Trial, a_trial
from shell_app.anchoring import anchor_uses
from shell_app.clock import Clock
from shell_app.records import uses, witnesses
from shell_app.records.tables import uses as table
from shell_app.usage_log.proof import verify
from tests.shell_app.records.players import PROCESSES, SHOWN, Killer, Player, kill_all
from tests.shell_app.records.racers import a_database

PLAYERS = ("14838831150", "02898612069", "08819033057", "30848714085", "01924417060", "53867918120")
"""Grown-ups of the town; the first two are parents of the child whom all try to act for."""
OPERATIONS = 100_000


@pytest.fixture(params=["sqlite", "postgresql"])
def trial(request: pytest.FixtureRequest, tmp_path: Path, release: Path) -> Iterator[Trial]:
    """A server of its own, with a database of each kind in turn."""
    if request.param == "sqlite":
        with a_trial(tmp_path, release) as trial:
            yield trial
    else:
        with a_database(request.getfixturevalue("postgresql")) as url, a_trial(tmp_path, release, url) as trial:
            yield trial


def play(trial: Trial, times: int, pause: tuple[float, float]) -> tuple[list[Player], int]:
    """Everybody is answered so many times while the server is killed; gives the players and how often it was."""
    trial.start(PROCESSES)
    players = [Player(trial, number, times, seed) for seed, number in enumerate(PLAYERS)]
    killer = Killer(trial, pause)
    for each in (*players, killer):
        each.start()
    for player in players:
        player.join()
    killer.enough.set()
    killer.join()
    kill_all(trial)
    assert all(player.answered == times for player in players)
    return players, killer.kills


def wrongs(trial: Trial, players: list[Player]) -> dict[str, list[object]]:
    """What stands in the log and was not shown, was shown and does not stand there, or was acknowledged and is gone."""
    with trial.database.reading() as connection:
        rows = connection.execute(select(table.c.request, table.c.actor).where(table.c.at >= trial.began)).all()
    actor_of = {row.request: row.actor for row in rows}
    found: dict[str, list[object]] = {"missing": [], "extra": [], "unnamed": [], "lost": []}
    for player in players:
        named = {each.use for each in player.answers if each.use}
        found["missing"] += [use for use in named if actor_of.get(use) != player.handle]
        own = [use for use, actor in actor_of.items() if actor == player.handle]
        unanswered = sum(not each.status for each in player.answers)
        found["extra"] += [use for use in own if use not in named][unanswered:]
        found["unnamed"] += [
            each for each in player.answers if each.what in SHOWN and each.status == 200 and not each.use
        ]
        found["lost"] += [] if player.kept() in player.may_be_kept else [player.may_be_kept]
    found["extra"] += [row for row in rows if row.actor not in {player.handle for player in players}]
    return found


def assert_whole(trial: Trial) -> None:
    """Every log is one chain that its anchors cover, as anybody can verify."""
    while anchor_uses(trial.database, trial.anchors, Clock()):
        pass
    with trial.database.reading() as connection:
        for subject in connection.scalars(select(table.c.subject).distinct()).all():
            rows, seen = uses.rows_of(connection, subject), witnesses.of(connection, subject)
            published = {
                one.anchor.number: anchor.digest for one in seen if (anchor := trial.anchors.find(one.anchor.number))
            }
            assert list(verify(subject, rows, seen, published)) == []
            assert seen[-1].count == len(rows)


def test_a_killed_server_has_logged_what_it_showed_and_nothing_else(trial: Trial) -> None:
    """goals.md S17 and R4, a sample: each answer names its row, and what was acknowledged is kept."""
    players, kills = play(trial, 40, (0.5, 3.0))
    assert wrongs(trial, players) == {"missing": [], "extra": [], "unnamed": [], "lost": []}
    assert kills >= 1
    assert_whole(trial)


def test_a_server_that_does_not_hear_is_ended_all_the_same(tmp_path: Path, release: Path) -> None:
    """And nothing of it goes on answering."""
    with a_trial(tmp_path, release) as trial:
        trial.start()
        os.kill(trial.pid, signal.SIGSTOP)
        trial.stop(within=0.5)
        assert not trial.is_running
        assert trial.ask("/mine/signed-out") is None


@pytest.mark.slow
def test_a_hundred_thousand_operations_while_the_server_is_killed_again_and_again(trial: Trial) -> None:
    """goals.md S17 and R4, whole."""
    players, kills = play(trial, OPERATIONS // len(PLAYERS) + 1, (1.0, 5.0))
    answered = sum(player.answered for player in players)
    print(f"{answered} answered, {sum(len(player.answers) for player in players)} asked, {kills} kills")
    assert wrongs(trial, players) == {"missing": [], "extra": [], "unnamed": [], "lost": []}
    assert kills >= 100
    assert_whole(trial)
