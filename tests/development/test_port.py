"""Beginning to serve the whole portal on this machine."""

import socket
import subprocess
import sys
from pathlib import Path


def test_a_port_that_is_taken_is_told_with_the_way_out(tmp_path: Path) -> None:
    """The server would share it, and visitors would meet the one or the other."""
    (tmp_path / "site/current").mkdir(parents=True)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        asked = [sys.executable, "-m", "development", "--root", str(tmp_path), "--port", port]
        ran = subprocess.run(asked, capture_output=True, text=True, timeout=100)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert f"port {port}: " in ran.stderr and "choose another, as in: make run PORT=8010" in ran.stderr
