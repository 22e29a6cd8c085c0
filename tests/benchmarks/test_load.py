"""What wrk says is read as it means it."""

from benchmarks.load.wrk import Measured, read

SAID = """Running 6s test @ http://127.0.0.1:1/rw
  1 threads and 16 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    61.80ms   30.46ms 249.12ms   75.13%
    Req/Sec   263.86     61.35   400.00     66.10%
  Latency Distribution
     50%  850.00us
     75%   76.32ms
     90%  101.12ms
     99%    1.20s
  1577 requests in 6.01s, 20.64MB read
  Socket errors: connect 0, read 1, write 0, timeout 2
  Non-2xx or 3xx responses: 4
Requests/sec:    262.31
Transfer/sec:      3.43MB
"""


def test_rate_times_and_failures_are_found() -> None:
    """In whatever unit; what failed and what was refused are counted together."""
    assert read(SAID) == Measured(262.31, 0.85, 1200.0, 7)


def test_where_all_went_well_nothing_is_bad() -> None:
    assert (
        read(
            SAID.replace("  Socket errors: connect 0, read 1, write 0, timeout 2\n  Non-2xx or 3xx responses: 4\n", "")
        ).bad
        == 0
    )
