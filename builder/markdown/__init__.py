"""What editors may write in the body of a page, read once as values and once as HTML.

The parser is pulldown-cmark (CommonMark with tables, footnotes and alert boxes). Raw HTML is text.
"""

import re

from pyromark import Options

OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_GFM

FACT = re.compile(r"\{fact:([a-z0-9-]+)\}")
"""A fact cited by name, such as `{fact:emergency}`."""

STRANGE_TAG = re.compile(rb'<(?!/?(?:sup|sub|kbd|details|summary|br)\s*/?>|abbr title="[^"<>]*">|/abbr>)')
"""Where any raw tag begins but the few that may stand in the prose, exactly so (bad-input.md M25)."""
