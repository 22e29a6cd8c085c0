"""Pages that say the same in several languages become one article: which is the source, and what it is called."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from builder.importing.mapping import Mapping
from builder.importing.naming import ContentIds
from builder.importing.prepared_page import PreparedPage
from builder.importing.report import Findings, LeftOut


class ForeignArticle(NamedTuple):
    content_id: str
    source: PreparedPage
    translations: tuple[PreparedPage, ...]

    @property
    def pages(self) -> tuple[PreparedPage, ...]:
        return self.source, *self.translations


def articles(
    pages: Iterable[PreparedPage], mapping: Mapping, taken: set[str], findings: Findings
) -> list[ForeignArticle]:
    """Gather pages into articles, in the order of the source editions' files."""
    together: dict[str, dict[str, PreparedPage]] = defaultdict(dict)
    for page in pages:
        key = f"={page.article}" if page.article else page.page.file
        other = together[key].setdefault(page.values.language, page)
        if other is not page:
            why = f"{other.page.file} is the edition in «{page.values.language}» already"
            findings.left_out(page.page.file, LeftOut(1, "same-edition", why))
    content_ids = ContentIds(mapping.prefix, taken)
    ordered = [_source_first(editions, mapping, findings) for editions in together.values()]
    ordered.sort(key=lambda editions: editions[0].page.file)
    return [
        ForeignArticle(content_ids.give(first.wanted_id, first.page.file), first, tuple(rest))
        for first, *rest in ordered
    ]


def _source_first(editions: dict[str, PreparedPage], mapping: Mapping, findings: Findings) -> list[PreparedPage]:
    """The editions of one article, the source before its translations."""
    wanted = mapping.translations.sources if mapping.translations else ()
    languages = sorted(editions, key=lambda code: (wanted.index(code) if code in wanted else len(wanted), code))
    first = editions[languages[0]]
    if len(editions) > 1 and languages[0] not in wanted:
        said = f"there is none in {', '.join(wanted)}; the one in «{languages[0]}» was taken for the source"
        findings.about(first.page.file)(1, "no-source-edition", said)
    return [editions[language] for language in languages]


def tell_same_titles(found: Iterable[ForeignArticle], findings: Findings) -> None:
    """Articles that no reader can tell apart in a list."""
    first: dict[tuple[str, str], str] = {}
    for article in found:
        for page in article.pages:
            title = page.values.language, page.values.title.casefold()
            other = first.setdefault(title, page.page.file)
            if other != page.page.file:
                tell = findings.about(page.page.file)
                tell(page.title_line, "same-title", f"«{page.values.title[:60]}» is the title of {other} too")
