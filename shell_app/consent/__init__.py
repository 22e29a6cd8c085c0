"""How a citizen uses the portal: first read, then choose Full, Basis+ or Basis (portal.md A48, A161–A170)."""
