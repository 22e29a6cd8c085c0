"""The reviewers' desk in a browser: what waits for a partner, the text, what changed, and a passkey to approve with."""
