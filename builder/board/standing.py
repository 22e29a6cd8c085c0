"""How each partner's content stands on one day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from msgspec import Struct

from builder.changes import CLASSES
from builder.check.answers import Answer, answers
from builder.domain.again import AUTHORS, must_look
from builder.domain.approval import Coverage, Credit
from builder.domain.article import Edition, SourceMatter, TranslationMatter
from builder.domain.library import Behind, EditionKey, Library
from builder.markdown.canonical import plain_text

SOON = timedelta(days=90)
"""So long before a text is due its partner is reminded."""


class Open(Struct, frozen=True):
    """A credit that waits for its partner's signature, with why. `changed` tells that an earlier text was approved,
    `weight` how much what changed since matters, where that is known. `also` are the others who must sign this text,
    `spared` those whose approval of the earlier text still stands."""

    file: str
    role: str
    why: str
    changed: bool
    weight: str = ""
    coverage: Coverage = "missing"
    also: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()


class Carried(Struct, frozen=True):
    """A credit that stands by the approval of an earlier text."""

    file: str
    role: str
    why: str
    weight: str


class Due(Struct, frozen=True):
    """A text to be reviewed by a day."""

    file: str
    day: date


class StaleBlock(Struct, frozen=True):
    """A block of the source that changed: its class, and its plain text before and now, empty where it was not."""

    weight: str
    before: str
    after: str


class Stale(Struct, frozen=True):
    """A translation whose source has changed since, and in which blocks; None where that is not known. Whoever
    translated it is asked to look; of what concerns safety, also whoever read its language through."""

    file: str
    language: str
    blocks: tuple[StaleBlock, ...] | None


class Unfound(Struct, frozen=True):
    """A question that a text says it answers, and that does not lead to it."""

    file: str
    question: str


class Board(Struct, frozen=True):
    """One partner's content. `nynorsk` is the share of words in nynorsk among those in Norwegian, or None.

    `findability` is the share of the questions its texts say they answer that search finds them for, or None where
    there are none.
    """

    partner: str
    approved: int
    waiting: tuple[Open, ...]
    carried: tuple[Carried, ...]
    overdue: tuple[Due, ...]
    soon_due: tuple[Due, ...]
    stale: tuple[Stale, ...]
    nynorsk: float | None
    findability: float | None
    unfound: tuple[Unfound, ...]

    @property
    def changed(self) -> tuple[Open, ...]:
        return tuple(one for one in self.waiting if one.changed)


def boards(library: Library, today: date, weights: Mapping[EditionKey, str]) -> list[Board]:
    """Every partner's board, by slug. `weights` tell how much has changed in editions since they were published."""
    asked: dict[EditionKey, list[Answer]] = defaultdict(list)
    for answer in answers(library):
        asked[answer.edition.key].append(answer)
    credited: dict[str, list[tuple[Edition, Credit]]] = defaultdict(list)
    for edition in library.editions:
        for credit in library.standing_of(edition).coverage:
            credited[credit.partner].append((edition, credit))
    return [_board(library, slug, credited[slug], today, weights, asked) for slug in sorted(library.partners)]


def _board(
    library: Library,
    slug: str,
    credited: list[tuple[Edition, Credit]],
    today: date,
    weights: Mapping[EditionKey, str],
    asked: Mapping[EditionKey, list[Answer]],
) -> Board:
    own = [edition for edition, credit in credited if credit.role in AUTHORS]
    due = sorted(_due(own), key=lambda one: (one.day, one.file))
    waiting = tuple(_open(library, credited, weights))
    tried = [answer for edition in own for answer in asked.get(edition.key, ())]
    return Board(
        partner=slug,
        approved=sum(library.standing_of(edition).is_covered(credit) for edition, credit in credited),
        waiting=waiting,
        carried=tuple(_carried(library, credited)),
        overdue=tuple(one for one in due if one.day < today),
        soon_due=tuple(one for one in due if today <= one.day <= today + SOON),
        stale=tuple(stale(library, credited)),
        nynorsk=_nynorsk(own),
        findability=sum(answer.found for answer in tried) / len(tried) if tried else None,
        unfound=tuple(Unfound(one.edition.file, one.question) for one in tried if not one.found),
    )


def _open(
    library: Library, credited: Iterable[tuple[Edition, Credit]], weights: Mapping[EditionKey, str]
) -> Iterator[Open]:
    for edition, credit in credited:
        standing = library.standing_of(edition)
        if standing.is_asked(credit):
            why = standing.why.get(credit, "")
            changed = why.startswith("it has changed")
            weight = standing.weights.get(credit) or weights.get(edition.key, "")
            others = [other for other in standing.coverage if other != credit]
            yield Open(
                edition.file,
                credit.role,
                why,
                changed,
                weight if changed else "",
                standing.coverage[credit],
                tuple(other.partner for other in others if standing.is_asked(other)),
                tuple(other.partner for other in others if other in standing.weights and not standing.is_asked(other)),
            )


def _carried(library: Library, credited: Iterable[tuple[Edition, Credit]]) -> Iterator[Carried]:
    for edition, credit in credited:
        standing = library.standing_of(edition)
        if credit in standing.carried:
            yield Carried(edition.file, credit.role, standing.why[credit], standing.weights[credit])


def _due(editions: Iterable[Edition]) -> Iterator[Due]:
    for edition in editions:
        if isinstance(edition.matter, SourceMatter) and edition.matter.due:
            yield Due(edition.file, edition.matter.due)


def stale(library: Library, credited: Iterable[tuple[Edition, Credit]]) -> Iterator[Stale]:
    """The translations that somebody with these credits is asked to look at, each once."""
    told = set()
    for edition, credit in credited:
        source = library.source_of(edition)
        made = edition.matter.translation if isinstance(edition.matter, TranslationMatter) else None
        if made and source and made.state != source.state and edition.key not in told:
            behind = library.behind.get(edition.key)
            if must_look(credit.role, min((one.weight for one in behind or ()), key=CLASSES.index, default="")):
                told.add(edition.key)
                yield Stale(edition.file, edition.language, _blocks(behind))


def _blocks(behind: tuple[Behind, ...] | None) -> tuple[StaleBlock, ...] | None:
    if behind is None:
        return None
    return tuple(StaleBlock(one.weight, plain_text(one.before, {}), plain_text(one.after, {})) for one in behind)


def _nynorsk(editions: Iterable[Edition]) -> float | None:
    words = Counter[str]()
    for edition in editions:
        words[edition.language] += edition.words
    norwegian = words["nb"] + words["nn"]
    return words["nn"] / norwegian if norwegian else None
