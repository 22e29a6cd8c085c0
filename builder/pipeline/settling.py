"""What can be published: good editions as they are, faulty ones as they last were good, the rest not at all."""

from typing import NamedTuple

import msgspec

from builder.domain.article import Edition, SourceMatter
from builder.domain.library import EditionKey, Kept, Library
from builder.domain.problem import Problem
from builder.pipeline.approving import Approvals
from builder.pipeline.last_good import LastGood


class Settled(NamedTuple):
    """`library` is publishable. `kept` editions stay as the last release has them; `absent` ones stay away."""

    library: Library
    kept: list[EditionKey]
    absent: list[EditionKey]


def settle(library: Library, problems: list[Problem], last_good: LastGood, approvals: Approvals) -> Settled:
    """Replace every edition with an error by its last good self, or leave it out.

    The last good one is judged anew by what was signed about it: an approval may have run out, or be taken back.
    """
    faulty = {problem.file for problem in problems if problem.severity == "error"}
    if not faulty and not library.withheld and library.sources.keys() == library.by_content.keys():
        return Settled(library, [], [])
    good = {edition.key: edition for edition in library.editions if edition.file not in faulty}
    held = {edition.key for edition in library.editions if edition.file in faulty} | library.withheld
    kept: list[EditionKey] = []
    standings = dict(library.standings)
    as_published: dict[EditionKey, Kept] = {}
    for key in sorted(held):
        found = last_good.edition(key)
        standing = approvals.standing_on_air(found) if found else None
        if found and standing and not standing.is_withdrawn:
            good[key] = found.edition
            standings[key] = standing
            as_published[key] = found.kept
            kept.append(key)
    on_air = _with_source(good)
    settled = msgspec.structs.replace(
        library,
        editions=sorted(on_air.values(), key=lambda edition: edition.key),
        standings=standings,
        kept=as_published,
        withheld=frozenset(held - set(on_air)),
    )
    absent = sorted((held | set(good)) - set(on_air))
    return Settled(settled, [key for key in kept if key in on_air], absent)


def _with_source(editions: dict[EditionKey, Edition]) -> dict[EditionKey, Edition]:
    """A translation without its source edition has nobody to answer for it and stays away."""
    with_source = {key[:2] for key, edition in editions.items() if isinstance(edition.matter, SourceMatter)}
    return {key: edition for key, edition in editions.items() if key[:2] in with_source}
