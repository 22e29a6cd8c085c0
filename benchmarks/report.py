"""The figures as a table for people and as JSON for whoever compares them later."""

import json
import os
import platform
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.cases import CASES, COLD, EDIT, Measured
from benchmarks.contestants import HUGO, HUGO_WITH_DATA, OURS
from benchmarks.previews import Seen
from benchmarks.timing.processes import Cost

LIMITS = {"cold": 0.6, "edit": 0.08, "preview": 0.02, "memory": 0.2, "scale": 1.3}
"""The most that each ratio is asked to be; the preview's is of the time Hugo takes to build after the same edit."""

ASKED_AT = 10_000
"""The pages at which they are asked for; with other numbers the ratios are told and not judged."""


COST_HEAD = f"  {'':16} {'CPU s':>24} {'wall s':>24} {'PSS MB':>8} {'RSS MB':>8} {'others':>7}"


class SizeResult(NamedTuple):
    """All that was measured with one number of pages."""

    pages: int
    html_files: dict[str, int]
    measured: list[Measured]
    previews: dict[str, list[Seen]]

    def of(self, case: str, contestant: str) -> Measured | None:
        return next((one for one in self.measured if (one.case, one.contestant) == (case, contestant)), None)


class Ratio(NamedTuple):
    """Ours to a peer's. `low` and `high` are those of single rounds; without a limit nothing was asked."""

    name: str
    ratio: float
    low: float
    high: float
    limit: float | None = None

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return f"at most {self.limit:<5} {'reached' if self.ratio <= self.limit else 'NOT REACHED'}"


def ratios(results: list[SizeResult]) -> Iterator[tuple[str, list[Ratio]]]:
    """The asked ratios of each size, against Hugo writing pages only and Hugo writing JSON beside them."""
    for result in results:
        for peer in (HUGO, HUGO_WITH_DATA):
            found = list(_of_size(result, peer))
            if result.pages != ASKED_AT:
                found = [one._replace(limit=None) for one in found]
            if found:
                yield f"{result.pages:,} pages, beside {peer}", found
    scale = list(_of_scale(results))
    if scale:
        yield "growth", scale


def _of_size(result: SizeResult, peer: str) -> Iterator[Ratio]:
    cold, edit = result.of(COLD, OURS), result.of(EDIT, OURS)
    other_cold, other_edit = result.of(COLD, peer), result.of(EDIT, peer)
    if cold and other_cold:
        yield _ratio("cold build, CPU", cold, other_cold, lambda cost: cost.cpu, LIMITS["cold"])
        peak = cold.memory.pss / other_cold.memory.pss
        yield Ratio("cold build, peak memory (PSS)", peak, peak, peak, LIMITS["memory"])
    if edit and other_edit:
        yield _ratio("one edit published, wall", edit, other_edit, lambda cost: cost.wall, LIMITS["edit"])
        peak = edit.memory.pss / other_edit.memory.pss
        yield Ratio("one edit published, peak memory (PSS)", peak, peak, peak, LIMITS["memory"])
    if OURS in result.previews and other_edit:
        wall = median(cost.wall for cost in other_edit.costs)
        seen = _of_preview("edit seen in preview / the peer's build", result.previews[OURS], wall)
        yield seen._replace(limit=LIMITS["preview"])
    if OURS in result.previews and peer in result.previews:
        wall = median(seen.seen for seen in result.previews[peer])
        yield _of_preview("edit seen in preview / in the peer's server", result.previews[OURS], wall)


def _ratio(name: str, ours: Measured, other: Measured, figure: Callable[[Cost], float], limit: float) -> Ratio:
    """Of the medians; single rounds beside each other give the range."""
    by_round = [figure(one) / figure(two) for one, two in zip(ours.costs, other.costs, strict=False)]
    middle = median(map(figure, ours.costs)) / median(map(figure, other.costs))
    return Ratio(name, middle, min(by_round), max(by_round), limit)


def _of_preview(name: str, ours: list[Seen], wall: float) -> Ratio:
    seen = [one.seen / wall for one in ours]
    return Ratio(name, median(seen), min(seen), max(seen))


def _of_scale(results: list[SizeResult]) -> Iterator[Ratio]:
    """What a page costs in the largest site against what it costs in the smallest."""
    smallest, largest = results[0], results[-1]
    for name, figure in (("CPU", lambda cost: cost.cpu), ("wall", lambda cost: cost.wall)):
        small, large = smallest.of(COLD, OURS), largest.of(COLD, OURS)
        if small and large and smallest.pages < largest.pages:
            page = [median(map(figure, one.costs)) / of.pages for one, of in ((small, smallest), (large, largest))]
            grown = page[1] / page[0]
            name = f"cold build, {name} a page: {largest.pages:,} / {smallest.pages:,}"
            yield Ratio(name, grown, grown, grown, LIMITS["scale"])


def as_text(results: list[SizeResult]) -> str:
    lines = [_machine_line(), ""]
    for result in results:
        lines += _table(result)
    lines.append("medians (lowest–highest); memory of all processes together at its peak, in a round of its own;")
    lines.append("others: the share of the processors used by anybody else meanwhile, which makes all seconds longer")
    for heading, found in ratios(results):
        lines += ["", heading, *(_ratio_line(one) for one in found)]
    return "\n".join(lines) + "\n"


def _table(result: SizeResult) -> list[str]:
    files = ", ".join(f"{name} {count:,}" for name, count in result.html_files.items())
    lines = [f"{result.pages:,} pages (HTML files: {files})"]
    for case, what in CASES.items():
        rows = [one for one in result.measured if one.case == case]
        if rows:
            lines += ["", f"  {case}: {what}", COST_HEAD, *(_cost_line(row) for row in rows)]
    if result.previews:
        lines += ["", "  preview: a sentence added to one edition", f"  {'':16} {'told s':>24} {'seen s':>24}"]
        lines += [_seen_line(name, seen) for name, seen in result.previews.items()]
    return [*lines, ""]


def _cost_line(row: Measured) -> str:
    cpu, wall = _span([cost.cpu for cost in row.costs]), _span([cost.wall for cost in row.costs])
    others = median(cost.others for cost in row.costs)
    return f"  {row.contestant:16} {cpu:>24} {wall:>24} {row.memory.pss:8.0f} {row.memory.rss:8.0f} {others:7.0%}"


def _seen_line(name: str, seen: list[Seen]) -> str:
    return f"  {name:16} {_span([one.told for one in seen]):>24} {_span([one.seen for one in seen]):>24}"


def _span(figures: list[float]) -> str:
    return f"{median(figures):.3f} ({min(figures):.3f}–{max(figures):.3f})"


def _ratio_line(one: Ratio) -> str:
    return f"  {one.name:48} {one.ratio:7.3f} ({one.low:.3f}–{one.high:.3f})  {one.verdict}".rstrip()


def _machine_line() -> str:
    return f"{platform.system()} {platform.release()}, {os.cpu_count()} processors, Python {platform.python_version()}"


def as_json(results: list[SizeResult], runs: int) -> str:
    return json.dumps(
        {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": _machine_line(),
            "runs": runs,
            "sizes": [_size_as_data(result) for result in results],
            "ratios": {name: [one._asdict() for one in found] for name, found in ratios(results)},
        },
        indent=1,
    )


def _size_as_data(result: SizeResult) -> dict:
    return {
        "pages": result.pages,
        "html_files": result.html_files,
        "measured": [
            {
                "case": one.case,
                "contestant": one.contestant,
                "costs": [cost._asdict() for cost in one.costs],
                "memory": one.memory._asdict(),
            }
            for one in result.measured
        ],
        "previews": {name: [one._asdict() for one in seen] for name, seen in result.previews.items()},
    }


def write_report(folder: Path, results: list[SizeResult], runs: int) -> Path:
    """Write both forms, named by the time, and give the text's path."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"build-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    (folder / f"{name}.json").write_text(as_json(results, runs), "utf-8")
    path = folder / f"{name}.txt"
    path.write_text(as_text(results), "utf-8")
    return path
