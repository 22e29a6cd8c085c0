"""The figures and what they are held to."""

import json

from benchmarks.cases import COLD, EDIT, Measured
from benchmarks.contestants import HUGO, OURS
from benchmarks.previews import Seen
from benchmarks.report import Ratio, SizeResult, as_json, as_text, ratios
from benchmarks.timing.processes import Cost


def size(pages: int, our_cpu: float) -> SizeResult:
    return SizeResult(
        pages,
        {OURS: pages + 10, HUGO: pages + 12},
        [
            Measured(COLD, OURS, [Cost(9, our_cpu), Cost(9, 2 * our_cpu), Cost(9, our_cpu)], Cost(9, 9, 100, 150)),
            Measured(COLD, HUGO, [Cost(8, 10), Cost(8, 10), Cost(8, 10)], Cost(8, 10, 1000, 1000)),
            Measured(EDIT, OURS, [Cost(0.5, 1)], Cost(1, 1, 300, 400)),
            Measured(EDIT, HUGO, [Cost(10, 8)], Cost(10, 8, 1000, 1000)),
        ],
        {OURS: [Seen(0.1, 0.4), Seen(0.1, 0.3), Seen(0.1, 0.2)]},
    )


def test_ratios_are_of_medians_and_their_range_is_of_single_rounds():
    assert dict(ratios([size(10_000, 5)])) == {
        "10,000 pages, beside hugo": [
            Ratio("cold build, CPU", 0.5, 0.5, 1.0, 0.6),
            Ratio("cold build, peak memory (PSS)", 0.1, 0.1, 0.1, 0.2),
            Ratio("one edit published, wall", 0.05, 0.05, 0.05, 0.08),
            Ratio("one edit published, peak memory (PSS)", 0.3, 0.3, 0.3, 0.2),
            Ratio("edit seen in preview / the peer's build", 0.03, 0.02, 0.04, 0.02),
        ]
    }


def test_growth_is_the_cost_of_a_page_in_the_largest_site_by_that_in_the_smallest():
    found = dict(ratios([size(1000, 5), size(10_000, 20), size(40_000, 240)]))["growth"]
    assert found[0] == Ratio("cold build, CPU a page: 40,000 / 1,000", 1.2, 1.2, 1.2, 1.3)


def test_a_ratio_beyond_its_limit_is_told():
    verdicts = {one.name: one.verdict for found in dict(ratios([size(10_000, 5)])).values() for one in found}
    assert verdicts["one edit published, wall"] == "at most 0.08  reached"
    assert verdicts["edit seen in preview / the peer's build"] == "at most 0.02  NOT REACHED"
    assert "0.030 (0.020–0.040)  at most 0.02  NOT REACHED" in as_text([size(10_000, 5)])


def test_ratios_are_judged_only_at_the_number_of_pages_they_are_asked_for():
    assert [one.verdict for found in dict(ratios([size(1000, 5)])).values() for one in found] == [""] * 5


def test_the_data_holds_every_round():
    data = json.loads(as_json([size(1000, 5)], runs=3))
    cold = data["sizes"][0]["measured"][0]
    assert [cost["cpu"] for cost in cold["costs"]] == [5, 10, 5]
    assert cold["memory"] == {"wall": 9, "cpu": 9, "pss": 100, "rss": 150, "others": 0.0}
