"""Material to measure with: the same articles, each time and everywhere, written out for each of the peers."""
