"""The material as a portal of ours."""

from collections.abc import Iterator

from benchmarks.corpus.articles import AREAS, LANGUAGES, PARTNERS, TOPICS, Article, Text
from builder.load.edition_file import Place, read_edition

SITE = f"""name: Bench
address: https://bench.example/
operator: Bench
languages: [{", ".join(LANGUAGES)}]
checks: {{not-approved: off}}
search_index: no
place_of_publication: Oslo
"""

FACTS = """emergency:
  kind: phone
  value: '113'
  names:
    nb: [medisinsk nødnummer]
    nn: [medisinsk naudnummer]
    en: [medical emergency number]
  source: A number for measuring
"""


def edition_file(content_id: str, language: str) -> str:
    return f"content/articles/{content_id}/{language}.md"


def page_file(content_id: str, language: str) -> str:
    return f"site/current/public/{language}/{content_id}.html"


def registers() -> Iterator[tuple[str, str]]:
    """The files beside the articles."""
    yield "content/site.yml", SITE
    yield "content/facts.yml", FACTS
    yield "content/topics.yml", "".join(_topic(number, topic) for number, topic in enumerate(TOPICS))
    for slug in PARTNERS:
        yield f"partners/{slug}.yml", _partner(slug)


def _topic(number: int, topic: str) -> str:
    area = AREAS[number % len(AREAS)]
    return f"{topic}:\n  area: {area}\n{_texts('name', topic.title())}{_texts('summary', f'About {topic}.')}"


def _partner(slug: str) -> str:
    texts = {"name": slug.title(), "who": f"Who {slug} are.", "does": f"What {slug} do."}
    head = f"kind: institute\nwebsite: https://{slug}.example\n"
    return head + "".join(_texts(key, text, "") for key, text in texts.items())


def _texts(key: str, text: str, indent: str = "  ") -> str:
    rows = "".join(f"{indent}  {code}: {text}\n" for code in LANGUAGES)
    return f"{indent}{key}:\n{rows}"


def editions(article: Article) -> Iterator[tuple[str, str]]:
    """The source edition's file, then the translations', which name the source's state."""
    state = ""
    for language, text in article.texts.items():
        file = edition_file(article.content_id, language)
        shared = _translation(article, state) if state else _shared(article)
        data = f"---\n{_own(text)}{shared}---\n\n{text.body}"
        state = state or _state_of(article.content_id, language, file, data)
        yield file, data


def _state_of(content_id: str, language: str, file: str, data: str) -> str:
    read = read_edition(Place("article", content_id, language, file), data.encode(), "")
    assert read.edition, read.faults
    return read.edition.state


def _own(text: Text) -> str:
    return f"title: {text.title}\nsummary: {text.summary}\nkeywords: [{', '.join(text.keywords)}]\n"


def _shared(article: Article) -> str:
    assured = "".join(f"  - partner: {slug}\n    role: {role}\n" for slug, role in article.assured_by)
    references = "".join(
        f"  - title: {one.title}\n    publisher: {one.publisher}\n    year: {one.year}\n    url: {one.url}\n"
        for one in article.references
    )
    related = f"related: [{', '.join(article.related)}]\n" if article.related else ""
    return (
        f"topics: [{', '.join(article.topics)}]\npartner: {article.partner}\nassured_by:\n{assured}"
        f"reviewed: {article.reviewed}\nreview_due: {article.review_due}\nchanged: {article.changed}\n"
        f"references:\n{references}{related}"
    )


def _translation(article: Article, state: str) -> str:
    return (
        f"translation:\n  from: {article.source_language}\n  state: {state}\n  by: {article.translator}\n"
        f"  method: human\n  reviewed_by: {article.partner}\n  reviewed: {article.changed}\n"
    )
