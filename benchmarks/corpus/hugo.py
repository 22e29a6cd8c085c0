"""The material as a Hugo site. Its layouts are in peers/hugo; what they show is what our pages show.

Where Hugo has two ways the cheaper one is taken: flat files, cached frames of the page, terms for the letters.
"""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus.articles import AREAS, LANGUAGES, PARTNERS, TOPICS, Article, Text

LAYOUTS = Path(__file__).parents[1] / "peers" / "hugo"

CONFIGURATION = """baseURL: https://bench.example/
title: Bench
defaultContentLanguage: nb
defaultContentLanguageInSubdir: true
uglyURLs: true
enableRobotsTXT: true
timeout: 300s
taxonomies: {topic: topics, partner: partners, assurer: assurers, letter: letters}
services: {rss: {limit: 50}}
markup:
  goldmark: {renderer: {unsafe: false}}
  tableOfContents: {startLevel: 2, endLevel: 2}
languages:
"""

ONLY_PAGES = "outputs: {home: [html, rss], section: [html], taxonomy: [html], term: [html, rss], page: [html]}\n"
PAGES_AND_DATA = (
    "outputs: {home: [html, rss, json], section: [html, json], taxonomy: [html, json], term: [html, rss, json],"
    " page: [html, json]}\n"
)


def registers(with_data: bool) -> Iterator[tuple[str, str]]:
    """Everything but the articles. `with_data` lets Hugo write JSON beside each page, as our builder does."""
    for path in sorted(LAYOUTS.rglob("*")):
        if path.is_file():
            yield path.relative_to(LAYOUTS).as_posix(), path.read_text("utf-8")
    languages = "".join(_language(code, weight) for weight, code in enumerate(LANGUAGES, 1))
    yield "hugo.yaml", CONFIGURATION + languages + (PAGES_AND_DATA if with_data else ONLY_PAGES)
    yield "data/facts.yaml", "emergency: '113'\n"
    for code in LANGUAGES:
        yield from _lists(code)


def _language(code: str, weight: int) -> str:
    return f"  {code}: {{label: {code}, locale: {code}, weight: {weight}, contentDir: content/{code}}}\n"


def _lists(code: str) -> Iterator[tuple[str, str]]:
    yield f"content/{code}/_index.md", "---\ntitle: Bench\n---\n"
    yield f"content/{code}/languages.md", "---\ntitle: Languages\nlayout: languages\n---\n"
    for section in ("articles", "topics", "partners", "letters"):
        yield f"content/{code}/{section}/_index.md", f"---\ntitle: {section.title()}\n---\n"
    yield (
        f"content/{code}/assurers/_index.md",
        ("---\ntitle: Assurers\nbuild: {render: never}\ncascade: {build: {render: never}}\n---\n"),
    )
    for number, topic in enumerate(TOPICS):
        about = f"area: {AREAS[number % len(AREAS)]}\nsummary: About {topic}.\n"
        yield f"content/{code}/topics/{topic}/_index.md", f"---\ntitle: {topic.title()}\n{about}---\n"
    for slug in PARTNERS:
        about = f"who: Who {slug} are.\ndoes: What {slug} do.\nwebsite: https://{slug}.example\n"
        yield f"content/{code}/partners/{slug}/_index.md", f"---\ntitle: {slug.title()}\n{about}---\n"


def edition_file(content_id: str, language: str) -> str:
    return f"content/{language}/articles/{content_id}.md"


def page_file(content_id: str, language: str) -> str:
    return f"public/{language}/articles/{content_id}.html"


def page_address(content_id: str, language: str) -> str:
    return f"/{language}/articles/{content_id}.html"


def editions(article: Article) -> Iterator[tuple[str, str]]:
    """Each edition's file; Hugo has no shared facts, so that every edition carries all of them."""
    for language, text in article.texts.items():
        body = text.body.replace("{fact:emergency}", '{{< fact "emergency" >}}')
        front = _own(text) + _shared(article) + _translation(article, language)
        yield edition_file(article.content_id, language), f"---\n{front}---\n\n{body}"


def _own(text: Text) -> str:
    return (
        f"title: {text.title}\nsummary: {text.summary}\nkeywords: [{', '.join(text.keywords)}]\n"
        f"letters: [{text.title[0].lower()}]\n"
    )


def _shared(article: Article) -> str:
    assured = "".join(f"  - partner: {slug}\n    role: {role}\n" for slug, role in article.assured_by)
    references = "".join(
        f"  - title: {one.title}\n    publisher: {one.publisher}\n    year: {one.year}\n    url: {one.url}\n"
        for one in article.references
    )
    related = f"related: [{', '.join(article.related)}]\n" if article.related else ""
    return (
        f"topics: [{', '.join(article.topics)}]\npartners: [{article.partner}]\n"
        f"assurers: [{', '.join(slug for slug, _ in article.assured_by)}]\nassured_by:\n{assured}"
        f"reviewed: {article.reviewed}\nreview_due: {article.review_due}\n"
        f"date: {article.changed}\nreferences:\n{references}{related}"
    )


def _translation(article: Article, language: str) -> str:
    if language == article.source_language:
        return ""
    return (
        f"translation:\n  from: {article.source_language}\n  by: {article.translator}\n  method: human\n"
        f"  reviewed_by: {article.partner}\n  reviewed: {article.changed}\n"
    )
