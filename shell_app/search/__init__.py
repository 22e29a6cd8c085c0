"""The server's own search: for readers without scripts, for links that carry a question, and for other programs."""
