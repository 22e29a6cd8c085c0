"""The test of two samples says what is known of small ones."""

import pytest

from benchmarks.alike import rank_sum


@pytest.mark.parametrize(
    ("one", "other", "p"),
    [
        ([1, 4, 5, 8], [2, 3, 6, 7], 1.0),
        ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 0.009),
        ([6, 7, 8, 9, 10], [1, 2, 3, 4, 5], 0.009),
    ],
)
def test_samples_that_lie_apart_are_improbable(one: list[float], other: list[float], p: float) -> None:
    """By the normal distribution, as the tables have it: z of 2.611 is 0.009."""
    assert rank_sum(one, other) == pytest.approx(p, abs=0.0005)
