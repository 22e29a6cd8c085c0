"""From pages as values to the bytes of their files. Nothing here reads content or writes to the disk."""

from builder.render.site_renderer import SiteRenderer, Text

__all__ = ["SiteRenderer", "Text"]
