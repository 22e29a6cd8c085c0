"""`python -m benchmarks.searching`: the speed of search; with JUDGED queries how well it finds, beside Pagefind."""

import argparse
import sys
from pathlib import Path

from benchmarks.searching.pagefind import pagefind
from benchmarks.searching.speed import measure
from builder.judging import judge
from search_index.evaluation import read_judged, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.searching", description=__doc__)
    parser.add_argument("--among", type=Path, help="a folder of Markdown in place of the invented pages")
    parser.add_argument("--judged", type=Path, help="a table of judged queries, as `helsevei search-eval` reads it")
    parser.add_argument("--articles", type=Path, help="the articles they look for; without it they are in the folder")
    wanted = parser.parse_args()
    if wanted.judged:
        rows = read_judged(wanted.judged.read_text(encoding="utf-8"))
        scores = judge(rows, wanted.articles, wanted.among, tell, pagefind)
        print("\n".join(table(scores)))
        return
    for line in measure(wanted.among, tell):
        print(line, flush=True)


def tell(doing: str) -> None:
    print(doing, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
