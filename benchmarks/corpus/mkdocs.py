"""The material as sites for MkDocs Material: one for each language, a folder for each topic.

That is the kind way: all pages in one folder would put all of them into every page's menu.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.corpus.articles import LANGUAGES, PARTNERS, TOPICS, Article, Text, topics_of_number

LAYOUTS = Path(__file__).parents[1] / "peers" / "mkdocs"
LINK = re.compile(r"\]\(article:([a-z0-9-]+)\)")
CALLOUT = re.compile(r"^> \[!([A-Z]+)\]\n> (.*)$", re.MULTILINE)

CONFIGURATION = """site_name: Bench
site_url: https://bench.example/{code}/
use_directory_urls: false
theme:
  name: material
  language: {speaks}
  custom_dir: ../layouts
  font: false
  features: [navigation.prune, navigation.indexes]
plugins: {plugins}
markdown_extensions: [admonition, tables]
extra:
  codes: [{codes}]
"""

SPEAKS = {"nb": "nb", "nn": "nn", "en": "en", "se": "nb"}
"""The words of the theme; it has none in Northern Sámi."""


def registers(with_search: bool) -> Iterator[tuple[str, str]]:
    """Everything but the articles. `with_search` leaves the plugins as they come."""
    for path in sorted(LAYOUTS.rglob("*.html")):
        yield f"layouts/{path.relative_to(LAYOUTS).as_posix()}", path.read_text("utf-8")
    plugins = "[search, tags]" if with_search else "[tags]"
    for code in LANGUAGES:
        codes = ", ".join(LANGUAGES)
        configuration = CONFIGURATION.format(code=code, speaks=SPEAKS[code], plugins=plugins, codes=codes)
        yield f"{code}/mkdocs.yml", configuration
        yield f"{code}/docs/index.md", "# Bench\n\n<!-- material/tags -->\n"
        for topic in TOPICS:
            yield f"{code}/docs/{topic}/index.md", f"# {topic.title()}\n\nAbout {topic}.\n"
        for slug in PARTNERS:
            yield f"{code}/docs/partners/{slug}.md", f"# {slug.title()}\n\nWho {slug} are. What {slug} do.\n"


def _path(content_id: str) -> str:
    """A page lies in the folder of its first topic."""
    return f"{topics_of_number(int(content_id.rpartition('-')[2]))[0]}/{content_id}"


def edition_file(content_id: str, language: str) -> str:
    return f"{language}/docs/{_path(content_id)}.md"


def page_file(content_id: str, language: str) -> str:
    return f"{language}/site/{_path(content_id)}.html"


def editions(article: Article) -> Iterator[tuple[str, str]]:
    """Each edition's file, with the callouts and links of Material."""
    for language, text in article.texts.items():
        yield edition_file(article.content_id, language), f"---\n{_front(article, text)}---\n\n{_body(text.body)}"


def _body(body: str) -> str:
    body = LINK.sub(_relative(lambda content_id: f"../{_path(content_id)}.md"), body)
    body = CALLOUT.sub(lambda found: f"!!! {found[1].lower()}\n    {found[2]}", body)
    return body.replace("{fact:emergency}", "[113](tel:113)")


def _relative(place_of: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"]({place_of(found[1])})"


def _front(article: Article, text: Text) -> str:
    references = "".join(
        f"  - {{title: {one.title}, publisher: {one.publisher}, year: {one.year}, url: '{one.url}'}}\n"
        for one in article.references
    )
    related = "".join(f"  - ../{_path(content_id)}.html\n" for content_id in article.related)
    return (
        f"title: {text.title}\ndescription: {text.summary}\ntags: [{', '.join(article.topics)}]\n"
        f"partner: {article.partner}\nassured_by: [{', '.join(slug for slug, _ in article.assured_by)}]\n"
        f"reviewed: {article.reviewed}\nreview_due: {article.review_due}\nchanged: {article.changed}\n"
        f"references:\n{references}" + (f"related:\n{related}" if related else "")
    )
