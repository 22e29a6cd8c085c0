"""The web app manifest of one language: what a device shows of the portal once it is installed."""

from collections.abc import Mapping

import msgspec

from builder.domain import addresses
from builder.domain.site import Site
from translations.language import Language

SHORT = 12
"""Longer names are cut under an icon."""

SIZES = {"icon-192.png": "192x192", "icon-512.png": "512x512"}
MASKABLE = {"icon-maskable.png": "512x512"}
"""Filled to its edges, for devices that cut icons to a shape of their own."""


def app_manifest(site: Site, language: Language, icons: Mapping[str, str]) -> bytes:
    """`icons` gives the address of each icon; those the theme does not have are left out."""
    home = addresses.href(site.base_path, addresses.front(language.code))
    shown = [(name, size, "any") for name, size in SIZES.items()]
    shown += [(name, size, "maskable") for name, size in MASKABLE.items()]
    manifest = {
        "id": home,
        "name": site.name,
        "short_name": site.name if len(site.name) <= SHORT else site.name.split()[0][:SHORT],
        "lang": language.code,
        "dir": language.dir,
        "start_url": home,
        "scope": f"{site.base_path}/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [
            {"src": icons[name], "sizes": size, "type": "image/png", "purpose": purpose}
            for name, size, purpose in shown
            if name in icons
        ],
    }
    return msgspec.json.encode(manifest)
