"""What is registered about oneself, and what one can add (portal.md A129–A135)."""
