"""The editors' board: how the content stands, by partner: what is approved, waits, is due, and is out of step."""
