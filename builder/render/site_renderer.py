"""Turns one page after another into files."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Template
from markupsafe import Markup

from builder.domain import addresses
from builder.domain.artifact import Artifact
from builder.domain.pages import AnyPage, EditionPage, Helpline, IndexPages, MachineIndex, RootFiles, Said
from builder.domain.site import Site
from builder.markdown.html import Anchor, BodyHtml, Picture, Resolved, body_html
from builder.render import machine_files, page_data, structured_data
from builder.render.letters import group_by_letter
from builder.render.theme import Theme, marking, marks
from translations import languages

TEMPLATES = {
    "EditionPage": "edition.html",
    "MissingPage": "missing.html",
    "HubPage": "hub.html",
    "PartnerPage": "partner.html",
    "ListPage": "list.html",
    "FrontPage": "front.html",
    "LanguagesPage": "languages.html",
    "NotFoundPage": "404.html",
}

PARSED_CALLOUTS = ("Note", "Tip", "Important", "Warning", "Caution")


class Text(NamedTuple):
    """An edition's text: the whole file, front matter and all, and its body alone."""

    whole: str
    body: str


NO_TEXT = Text("", "")


class SiteRenderer:
    """Renders the pages of one site in one theme."""

    def __init__(self, site: Site, theme: Theme, helplines: dict[str, Helpline | None]) -> None:
        self.site = site
        self.helplines = helplines
        self.theme = theme
        self._templates: dict[tuple[str, str], Template] = {}
        self._by_language: dict[str, dict[str, Any]] = {}
        self._words = cache(self._words_in)

    def render(self, page: AnyPage, text: Text = NO_TEXT) -> list[Artifact]:
        """A page's files. `text` is needed for editions only."""
        if isinstance(page, EditionPage):
            return self._edition(page, text)
        if isinstance(page, IndexPages):
            return self._letters(page)
        if isinstance(page, MachineIndex):
            return machine_files.of_language(page, self.site)
        if isinstance(page, RootFiles):
            return [*machine_files.of_root(page, self.site), *self.theme.asset_artifacts(), self._root_page(page)]
        html = Artifact(page.head.path, self._html(TEMPLATES[type(page).__name__], page.head.language, page=page))
        return [html, Artifact(addresses.data(page.head.path), page_data.of_page(page, self.site))]

    def _html(self, name: str, language: str, **given: Any) -> bytes:
        return self._template(name, language).render(self._surroundings(language), **given).encode()

    def _template(self, name: str, language: str) -> Template:
        found = self._templates.get((name, language))
        if found is None:
            environment = self.theme.environment(self.theme.spoken(language))
            found = self._templates[name, language] = environment.get_template(name)
        return found

    def _surroundings(self, language: str) -> dict[str, Any]:
        """What every page of a language is given."""
        found = self._by_language.get(language)
        if found is None:
            found = self._by_language[language] = self._new_surroundings(language)
            found["frame"] = self._frame(language, found)
        return found

    def _new_surroundings(self, language: str) -> dict[str, Any]:
        base_path = self.site.base_path
        spoken = self.theme.spoken(language)
        is_foreign = spoken.code != language
        return {
            **(marking(languages.get(language)) if is_foreign else {}),
            "site": self.site,
            "origin": self.site.origin,
            "language": languages.get(language),
            "foreign_words": marks(Said("", spoken.code, spoken.dir)) if is_foreign else "",
            "helpline": self.helplines.get(language),
            "asset": lambda name: f"{base_path}/{self.theme.assets[name]}",
            "here": lambda path: f"{base_path}/{path}",
            "home": f"{base_path}/{language}/",
        }

    def _frame(self, language: str, surroundings: dict[str, Any]) -> dict[str, Markup]:
        module = self._template("frame.html", language).make_module(surroundings)
        return {"top": Markup(module.top()), "bottom": Markup(module.bottom())}  # type: ignore[attr-defined]

    def prepare(self, languages: Iterable[str]) -> None:
        """Compile what most pages need, before processes are forked: each would compile its own."""
        for language in languages:
            self._surroundings(language)
            self._template("edition.html", language)
            self._words(language)

    def frame(self, language: str) -> dict[str, str]:
        """The page's frame for whoever else builds pages in this look: what stands before and after the main part."""
        return {part: str(html) for part, html in self._surroundings(language)["frame"].items()}

    def _edition(self, page: EditionPage, text: Text) -> list[Artifact]:
        rendered = body_html(text.body, self._resolved(page))
        html = self._html(
            "edition.html",
            page.head.language,
            page=page,
            body=Markup(rendered.html),
            sections=_contents(rendered),
            structured=Markup(structured_data.of_edition(page, self.site)),
        )
        data = page_data.of_edition(page, text.whole, self.site)
        return [Artifact(page.head.path, html), Artifact(addresses.data(page.head.path), data)]

    def _resolved(self, page: EditionPage) -> Resolved:
        return Resolved(
            links={target: Anchor(*found) if found else None for target, found in page.links.items()},
            pictures={
                file: Picture(shown.src, shown.width, shown.height, shown.credit)
                for file, shown in page.pictures.items()
            },
            facts=page.facts,
            words=self._words(page.head.language),
            foreign_words=self._surroundings(page.head.language)["foreign_words"],
        )

    def _words_in(self, language: str) -> dict[str, str]:
        """What the boxes and tables in the text are called."""
        module = self._template("words.html", language).module
        return {name: str(getattr(module, name)) for name in (*PARSED_CALLOUTS, "Table")}

    def _letters(self, page: IndexPages) -> list[Artifact]:
        language = page.head.language
        groups = group_by_letter(page.entries, language)
        links = {letter: addresses.href(self.site.base_path, addresses.letter(language, letter)) for letter in groups}
        artifacts = []
        for letter in ("", *groups):
            path = addresses.letter(language, letter) if letter else page.head.path
            html = self._html(
                "letters.html", language, page=page, path=path, letter=letter, entries=groups.get(letter), links=links
            )
            artifacts.append(Artifact(path, html))
        return [*artifacts, Artifact(addresses.data(page.head.path), page_data.of_letters(page, groups))]

    def _root_page(self, page: RootFiles) -> Artifact:
        return Artifact("index.html", self._html("root.html", self.site.default_language, page=page))


def _contents(rendered: BodyHtml) -> list[tuple[str, str]]:
    """The contents list of an article: its second-level headings."""
    return [(section.id, section.text) for section in rendered.sections if section.level == 2]
