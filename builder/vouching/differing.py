"""What has changed in an edition since the text that is on the air, for whoever approves it."""

from collections.abc import Iterator

from builder.domain.article import Edition
from builder.pipeline.pending import since_on_air
from builder.vouching.waiting import Desk


def told_since_on_air(desk: Desk, edition: Edition) -> Iterator[str]:
    """A line for each change, the weightiest first; or that there is nothing on the air, or nothing has changed."""
    changes = since_on_air(desk.root, desk.gathered, desk.last_good, edition)
    if changes is None:
        yield "new: nothing of it is on the air"
    elif not changes:
        yield "it says the same as the text on the air"
    for change in changes or ():
        yield change.told
