"""Acting for others: for whom one may, going over to it and back (portal.md A9, A117–A122)."""
