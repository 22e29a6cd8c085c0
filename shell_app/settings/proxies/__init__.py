"""Proxies given, received and over, of both kinds (portal.md A177–A186)."""
