"""«Bruk og tilganger»: the log of use, and where one is signed in (portal.md A187–A196)."""
