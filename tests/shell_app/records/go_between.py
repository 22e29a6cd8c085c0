"""Stands between the shell and PostgreSQL, and can be gone."""

import socket
from threading import Thread


class GoBetween:
    """Passes bytes on from a port of this machine to a socket file, until it is told to be gone."""

    def __init__(self, behind: str) -> None:
        self._behind, self._open = behind, True
        self._pairs: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        Thread(target=self._let_in, daemon=True).start()

    def be_gone(self) -> None:
        """Cut what is connected, and take nobody new."""
        self._open = False
        for each in self._pairs:
            each.close() if each.fileno() < 0 else _cut(each)
        self._pairs.clear()

    def be_back(self) -> None:
        self._open = True

    def close(self) -> None:
        self.be_gone()
        self._door.close()

    def _let_in(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if not self._open:
                near.close()
                continue
            far = socket.socket(socket.AF_UNIX)
            far.connect(self._behind)
            self._pairs += (near, far)
            for one, other in ((near, far), (far, near)):
                Thread(target=_pass_on, args=(one, other), daemon=True).start()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    try:
        while piece := one.recv(65536):
            other.sendall(piece)
    except OSError:
        pass
    _cut(other)


def _cut(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        end.close()
