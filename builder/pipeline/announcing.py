"""Feeds of what was published, beside the archive: the class of a change decides how loudly it is told.

They are no part of a release: a release is the same whatever was published before it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from builder.domain import addresses
from builder.domain.archived import Announced
from builder.domain.article import Edition
from builder.domain.library import EditionKey, Group, Library
from builder.pipeline.making import Making
from builder.plan import SitePlan
from builder.publish.archive import Archive, Entry

TOLD = ("new", "safety", "rights", "fact")
"""New wording or form is told to nobody: an edition stays where it was in the feeds."""
LONGEST = 50


class Feed(NamedTuple):
    """`path` is the page that the feed is about; `kind` and `subject` are empty for a whole language."""

    language: str
    kind: str
    subject: str
    title: str
    path: str

    @property
    def name(self) -> str:
        return addresses.announcements(self.language, self.kind, self.subject).rpartition("/")[2]


def announce(
    making: Making, archive: Archive, history: Mapping[EditionKey, Sequence[Entry]], touched: set[Group] | None
) -> None:
    """Write the feeds that `touched` articles and services stand in, or all of them."""
    plan = making.plan
    chosen = _chosen(plan.library, history)
    for language in plan.library.languages:
        for feed in _feeds(plan, language, touched):
            told = chosen.get((language, feed.kind, feed.subject), ())
            rows = [_row(plan, entry, edition) for entry, edition in told]
            archive.write(feed.name, making.renderer.feed(language, feed.title, feed.name, feed.path, rows))


def _chosen(
    library: Library, history: Mapping[EditionKey, Sequence[Entry]]
) -> dict[tuple[str, str, str], list[tuple[Entry, Edition]]]:
    """What each feed tells of, the latest first, by language and by what the feed is about."""
    on_air = {edition.key: edition for edition in library.editions}
    told = [(entry, on_air[key]) for key, entry in _told(history) if key in on_air]
    told.sort(key=lambda pair: (pair[0].time, pair[0].key), reverse=True)
    found: dict[tuple[str, str, str], list[tuple[Entry, Edition]]] = {}
    for entry, edition in told:
        shared = library.shared_matter(edition)
        about = [("", "")]
        if shared:
            about += [("partner", shared.partner), *(("topic", topic) for topic in dict.fromkeys(shared.topics))]
        for kind, subject in about:
            those = found.setdefault((edition.language, kind, subject), [])
            if len(those) < LONGEST:
                those.append((entry, edition))
    return found


def _told(history: Mapping[EditionKey, Sequence[Entry]]) -> Iterator[tuple[EditionKey, Entry]]:
    """The last that is worth telling of each edition. What was recorded before classes were is a change of fact."""
    for key, entries in history.items():
        weights = [entry.weight or ("fact" if place else "new") for place, entry in enumerate(entries)]
        place = max((at for at, weight in enumerate(weights) if weight in TOLD), default=0)
        yield key, msgspec.structs.replace(entries[place], weight=weights[place])


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
