"""Innboks: conversations with the health service, letters and receipts (portal.md A66–A72, R5, R25)."""
