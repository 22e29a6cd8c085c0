"""The bell in the header: what one has been told of, counted until it has been seen (portal.md A71, A116)."""
