"""Feeds of what was published, beside the archive: the class of a change decides how loudly it is told.

They are no part of a release: a release is the same whatever was published before it.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime
from heapq import nlargest
from typing import NamedTuple

import msgspec

from builder.domain import addresses
from builder.domain.archived import Announced
from builder.domain.article import Edition, SourceMatter
from builder.domain.library import EditionKey, Group, Library
from builder.pipeline.making import Making
from builder.plan import SitePlan
from builder.publish.archive import Archive, Entry

TOLD = ("new", "safety", "rights", "fact")
"""New wording or form is told to nobody: an edition stays where it was in the feeds."""
LONGEST = 50


About = tuple[str, str, str]
"""A feed's language, and kind and subject of what it is about."""


class Feed(NamedTuple):
    """`path` is the page that the feed is about; `kind` and `subject` are empty for a whole language."""

    language: str
    kind: str
    subject: str
    title: str
    path: str

    @property
    def about(self) -> About:
        return self.language, self.kind, self.subject

    @property
    def name(self) -> str:
        return addresses.announcements(self.language, self.kind, self.subject).rpartition("/")[2]


def announce(
    making: Making, archive: Archive, history: Mapping[EditionKey, Sequence[Entry]], touched: set[Group] | None
) -> None:
    """Write the feeds that `touched` articles and services stand in, or all of them."""
    plan = making.plan
    feeds = [feed for language in plan.library.languages for feed in _feeds(plan, language, touched)]
    chosen = _chosen(plan.library, history, {feed.about for feed in feeds})
    for feed in feeds:
        rows = [_row(plan, entry, edition) for entry, edition in chosen[feed.about]]
        archive.write(feed.name, making.renderer.feed(feed.language, feed.title, feed.name, feed.path, rows))


def _chosen(
    library: Library, history: Mapping[EditionKey, Sequence[Entry]], wanted: Set[About]
) -> dict[About, list[tuple[Entry, Edition]]]:
    """What each of the feeds that are wanted tells of, the latest first."""
    found: dict[About, list[tuple[Entry, Edition]]] = {about: [] for about in wanted}
    for edition in library.editions:
        if entries := history.get(edition.key):
            entry = _told(entries)
            for kind, subject in _subjects(library.shared_matter(edition)):
                if (about := (edition.language, kind, subject)) in wanted:
                    found[about].append((entry, edition))
    return {about: nlargest(LONGEST, told, key=_moment) for about, told in found.items()}


def _subjects(shared: SourceMatter | None) -> Iterator[tuple[str, str]]:
    """What the feeds are about that an edition stands in: everything, its partner and its topics."""
    yield "", ""
    if shared:
        yield "partner", shared.partner
        yield from (("topic", topic) for topic in dict.fromkeys(shared.topics))


def _moment(told: tuple[Entry, Edition]) -> tuple[datetime, EditionKey]:
    return told[0].time, told[0].key


def _told(entries: Sequence[Entry]) -> Entry:
    """The last of an edition that is worth telling. What was recorded before classes were is a change of fact."""
    weights = [entry.weight or ("fact" if place else "new") for place, entry in enumerate(entries)]
    place = max((at for at, weight in enumerate(weights) if weight in TOLD), default=0)
    told = entries[place]
    return told if told.weight else msgspec.structs.replace(told, weight=weights[place])


def _feeds(plan: SitePlan, language: str, touched: set[Group] | None) -> Iterator[Feed]:
    library = plan.library
    sources = [source for group, source in library.sources.items() if touched is None or group in touched]
    matters = [shared for source in sources if (shared := library.shared_matter(source))]
    topics = set(library.topics) if touched is None else {topic for shared in matters for topic in shared.topics}
    partners = set(library.partners) if touched is None else {shared.partner for shared in matters}
    yield Feed(language, "", "", plan.site.name, addresses.front(language))
    names = {("topic", key): topic.name for key, topic in library.topics.items() if key in topics}
    names |= {("partner", key): partner.name for key, partner in library.partners.items() if key in partners}
    for (kind, subject), name in names.items():
        title = f"{plan.said(name, language).text} – {plan.site.name}"
        yield Feed(language, kind, subject, title, addresses.path_of(kind, subject, language))


def _row(plan: SitePlan, entry: Entry, edition: Edition) -> Announced:
    href = plan.href(plan.edition_path(edition))
    return Announced(href, edition.title, edition.summary, entry.moment, entry.weight, entry.fingerprint)
