"""Hearing from a server that a page has changed, as the browser does: by event stream or by LiveReload's socket."""

import base64
import json
import os
import queue
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator

HELLO = {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"], "ver": "2.0.8"}
Messages = Callable[[socket.socket], Iterator[str]]


class Listener:
    """Notes when each message comes. `told` gives the time of the next one."""

    def __init__(self, port: int, messages: Messages) -> None:
        self.times: queue.Queue[float] = queue.Queue()
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._messages = messages
        threading.Thread(target=self._listen, daemon=True).start()

    def told(self, within: float) -> float:
        """When the next message came; raises queue.Empty if none does."""
        return self.times.get(timeout=within)

    def forget(self) -> None:
        """What has come so far is about something else."""
        while not self.times.empty():
            self.times.get()

    def close(self) -> None:
        self._socket.close()

    def _listen(self) -> None:
        try:
            for _ in self._messages(self._socket):
                self.times.put(time.perf_counter())
        except OSError:
            return


def event_stream(path: str) -> Messages:
    """The messages of a server-sent event stream."""

    def messages(connection: socket.socket) -> Iterator[str]:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n".encode())
        for line in connection.makefile("r", encoding="utf-8", newline="\n"):
            if line.startswith("data:"):
                yield line[5:].strip()

    return messages


def live_reload(connection: socket.socket) -> Iterator[str]:
    """The reload messages of LiveReload's protocol, over a web socket."""
    key = base64.b64encode(os.urandom(16)).decode()
    connection.sendall(
        "GET /livereload HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    stream = connection.makefile("rb")
    while stream.readline().strip():
        pass
    connection.sendall(_frame(json.dumps(HELLO).encode()))
    while header := stream.read(2):
        text = stream.read(_length(header[1] & 0x7F, stream)).decode("utf-8", "replace")
        if '"reload"' in text:
            yield text


def _frame(payload: bytes) -> bytes:
    """A text frame as clients send it: masked."""
    mask = os.urandom(4)
    masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
    return struct.pack("!BBH", 0x81, 0x80 | 126, len(payload)) + mask + masked


def _length(first: int, stream) -> int:
    if first == 126:
        return struct.unpack("!H", stream.read(2))[0]
    return struct.unpack("!Q", stream.read(8))[0] if first == 127 else first
