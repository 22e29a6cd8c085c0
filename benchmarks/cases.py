"""The cases, one after another, each contestant after the other in every round: what disturbs one disturbs all."""

import os
from collections.abc import Callable
from typing import NamedTuple

from benchmarks.contestants import Contestant
from benchmarks.edits import Edits, is_shown
from benchmarks.timing.processes import Cost, Failed

Tell = Callable[[str], None]
MUCH = 0.1
"""The share of the processors which others may use before it is told."""

COLD, EDIT, TITLE, NOTHING = "cold", "edit", "title", "nothing"
CASES = {
    COLD: "everything, with no cache and no earlier release",
    EDIT: "a sentence added to one edition",
    TITLE: "a title changed",
    NOTHING: "nothing changed",
}


class Measured(NamedTuple):
    """What one contestant took for one case, round by round; memory was looked at in a round of its own."""

    case: str
    contestant: str
    costs: list[Cost]
    memory: Cost


def measure(case: str, contestants: list[Contestant], rounds: int, edits: Edits, tell: Tell) -> list[Measured]:
    """A round that looks at memory and warms the files, then the rounds that are timed. The slow have one round."""
    memory: dict[str, Cost] = {}
    costs: dict[str, list[Cost]] = {contestant.name: [] for contestant in contestants}
    for round_number in range(rounds + 1):
        content_id, mark = edits.next()
        for contestant in contestants:
            if contestant.is_slow and round_number:
                continue
            cost = _once(case, contestant, round_number == 0, edits, content_id, mark)
            if round_number == 0:
                memory[contestant.name] = cost
            if round_number or contestant.is_slow:
                costs[contestant.name].append(cost)
            tell(_line(case, contestant, round_number, rounds, cost))
    return [Measured(case, name, found, memory[name]) for name, found in costs.items()]


def _once(case: str, contestant: Contestant, look_at_memory: bool, edits: Edits, content_id: str, mark: str) -> Cost:
    if case == COLD:
        contestant.clear()
    elif case == EDIT:
        edits.add_sentence(contestant, content_id, mark)
    elif case == TITLE:
        edits.change_title(contestant, content_id, mark)
    os.sync()
    cost = contestant.build(look_at_memory)
    if case in (EDIT, TITLE) and not is_shown(contestant, content_id, mark):
        raise Failed(f"{contestant.name}: the page of {content_id} does not show the edit")
    return cost


def _line(case: str, contestant: Contestant, round_number: int, rounds: int, cost: Cost) -> str:
    what = f"round {round_number} of {rounds}" if round_number else "memory"
    memory = f", {cost.pss:.0f} MB" if cost.pss else ""
    beside = f", others {cost.others:.0%}" if cost.others > MUCH else ""
    return f"{case:8} {what:14} {contestant.name:16} {cost.cpu:8.2f} CPU-s {cost.wall:8.2f} s{memory}{beside}"
