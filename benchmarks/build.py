"""Time building a portal beside Hugo and MkDocs Material on the same material: `python -m benchmarks.build`."""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.cases import CASES, COLD, measure
from benchmarks.contestants import HUGO, HUGO_WITH_DATA, MATERIAL, MATERIAL_AS_IT_COMES, OURS, Contestant
from benchmarks.corpus.articles import LANGUAGES, content_id_of
from benchmarks.edits import Edits
from benchmarks.material import contestants_in, make_material
from benchmarks.previews import measure_preview
from benchmarks.report import SizeResult, as_text, write_report
from benchmarks.timing.processes import Failed

HERE = Path(__file__).parent
PEERS = [HUGO, HUGO_WITH_DATA, MATERIAL, MATERIAL_AS_IT_COMES]
SLOW = [MATERIAL, MATERIAL_AS_IT_COMES]
SIZES = [1000, 10_000, 40_000]
MOST_FOR_SLOW = 10_000
PREVIEW = "preview"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.build", description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=SIZES, help="how many; each a multiple of 4")
    parser.add_argument("--runs", type=int, default=3, help="timed rounds of each case (default: 3)")
    parser.add_argument("--peers", default=",".join(PEERS), help="a list of: %(default)s")
    parser.add_argument("--cases", default=",".join([*CASES, PREVIEW]), help="a list of: %(default)s")
    parser.add_argument("--slow-too", action="store_true", help="Material at more than 10,000 pages as well")
    parser.add_argument("--venv", type=Path, default=HERE / ".venv", help="where the peers are installed")
    parser.add_argument("--material", type=Path, help="folder whose material is used again, or made there and kept")
    parser.add_argument("--keep", action="store_true", help="keep the material and all that was built, and say where")
    return parser.parse_args()


def main() -> int:
    wanted = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = wanted.material or Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        results = [_measure_size(folder / str(pages), pages, wanted) for pages in sorted(wanted.pages)]
    except (Failed, FileExistsError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    finally:
        if not (wanted.material or wanted.keep):
            shutil.rmtree(folder)
    print("\n" + as_text(results))
    print(f"Also in {write_report(HERE / 'results', results, wanted.runs)} and beside it as JSON.")
    if wanted.material or wanted.keep:
        print(f"The material is in {folder}.")
    return 0


def _measure_size(folder: Path, pages: int, wanted: argparse.Namespace) -> SizeResult:
    tell = _Teller(pages)
    names = _names(pages, wanted)
    tell("making the material")
    make_material(folder, pages, names)
    contestants = contestants_in(folder, names, wanted.venv)
    edits = Edits(_to_be_edited(pages))
    result = SizeResult(pages, {}, [], {})
    try:
        for case in (case for case in CASES if case in wanted.cases.split(",")):
            result.measured.extend(measure(case, _in_case(case, contestants), wanted.runs, edits, tell))
            result.html_files.update({one.name: one.pages() for one in contestants if case == COLD})
        if PREVIEW in wanted.cases.split(","):
            _measure_previews(result, contestants, wanted.runs, edits, tell)
    finally:
        edits.undo()
    return result


def _measure_previews(
    result: SizeResult, contestants: list[Contestant], runs: int, edits: Edits, tell: "_Teller"
) -> None:
    for contestant in contestants:
        if contestant.name in (OURS, HUGO):
            seen = result.previews[contestant.name] = measure_preview(contestant, runs + 2, edits)
            tell(f"preview  {contestant.name:16} seen after " + ", ".join(f"{one.seen:.3f} s" for one in seen))


def _names(pages: int, wanted: argparse.Namespace) -> list[str]:
    asked = [name for name in PEERS if name in wanted.peers.split(",")]
    slow_too = wanted.slow_too or pages <= MOST_FOR_SLOW
    return [OURS, *(name for name in asked if slow_too or name not in SLOW)]


def _in_case(case: str, contestants: list[Contestant]) -> list[Contestant]:
    """Material with its search is timed cold only, for interest."""
    return [one for one in contestants if case == COLD or one.name != MATERIAL_AS_IT_COMES]


def _to_be_edited(pages: int) -> list[str]:
    """Articles from all over the site whose source edition is in bokmål."""
    numbers = [number for number in range(pages // len(LANGUAGES)) if number % 4]
    step = next(step for step in (7919, 7907, 7901) if len(numbers) % step)
    return [content_id_of(numbers[place * step % len(numbers)]) for place in range(len(numbers))]


class _Teller:
    """Says how far it has come."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.began = time.monotonic()

    def __call__(self, what: str) -> None:
        print(f"{self.pages:7,} pages {time.monotonic() - self.began:7.0f} s  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
