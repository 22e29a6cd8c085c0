"""The signed-in front page: what one can do here, and what one cannot and why (portal.md A73, A74, A124)."""
