"""How one is told that something has come (portal.md A136–A153)."""

SERVICE = "notice-settings"
"""One service for the choices, push and the trail: whoever may see one of them may see all."""
