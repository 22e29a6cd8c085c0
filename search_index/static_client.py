"""The static site's own search, run by node: for measuring it beside the engines and holding it to the vectors.

Readers need no node: their browsers run the same scripts. `NODE` is None where there is none.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

PROGRAM = Path(__file__).with_suffix(".mjs")


NODE = shutil.which("node")


class Answer(NamedTuple):
    """What the scripts answered, and how many compressed bytes of the index a browser would have fetched for it."""

    value: Any
    fetched: int


class StaticClient:
    """Asks the scripts in `scripts`, which read the indexes in `folders`, each named by its language."""

    def __init__(self, scripts: Path, folders: Iterable[Path]) -> None:
        command = [NODE or "node", "--experimental-default-type=module", PROGRAM, scripts, *folders]
        self._node = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, what: str, language: str, **question: Any) -> Answer:
        """`what` is one of words, plan, rank, cards, find, suggest; with `afresh` nothing has been fetched yet."""
        stdin, stdout = self._node.stdin, self._node.stdout
        assert stdin
        assert stdout
        stdin.write(json.dumps({"ask": what, "language": language, **question}) + "\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            raise RuntimeError(f"the static search ended at {what} {question} ({language})")
        answer = json.loads(line)
        return Answer(answer["answer"], answer["fetched"])

    def addresses(self, query: str, language: str, most: int = 10) -> list[str]:
        """Where the best documents lie."""
        return [card["href"] for card in self.ask("cards", language, query=query, most=most).value]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self._node.stdin:
            self._node.stdin.close()
        self._node.wait(10)
        if self._node.stdout:
            self._node.stdout.close()
