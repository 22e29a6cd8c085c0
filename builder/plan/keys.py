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
from builder.domain.library import Group
from builder.plan.site_plan import SitePlan, Unit

_encode = msgspec.msgpack.Encoder().encode
"""In the order of the registers, which is the order topics and concepts are shown in."""


class Keys:
    """The keys of one plan's units. `basis` stands for code, theme and what stands around every page."""

    def __init__(self, plan: SitePlan, basis: bytes) -> None:
        self.plan = plan
        self._lists: dict[str, bytes] = {}
        library = plan.library
        teasers = [teaser for teaser in library.teasers if teaser.is_current(plan.today)]
        self.registers = _digest(
            basis,
            _encode(
                [library.site, library.partners, library.topics, library.concepts, library.facts, library.services]
            ),
            _encode([teasers, library.languages, library.moved]),
        )

    def key(self, unit: Unit) -> bytes:
        """16 bytes for one unit."""
        return _digest(self.registers, unit.id.encode(), *PARTS[unit.kind](self, unit))

    @cached_property
    def faces(self) -> dict[Group, bytes]:
        """What other pages show of each article or service: address, front matter in every language, state today."""
        found = {}
        for group, editions in self.plan.library.by_content.items():
            parts = [code.encode() + edition.face + self._standing(edition) for code, edition in editions.items()]
            found[group] = _digest(b"+" if self._is_overdue(group) else b"-", "/".join(group).encode(), *parts)
        return found

    def _standing(self, edition: Edition) -> bytes:
        """Which of an edition's credits are covered today."""
        return ",".join(self.plan.library.standing_of(edition).coverage.values()).encode()

    def _is_overdue(self, group: Group) -> bool:
        source = self.plan.library.sources.get(group)
        due = source.matter.due if source and isinstance(source.matter, SourceMatter) else None
        return bool(due and due < self.plan.today)

    def content(self, unit: Unit) -> Iterable[bytes]:
        """The texts in all languages, the pages they lead to and the pictures they show."""
        editions = self.plan.library.by_content[unit.kind, unit.subject]
        parts = [self.faces[unit.kind, unit.subject]]
        for edition in editions.values():
            parts += [edition.file.encode(), edition.digest.encode()]
            if edition.key in self.plan.library.kept:
                parts.append(_encode(self.plan.library.kept[edition.key].facts))
            parts.append(_encode(self.plan.library.behind.get(edition.key)))
            parts += [self._face_of(link.target) for link in edition.links]
            parts += [signed.digest.encode() for signed in self.plan.library.standing_of(edition).signed]
            if edition.images:
                parts += self._pictures(edition)
        if unit.kind == "article":
            parts += [self._face_of(f"article:{near}") for near in self.plan.related.get(unit.subject, ())]
        return parts

    def _face_of(self, target: str) -> bytes:
        return self._by_reference.get(target, b"?")

    @cached_property
    def _by_reference(self) -> dict[str, bytes]:
        return {f"{kind}:{content_id}": face for (kind, content_id), face in self.faces.items()}

    def _pictures(self, edition: Edition) -> Iterable[bytes]:
        for image in edition.images:
            media = self.plan.library.picture_of(edition, image.file)
            yield media.published.encode() if media else b"?"

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

    def of_language(self, unit: Unit) -> Iterable[bytes]:
        if unit.language not in self._lists:
            self._lists[unit.language] = _digest(*self._readable(unit.language))
        yield self._lists[unit.language]

    def _readable(self, language: str) -> Iterable[bytes]:
        """The editions a language's lists hold, with the source that carries their topics and dates."""
        readable = (language, *self.plan.understood[language])
        for group, editions in self.plan.library.by_content.items():
            if any(code in editions for code in readable):
                source = self.plan.library.sources.get(group)
                yield "/".join(group).encode()
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

    def everything(self, unit: Unit) -> Iterable[bytes]:
        """All faces: which page is best in a language may change with any edition that comes or goes."""
        return self.faces.values() if self.plan.library.moved else ()

    def nothing_more(self, unit: Unit) -> Iterable[bytes]:
        return ()


PARTS: dict[str, Callable[[Keys, Unit], Iterable[bytes]]] = {
    "article": Keys.content,
    "service": Keys.content,
    "topic": Keys.topic,
    "partner": Keys.partner,
    "front": Keys.services,
    "topics": Keys.nothing_more,
    "services": Keys.services,
    "partners": Keys.nothing_more,
    "letters": Keys.of_language,
    "languages": Keys.counts,
    "search": Keys.nothing_more,
    "not-found": Keys.nothing_more,
    "saved": Keys.of_language,
    "moved": Keys.everything,
    "machine": Keys.of_language,
    "root": Keys.everything,
}


def _digest(*parts: bytes) -> bytes:
    return blake2b(b"|".join(parts), digest_size=16).digest()
