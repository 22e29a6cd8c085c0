"""A unit's key: a digest of everything its files depend on, without working out what they will say.

Two units with equal keys have equal files, so a unit whose key is that of the release on the air is taken over
from it. A key may cover more than the files need (a change then costs a rendering too many), never less: the
tests hold warm builds to cold ones over random edits.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import blake2b

import msgspec

from builder.domain.article import Edition, SourceMatter
from builder.plan.site_plan import SitePlan, Unit

_encode = msgspec.msgpack.Encoder(order="deterministic").encode

Group = tuple[str, str]
"""Kind and content_id: the editions of one article or service."""


class Keys:
    """The keys of one plan's units. `basis` stands for code and theme."""

    def __init__(self, plan: SitePlan, basis: bytes) -> None:
        self.plan = plan
        library = plan.library
        teasers = [teaser for teaser in library.teasers if teaser.is_current(plan.today)]
        self.registers = _digest(
            basis,
            _encode(
                [library.site, library.partners, library.topics, library.concepts, library.facts, library.services]
            ),
            _encode([teasers, library.languages]),
        )

    def key(self, unit: Unit) -> bytes:
        """16 bytes for one unit."""
        return _digest(self.registers, unit.id.encode(), *PARTS[unit.kind](self, unit))

    @cached_property
    def faces(self) -> dict[Group, bytes]:
        """What other pages show of each article or service: its front matter in every language, and its state today."""
        found = {}
        for group, editions in self.plan.library.by_content.items():
            parts = [b for code, edition in editions.items() for b in (code.encode(), edition.face)]
            found[group] = _digest(b"+" if self._is_overdue(group) else b"-", *parts)
        return found

    def _is_overdue(self, group: Group) -> bool:
        source = self.plan.library.sources.get(group)  # type: ignore[call-overload]
        due = source.matter.due if source and isinstance(source.matter, SourceMatter) else None
        return bool(due and due < self.plan.today)

    def edition(self, unit: Unit) -> Iterable[bytes]:
        """The text, its siblings, the pages it leads to and the pictures it shows."""
        group = (unit.kind, unit.subject)
        editions = self.plan.library.by_content[group]  # type: ignore[index]
        this = editions[unit.language]
        yield this.digest.encode()
        yield this.file.encode()
        yield self.faces[group]
        for edition in editions.values():
            yield edition.state.encode()
        for target in this.links:
            yield self._face_of(target.target)
        if unit.kind == "article":
            for content_id in self.plan.related[unit.subject]:
                yield self.faces.get(("article", content_id), b"?")
        yield from self._pictures(this)

    def _face_of(self, target: str) -> bytes:
        kind, _, subject = target.partition(":")
        return self.faces.get((kind, subject), b"?")

    def _pictures(self, edition: Edition) -> Iterable[bytes]:
        folder = edition.file.rpartition("/")[0]
        for image in edition.images:
            media = self.plan.library.media.get((folder, image.file))
            yield media.published.encode() if media else b"?"

    def missing(self, unit: Unit) -> Iterable[bytes]:
        yield self.faces[unit.kind.removeprefix("missing-"), unit.subject]

    def topic(self, unit: Unit) -> Iterable[bytes]:
        return self._of_topic(unit.subject)

    def _of_topic(self, topic: str) -> Iterable[bytes]:
        for content_id in self.plan.in_topic.get(topic, ()):
            yield self.faces["article", content_id]

    def partner(self, unit: Unit) -> Iterable[bytes]:
        for credited in (self.plan.delivered_by, self.plan.assured_by):
            yield b"|"
            for source in credited.get(unit.subject, ()):
                yield self.faces[source.kind, source.content_id]

    def everything(self, unit: Unit) -> Iterable[bytes]:
        yield self._all_faces

    @cached_property
    def _all_faces(self) -> bytes:
        return _digest(*(part for group, face in self.faces.items() for part in (repr(group).encode(), face)))

    def of_language(self, unit: Unit) -> Iterable[bytes]:
        """The editions a language's lists hold, with the source that carries their topics and dates."""
        readable = (unit.language, *self.plan.understood[unit.language])
        for group, editions in self.plan.library.by_content.items():
            if any(code in editions for code in readable):
                source = self.plan.library.sources.get(group)
                yield group[1].encode()
                yield source.face if source else b"?"
                for code, edition in editions.items():
                    yield edition.face if code in readable else code.encode()

    def services(self, unit: Unit) -> Iterable[bytes]:
        """The services' faces, and those that current teasers lead to."""
        for (kind, _), face in self.faces.items():
            if kind == "service":
                yield face
        for teaser in self.plan.library.teasers:
            yield self._face_of(teaser.link)

    def counts(self, unit: Unit) -> Iterable[bytes]:
        """How many editions each language has."""
        for code, count in sorted(self.plan.editions_in.items()):
            yield f"{code}{count}".encode()

    def nothing_more(self, unit: Unit) -> Iterable[bytes]:
        return ()


PARTS: dict[str, Callable[[Keys, Unit], Iterable[bytes]]] = {
    "article": Keys.edition,
    "service": Keys.edition,
    "missing-article": Keys.missing,
    "missing-service": Keys.missing,
    "topic": Keys.topic,
    "partner": Keys.partner,
    "front": Keys.services,
    "topics": Keys.nothing_more,
    "services": Keys.services,
    "partners": Keys.nothing_more,
    "letters": Keys.of_language,
    "languages": Keys.counts,
    "not-found": Keys.nothing_more,
    "machine": Keys.of_language,
    "root": Keys.nothing_more,
}


def _digest(*parts: bytes) -> bytes:
    """A digest that tells where one part ends and the next begins."""
    return blake2b(b"".join(len(part).to_bytes(4, "big") + part for part in parts), digest_size=16).digest()
