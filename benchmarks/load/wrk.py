"""Asks with wrk, which costs the machine little, each connection as one person after the other."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

SCRIPT = """
local tokens = {}
for line in io.lines("%s") do tokens[#tokens + 1] = line end
local turn = 0
request = function()
  turn = turn %% #tokens + 1
  return wrk.format("GET", nil, {["Cookie"] = "%s=" .. tokens[turn]})
end
"""
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


class NoWrk(Exception):
    """It is not installed."""


class Measured(NamedTuple):
    """What one run came to: answers a second, milliseconds that half and all but one in a hundred took, and how many
    answers were none or not 200."""

    rate: float
    median: float
    p99: float
    bad: int

    def __str__(self) -> str:
        return f"{self.rate:7.0f}/s   p50 {self.median:6.1f} ms   p99 {self.p99:6.1f} ms   bad {self.bad}"


def ask(address: str, tokens: list[str], cookie: str, folder: Path, seconds: int, connections: int = 16) -> Measured:
    if not shutil.which("wrk"):
        raise NoWrk("install wrk (Debian has it under this name)")
    (given := folder / "tokens").write_text("\n".join(tokens) + "\n")
    (script := folder / "ask.lua").write_text(SCRIPT % (given, cookie))
    how = ["-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", "-s", str(script)]
    return read(subprocess.run(["wrk", *how, address], capture_output=True, text=True, check=True).stdout)


def read(said: str) -> Measured:
    """From what wrk says at its end."""
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", said))
    errors = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    not_200 = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    bad = sum(map(int, errors.groups())) if errors else 0
    return Measured(rate, _milliseconds("50", said), _milliseconds("99", said), bad + int(not_200[1] if not_200 else 0))


def _milliseconds(share: str, said: str) -> float:
    number, unit = re.findall(rf"^\s+{share}%\s+([\d.]+)(us|ms|s|m)", said, re.MULTILINE)[0]
    return float(number) * UNITS[unit]


def _found(pattern: str, said: str) -> str:
    found = re.search(pattern, said)
    assert found, said
    return found[1]
