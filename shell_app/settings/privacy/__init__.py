"""How one uses the portal, and who sees and uses one's health data (portal.md A154–A176)."""
