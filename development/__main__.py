"""`python -m development`: serve the whole portal on this machine."""

import argparse
import os
import socket
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces

HOST, NAME = "127.0.0.1", "localhost"
"""Where it listens, and what browsers call it: they allow passkeys at a name and not at a bare address."""
THREADS = 8
"""While somebody signs in, one thread waits for the identity provider, which answers in another."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m development", description=__doc__)
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help="the portal's folder; where you stand if not given"
    )
    parser.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args()
    if not (chosen.root / "site" / "current").exists():
        raise SystemExit("nothing has been published yet; run `helsevei build` first")
    _see_that_it_is_free(chosen.port)
    address = f"http://{NAME}:{chosen.port}"
    os.environ.update(HELSEVEI_ROOT=str(chosen.root.resolve()), HELSEVEI_ADDRESS=address)
    print(f"Read the portal at {address}/ and sign in at {address}/mine/sign-in – stop with Ctrl-C", flush=True)
    Granian(
        target="development.serving:from_environment",
        factory=True,
        address=HOST,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_enabled=False,
    ).serve()


def _see_that_it_is_free(port: int) -> None:
    """The server would share the port with whoever has it, and each would get some of the visitors."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            raise SystemExit(f"port {port}: {error.strerror}; choose another, as in: make run PORT=8010") from None


if __name__ == "__main__":
    main()
