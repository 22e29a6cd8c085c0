"""From the library to the documents of the search index: articles, services, hubs and partners in every language."""

from collections.abc import Iterator

import msgspec

from builder.domain import addresses
from builder.domain.article import Edition
from builder.domain.library import Library
from builder.domain.registers import Texts
from builder.markdown import FACT
from builder.markdown.prose import INLINE_CODE, read_prose
from search_index.documents import Concept, Document, Name


def document_of(edition: Edition, library: Library) -> Document:
    """An edition's document, still without its text."""
    shared, matter = library.shared_matter(edition), edition.matter
    return Document(
        subject=f"{edition.kind}:{edition.content_id}",
        language=edition.language,
        title=edition.title,
        href=_href(library, addresses.path_of(edition.kind, edition.content_id, edition.language)),
        kind=edition.kind,
        titles=matter.also_indexed_as,
        names=matter.keywords,
        summary=edition.summary,
        partner=shared.partner if shared else "",
        topics=shared.topics if shared else (),
    )


def with_text(document: Document, body: str) -> Document:
    """The document with its headings and text; cited facts and code are no words."""
    prose = read_prose(body)
    text = FACT.sub(" ", prose.text).replace(INLINE_CODE, " ")
    headings = tuple(heading.text for heading in prose.headings)
    return msgspec.structs.replace(document, headings=headings, body=text)


def hubs_and_partners(library: Library) -> Iterator[Document]:
    """The pages that gather others, in each language that has a name for them."""
    for topic, found in library.topics.items():
        for language in library.languages:
            if title := found.name.get(language):
                yield _gathering(library, "topic", topic, language, title, found.summary)
    for slug, partner in library.partners.items():
        for language in library.languages:
            if title := partner.name.get(language):
                yield _gathering(library, "partner", slug, language, title, partner.who)


def settings_pages(library: Library) -> Iterator[Document]:
    """The settings of whoever is signed in, in each language they have a name in."""
    for setting, page in library.site.settings.items():
        for language, title in page.name.items():
            yield Document(
                subject=f"setting:{setting}",
                language=language,
                title=title,
                href=_href(library, page.address.replace("{language}", language).lstrip("/")),
                kind="setting",
                names=page.keywords.get(language, ()),
                summary=page.about.get(language, ""),
            )


def _gathering(library: Library, kind: str, slug: str, language: str, title: str, about: Texts) -> Document:
    return Document(
        subject=f"{kind}:{slug}",
        language=language,
        title=title,
        href=_href(library, addresses.path_of(kind, slug, language)),
        kind=kind,
        summary=about.get(language, ""),
        partner=slug if kind == "partner" else "",
        topics=(slug,) if kind == "topic" else (),
    )


def _href(library: Library, path: str) -> str:
    return addresses.href(library.site.base_path, path)


def concepts(library: Library) -> Iterator[Concept]:
    """The portal's own concepts, each with the page that explains it."""
    for concept_id, concept in library.concepts.items():
        names = [
            Name(language, text) for language, names in concept.names.items() for text in (names.name, *names.others)
        ]
        yield Concept(concept_id, tuple(names), subjects=(concept.target,) if concept.target else ())
