"""The `helsevei` command as processes that can be stopped, killed and hindered.

One interpreter has everything imported and forks for each command, so that hundreds of them can be tried. Each
command leads a group of its own, with the processes of its build. Run as a program, this is that interpreter.
"""

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import psutil

HOUSE = Path(__file__).parents[3]
STEPS = {"open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "os.symlink", "shutil.rmtree"}
"""What a build does to the disk, as Python's audit events name it. Each is told before it is done."""


class Command(NamedTuple):
    """A running command; `pid` is also its group."""

    pid: int
    log: Path
    builders: "Builders"

    def kill(self) -> None:
        """The command and all its processes, as a power cut would."""
        os.killpg(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """The exit code, or minus the signal that ended it."""
        return self.builders.ask({"wait": self.pid})

    @property
    def told(self) -> str:
        return self.log.read_text()

    @property
    def steps(self) -> list[str]:
        """What the finished command did to the disk."""
        return json.loads(self.log.with_suffix(".steps").read_text())


class Builders:
    """Starts commands. `folder` is where their output goes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started = 0
        program = [sys.executable, "-m", "tests.builder.reliability.build_processes"]
        self.interpreter = subprocess.Popen(
            program, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, *arguments: object, processes: int = 2, **hindrance: Any) -> Command:
        """Begin a command. `kill_at` names the step at which it kills itself, `fail_at` the one at which the disk fails,
        `broken` a file that the disk cannot read, `limits` what the system allows it, `user` whose it is."""
        self.started += 1
        log = self.folder / f"{self.started}.log"
        asked = {"arguments": [str(one) for one in arguments], "log": str(log), "processes": processes}
        return Command(self.ask(asked | hindrance), log, self)

    def run(self, *arguments: object, **how: Any) -> tuple[int, str]:
        """Exit code and all that was told."""
        command = self.start(*arguments, **how)
        return command.wait(), command.told

    def ask(self, what: dict[str, Any]) -> int:
        assert self.interpreter.stdin and self.interpreter.stdout
        self.interpreter.stdin.write(json.dumps(what) + "\n")
        self.interpreter.stdin.flush()
        return int(self.interpreter.stdout.readline())

    def close(self) -> None:
        self.interpreter.communicate()


def workers_of(pid: int) -> list[psutil.Process]:
    """The processes that a builder has begun, as soon as there are any."""
    while not (found := psutil.Process(pid).children()):
        time.sleep(0.001)
    return found


def main() -> None:
    """Answer each request with one number."""
    _rehearse()
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            answer = _ended(asked["wait"])
        else:
            answer = os.fork() or _be_command(**asked)
            _wait_for_group(answer)
        print(answer, flush=True)


def _rehearse() -> None:
    """Build once, so that all is loaded: another user may not be let to, and little memory does not hold it."""
    import builder.cli  # noqa: F401
    from tests.builder.reliability.varied_portal import VariedPortal

    os.environ["HELSEVEI_PROCESSES"] = "2"
    with tempfile.TemporaryDirectory() as folder:
        VariedPortal(Path(folder)).furnished(2).save().build()


def _ended(pid: int) -> int:
    """The exit code; what takes all too long is killed, so that a test fails and does not wait for ever."""
    patience = time.monotonic() + 100
    ended, status = 0, 0
    while not ended:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if time.monotonic() > patience:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.002)
    return os.waitstatus_to_exitcode(status)


def _wait_for_group(pid: int) -> None:
    while os.getpgid(pid) != pid:
        os.sched_yield()


def _be_command(
    arguments: list[str],
    log: str,
    processes: int,
    kill_at: int = 0,
    fail_at: int = 0,
    broken: str = "",
    limits: dict[str, int] | None = None,
    user: int | None = None,
) -> int:
    os.setsid()
    output = os.open(log, os.O_WRONLY | os.O_CREAT, 0o644)
    for stream in (1, 2):
        os.dup2(output, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ["HELSEVEI_PROCESSES"] = str(processes)
    steps = _counted_steps(arguments[1], kill_at, fail_at)
    if broken:
        sys.addaudithook(partial(_cannot_read, broken))
    counted = os.open(Path(log).with_suffix(".steps"), os.O_WRONLY | os.O_CREAT, 0o644)
    if user:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    for name, most in (limits or {}).items():
        resource.setrlimit(getattr(resource, name), (most, most))
    code = _run(arguments)
    os.write(counted, json.dumps(steps).encode())
    os._exit(code)


def _run(arguments: list[str]) -> int:
    from builder.cli import main as helsevei

    code = 1
    try:
        helsevei(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _counted_steps(root: str, kill_at: int, fail_at: int) -> list[str]:
    """Gathers the steps under `root`; before one of them, counted from 1, the group is killed or the disk fails."""
    steps: list[str] = []
    command = os.getpid()

    def hear(event: str, told: tuple[Any, ...]) -> None:
        if event not in STEPS or os.getpid() != command or (event == "open" and not told[2] & os.O_ACCMODE):
            return
        if paths := [str(path) for path in told[:2] if str(path).startswith(root)]:
            steps.append(f"{event} {paths[0]}")
            if len(steps) == kill_at:
                os.killpg(0, signal.SIGKILL)
            if len(steps) == fail_at:
                raise OSError(errno.EIO, os.strerror(errno.EIO), paths[0])

    sys.addaudithook(hear)
    return steps


def _cannot_read(broken: str, event: str, told: tuple[Any, ...]) -> None:
    if event == "open" and str(told[0]) == broken:
        raise OSError(errno.EIO, os.strerror(errno.EIO), broken)


if __name__ == "__main__":
    main()
