"""How well search finds beside a peer, and how fast it is: `python -m benchmarks.searching`."""
