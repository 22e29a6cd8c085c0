"""How long an edit takes to be seen while writing: from the file being saved to the page being new."""

import http.client
import os
import queue
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.contestants import OURS, Contestant
from benchmarks.corpus import hugo
from benchmarks.corpus.articles import DAY
from benchmarks.edits import LANGUAGE, Edits
from benchmarks.timing.listening import Listener, event_stream, live_reload
from benchmarks.timing.processes import Failed

START_WITHIN = 600
SEEN_WITHIN = 300
LOOK_EVERY = 0.01
REST = 1.0
"""Seconds between two edits, for what the last one set going to come to an end."""


class Seen(NamedTuple):
    """Seconds from saving the file until the browser was told, and until the page fetched anew was the new one."""

    told: float
    seen: float


class Server(NamedTuple):
    port: int
    listener: Listener
    fetch_when_told: bool


def measure_preview(contestant: Contestant, rounds: int, edits: Edits) -> list[Seen]:
    """Start the contestant's own server and edit one article after another."""
    found = []
    with _serving(contestant) as server:
        for _ in range(rounds):
            content_id, mark = edits.next()
            address = _address(contestant, content_id)
            _wait_for(server.port, address, "</html>", START_WITHIN)
            time.sleep(REST)
            server.listener.forget()
            began = time.perf_counter()
            edits.add_sentence(contestant, content_id, mark)
            found.append(_seen(server, address, mark, began))
    return found


def _seen(server: Server, address: str, mark: str, began: float) -> Seen:
    """A browser fetches the page when it is told; Hugo's page is also looked at before, to its advantage."""
    if server.fetch_when_told:
        told = _told(server)
        seen = _wait_for(server.port, address, mark, SEEN_WITHIN)
    else:
        seen = _wait_for(server.port, address, mark, SEEN_WITHIN)
        told = _told(server)
    return Seen(told - began, seen - began)


def _told(server: Server) -> float:
    try:
        return server.listener.told(SEEN_WITHIN)
    except queue.Empty:
        raise Failed("nobody told that the page had changed") from None


def _address(contestant: Contestant, content_id: str) -> str:
    if contestant.name == OURS:
        return f"/{LANGUAGE}/{content_id}.html"
    return hugo.page_address(content_id, LANGUAGE)


@contextmanager
def _serving(contestant: Contestant) -> Iterator[Server]:
    port = _free_port()
    command = _our_preview(contestant.root, port) if contestant.name == OURS else _hugo_server(contestant, port)
    environment = {**os.environ, **contestant.environment}
    process = subprocess.Popen(
        command, cwd=contestant.root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, f"/{LANGUAGE}/", "</html>", START_WITHIN, process)
        ours = contestant.name == OURS
        listener = Listener(port, event_stream("/-/changes") if ours else live_reload)
        yield Server(port, listener, fetch_when_told=ours)
        listener.close()
    finally:
        process.terminate()
        process.wait()


def _our_preview(root: Path, port: int) -> list[str]:
    preview = ["preview", "--port", str(port), "--date", DAY.isoformat()]
    return [sys.executable, "-m", "builder", "--root", str(root), *preview]


def _hugo_server(contestant: Contestant, port: int) -> list[str]:
    serving = ["server", "--bind", "127.0.0.1", "--port", str(port), "--renderToMemory", "--disableFastRender=false"]
    return [*contestant.command[:1], *serving, *contestant.command[1:]]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(port: int, address: str, text: str, within: float, process: subprocess.Popen | None = None) -> float:
    """When the page first held the text."""
    end = time.perf_counter() + within
    while time.perf_counter() < end:
        if text in _fetch(port, address):
            return time.perf_counter()
        if process and process.poll() is not None:
            raise Failed(f"the server of {address} ended with {process.returncode} before it began")
        time.sleep(LOOK_EVERY)
    raise Failed(f"{address} did not show «{text}» within {within:.0f} seconds")


def _fetch(port: int, address: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SEEN_WITHIN)
    try:
        connection.request("GET", address)
        response = connection.getresponse()
        return response.read().decode("utf-8", "replace") if response.status == 200 else ""
    except OSError:
        return ""
    finally:
        connection.close()
