"""For those who answer for texts: what waits for them, approving and withdrawing it, and their keys."""
