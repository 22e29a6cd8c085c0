"""The five pages under «Profil og innstillinger» (portal.md A125–A197), a folder for each."""
