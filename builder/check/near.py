"""Which name was perhaps meant by one that is not there."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

FEW = 200
MAX_SOUGHT = 200
LIKENESS = 0.7


class Names:
    """Names that there are. Where there are many, only those with the same beginning are compared."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        self.sought: dict[str, str] = {}
        self.by_start: dict[str, list[str]] = defaultdict(list)
        for name in self.names if len(self.names) > FEW else ():
            self.by_start[_start(name)].append(name)

    def way_out(self, name: str, otherwise: str) -> str:
        """«did you mean …?», or what to do if nothing is like it. A hundred wrong names are no slips of the pen."""
        if name not in self.sought and len(self.sought) < MAX_SOUGHT:
            near = get_close_matches(name[:100], self._candidates(name), n=1, cutoff=LIKENESS)
            self.sought[name] = near[0] if near else ""
        near_one = self.sought.get(name)
        return f"did you mean «{near_one}»?" if near_one else otherwise

    def _candidates(self, name: str) -> list[str]:
        return self.by_start.get(_start(name), []) if self.by_start else self.names


def _start(name: str) -> str:
    """The first letters, those of the name itself in a reference such as `article:astma`."""
    return name.rpartition(":")[2][:2]
