"""What a command cost, with all the processes it started."""

import os
import queue
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from benchmarks.timing.listening import Listener, event_stream, live_reload
from benchmarks.timing.processes import Failed, run

SPIN = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass\n"
FORKS = f"import os\npid = os.fork()\nif pid == 0:\n    exec({SPIN!r}); os._exit(0)\nos.waitpid(pid, 0)\n"
HOLDS = "import time\nheld = bytearray(b'x') * 80_000_000\ntime.sleep(0.5)\n"
CHILD_HOLDS = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {HOLDS!r}])\n"


def python(source: str, watch_memory: bool = False):
    return run([sys.executable, "-c", source], Path.cwd(), {}, watch_memory)


def test_the_time_of_forked_workers_is_counted():
    assert 0.4 <= python(FORKS).cpu < 2


def test_sleep_is_time_on_the_wall_and_no_processor_time():
    cost = python("import time; time.sleep(0.5)")
    assert cost.wall >= 0.5
    assert cost.cpu < 0.4


def test_the_memory_of_children_is_counted():
    cost = python(CHILD_HOLDS, watch_memory=True)
    assert 80 < cost.pss < 150
    assert cost.rss >= cost.pss


def test_nobody_looks_at_memory_in_a_timed_round():
    cost = python("pass")
    assert (cost.pss, cost.rss) == (0.0, 0.0)


def test_what_others_take_of_the_processors_is_told():
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        assert python("import time; time.sleep(0.7)").others > 0.5
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def test_a_command_that_fails_is_told_with_what_it_said():
    with pytest.raises(Failed, match="ended with 3:\nthe disk is full"):
        python("import sys; print('the disk is full'); sys.exit(3)")


def answer_with(data: bytes, asked: list[bytes]) -> int:
    """A server that gives one answer; what it was asked is put in the list."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            asked.append(connection.recv(4096))
            connection.sendall(data)
            connection.recv(4096)

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()[1]


def test_an_event_is_heard_and_a_comment_is_not():
    port = answer_with(b"HTTP/1.1 200 OK\r\n\r\n: here\n\ndata: 7\n\n: still here\n\n", asked := [])
    listener = Listener(port, event_stream("/-/changes"))
    assert listener.told(within=5) > 0
    with pytest.raises(queue.Empty):
        listener.told(within=0.2)
    assert asked[0].startswith(b"GET /-/changes HTTP/1.1\r\n")


def test_a_reload_is_heard_and_a_greeting_is_not():
    hello, reload = b'{"command":"hello"}', b'{"command":"reload","path":"/x.js"}'
    frames = b"".join(bytes([0x81, len(text)]) + text for text in (hello, reload))
    port = answer_with(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" + frames, asked := [])
    listener = Listener(port, live_reload)
    assert listener.told(within=5) > 0
    with pytest.raises(queue.Empty):
        listener.told(within=0.2)
    assert asked[0].startswith(b"GET /livereload HTTP/1.1\r\n")
