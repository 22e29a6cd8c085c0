"""Where each block of a text stands among the outermost elements of its page."""

from typing import NamedTuple

from pyromark import html as parser_html

from builder.markdown import OPTIONS
from builder.markdown.asides import elements_of
from builder.markdown.blocks import Block, blocks_of, numbered
from builder.markdown.canonical import canonical_of_html, canonical_text
from builder.markdown.html import raw_html_as_text


class Placed(NamedTuple):
    """A block and the place of the outermost element it stands in; title and lead stand before the first, at -1."""

    block: Block
    place: int


def placed_blocks(title: str, summary: str, body: str) -> list[Placed]:
    """The blocks of an edition, each with its place."""
    found = [Placed(block, -1) for block in blocks_of(canonical_text(title, summary, ""))]
    has_tags = False
    if "<" in body:
        body, has_tags = raw_html_as_text(body)
    for place, element in enumerate(elements_of(parser_html(body, options=OPTIONS))):
        found += [Placed(block, place) for block in blocks_of(canonical_of_html(element, has_tags))]
    blocks = numbered(placed.block for placed in found)
    return [Placed(block, placed.place) for block, placed in zip(blocks, found, strict=True)]
