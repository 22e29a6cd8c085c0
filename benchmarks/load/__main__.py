"""`python -m benchmarks.load`: starts databases and servers by itself, asks, and says what was reached."""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

from benchmarks.databases import KINDS, empty_database
from benchmarks.load import appending
from benchmarks.load.crowd import move_in
from benchmarks.load.wrk import Measured, ask
from development.trial import Trial
from shell_app.cookies import SESSION

PAGE = "/mine/nb/use-and-access/check"
LITEN = "14838831150"
LONG = (
    "/mine/nb/use-and-access",
    "/mine/nb/use-and-access?service=innboks&first=2026-01-01",
    "/mine/nb/use-and-access?before=800",
    "/mine/nb/inbox",
    "/mine/nb/inbox?unread=yes",
    "/mine/nb/inbox?words=time",
)
"""Pages of somebody with 1,620 uses and 6,123 messages."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--site", type=Path, default=Path("site"), help="the folder with the release")
    parser.add_argument("--seconds", type=int, default=10, help="how long each question is asked")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--databases", nargs="+", default=KINDS, choices=KINDS)
    parser.add_argument("--processes", nargs="+", type=int, default=[1, 2])
    chosen = parser.parse_args()
    for kind in chosen.databases:
        with tempfile.TemporaryDirectory() as folder, empty_database(kind, Path(folder)) as url:
            trial = Trial(Path(folder), chosen.site.resolve(), url).settle(most=10_000)
            tokens = move_in(trial, 500, datetime.now(UTC))
            for processes in chosen.processes:
                _pages(trial, tokens, kind, processes, chosen)
            _long_pages(trial, kind)
            _appending(trial, kind, chosen.seconds)
            trial.close()


def _pages(trial: Trial, tokens: list[str], kind: str, processes: int, chosen: argparse.Namespace) -> None:
    for turn in range(chosen.rounds):
        with _bare(trial, processes) as port:
            bare = ask(f"http://127.0.0.1:{port}/rw", tokens, SESSION, trial.folder, chosen.seconds)
        trial.start(processes)
        address = f"http://127.0.0.1:{trial.port}{PAGE}"
        ask(address, tokens, SESSION, trial.folder, 2)
        ours = ask(address, tokens, SESSION, trial.folder, chosen.seconds)
        trial.stop()
        _tell(f"{kind}, {processes} processes, round {turn + 1}, bare ", bare)
        _tell(f"{kind}, {processes} processes, round {turn + 1}, page ", ours)
        print(f"  of the bare ceiling {ours.rate / bare.rate:.2f} (asked 0.15)", flush=True)


def _tell(what: str, measured: Measured) -> None:
    print(f"{what}{measured}   load {os.getloadavg()[0]:.1f}", flush=True)


def _long_pages(trial: Trial, kind: str) -> None:
    """How long the server takes for pages of long lists, the client on the same machine."""
    trial.start(1)
    headers = {"Cookie": f"{SESSION}={trial.sign_in(LITEN)}"}
    connection = HTTPConnection("127.0.0.1", trial.port)
    for page in LONG:
        took = []
        for _ in range(20):
            began = time.perf_counter()
            connection.request("GET", page, headers=headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, (page, answer.status)
            took.append((time.perf_counter() - began) * 1000)
        load = os.getloadavg()[0]
        print(
            f"{kind}, {page}: median {median(took):.0f} ms, worst of 20 {max(took):.0f} ms, load {load:.1f}", flush=True
        )
    connection.close()
    trial.stop()


def _appending(trial: Trial, kind: str, seconds: int) -> None:
    with trial.database.reading() as connection:
        subjects = list(connection.exec_driver_sql("SELECT id FROM people").scalars())
    one, two = (way(trial.url, subjects, seconds) for way in (appending.together, appending.apart))
    print(f"{kind}, log, one process   {one}")
    print(f"{kind}, log, two apart     {two}")
    print(f"  rate {one.rate / two.rate:.2f} (asked 1.2), p99 {one.p99 / two.p99:.2f} (asked 0.25)", flush=True)


@contextmanager
def _bare(trial: Trial, processes: int) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--port", str(port)]
    server += [
        "--workers",
        str(processes),
        "--blocking-threads",
        "4",
        "--no-ws",
        "--no-log",
        "benchmarks.load.bare:serve",
    ]
    running = subprocess.Popen(server, env=os.environ | {"HELSEVEI_TRIAL_DATABASE": trial.url})
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            time.sleep(0.1)
    yield port
    running.terminate()
    running.wait()


if __name__ == "__main__":
    main()
