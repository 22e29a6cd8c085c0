"""Turns one page after another into files."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from jinja2 import Environment, Template
from markupsafe import Markup

from builder.domain import addresses
from builder.domain.archived import Announced, ArchivedPage
from builder.domain.artifact import Artifact
from builder.domain.frame import Frame
from builder.domain.pages import AnyPage, EditionPage, IndexPages, MachineIndex, MovedPage, RootFiles, Said, SavedPage
from builder.domain.site import Site
from builder.markdown.asides import Asides, opening_of
from builder.markdown.html import Anchor, BodyHtml, Picture, Resolved, body_html, led
from builder.render import machine_files, page_data, structured_data
from builder.render.app_manifest import app_manifest
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
    "SearchPage": "search.html",
    "SavedPage": "saved.html",
    "MovedPage": "moved.html",
}

FRAME = {
    "frame.html": ("top", "bottom"),
    "head.html": ("head", "switch", "actions"),
    "search_form.html": ("other_ways",),
}
"""What is the same on all pages of a language, and so rendered once: macros by their file."""

PARSED_CALLOUTS = ("Note", "Tip", "Important", "Warning", "Caution")


class Text(NamedTuple):
    """An edition's text: the whole file, front matter and all, and its body alone; and what was signed about it."""

    whole: str
    body: str
    approvals: tuple[str, ...] = ()


FEWEST_LISTED = 3
"""With fewer parts a text has no list of its contents."""

NO_ASIDES = Asides("", "")
NO_TEXT = Text("", "")


class SiteRenderer:
    """Renders the pages of one site in one theme."""

    def __init__(self, site: Site, theme: Theme, frames: dict[str, Frame]) -> None:
        self.site = site
        self.frames = frames
        self.theme = theme
        self._templates: dict[tuple[str, str], Template] = {}
        self._by_language: dict[str, tuple[Environment, dict[str, Any]]] = {}
        self._words = cache(self._words_in)
        self._bare = lru_cache(1)(self._bare_body)  # a page and the archive's page are made one after the other

    def render(self, page: AnyPage, text: Text = NO_TEXT) -> list[Artifact]:
        """A page's files. `text` is needed for editions only."""
        if isinstance(page, EditionPage):
            return self._edition(page, text)
        if isinstance(page, IndexPages):
            return self._letters(page)
        if isinstance(page, MachineIndex):
            return machine_files.of_language(page, self.site)
        if isinstance(page, RootFiles):
            ours = (*self.theme.asset_artifacts(), *self.theme.root_artifacts(), self._root_page(page))
            return [*machine_files.of_root(page, self.site), *ours]
        html = Artifact(page.head.path, self._html(TEMPLATES[type(page).__name__], page.head.language, page=page))
        if isinstance(page, MovedPage):
            return [html]
        app = [self._app(page)] if isinstance(page, SavedPage) else []
        return [html, *app, Artifact(addresses.data(page.head.path), page_data.of_page(page, self.site))]

    def _html(self, name: str, language: str, **given: Any) -> bytes:
        return self._template(name, language).render(self._surroundings(language), **given).encode()

    def _template(self, name: str, language: str) -> Template:
        found = self._templates.get((name, language))
        if found is None:
            found = self._templates[name, language] = self._in(language)[0].get_template(name)
        return found

    def _surroundings(self, language: str) -> dict[str, Any]:
        """What every page of a language is given."""
        return self._in(language)[1]

    def _in(self, language: str) -> tuple[Environment, dict[str, Any]]:
        """The templates of a language, and what surrounds its pages."""
        found = self._by_language.get(language)
        if found is None:
            surroundings = self._new_surroundings(language)
            environment = self.theme.environment(self.theme.spoken(language), surroundings)
            surroundings["frame"] = _frame(environment, surroundings)
            found = environment, surroundings
            self._by_language[language] = found  # only when whole: the preview renders several pages at once
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
            "around": self.frames.get(language, Frame()),
            "asset": lambda name: f"{base_path}/{self.theme.assets[name]}",
            "here": lambda path: f"{base_path}/{path}",
            "home": f"{base_path}/{language}/",
        }

    def prepare(self, languages: Iterable[str]) -> None:
        """Compile what most pages need, before processes are forked: each would compile its own."""
        for language in languages:
            self._surroundings(language)
            self._template("edition.html", language)
            self._template("proof.html", language)
            self._template("archived.html", language)
            self._words(language)

    def archived(self, page: ArchivedPage) -> bytes:
        """An edition's page in the archive. It needs nothing of any release, and so outlives them.

        Its pictures are their descriptions, and links to pages of ours lead nowhere: who knows where those are by then.
        """
        body = self._bare(page.language, page.body, tuple(page.facts.items()))
        return self._html("archived.html", page.language, page=page, body=Markup(body.html))

    def feed(self, language: str, title: str, name: str, path: str, entries: Sequence[Announced]) -> bytes:
        """A feed in the archive, about the page at `path`."""
        origin, base = self.site.origin, self.site.base_path
        own, read = f"{origin}{base}/editions/{name}", origin + addresses.href(base, path)
        return self._html("feed.html", language, title=title, own=own, read=read, entries=entries)

    def assets(self) -> dict[str, str]:
        """Where the theme's files lie, by the names templates know them by."""
        return {name: f"{self.site.base_path}/{path}" for name, path in self.theme.assets.items()}

    def frame(self, language: str) -> dict[str, str]:
        """The page's frame for whoever else builds pages in this look: what stands before and after the main part."""
        return {part: str(html) for part, html in self._surroundings(language)["frame"].items()}

    def gallery(self, language: str) -> bytes:
        """The page of all components in their states. It is shown by the preview and never published."""
        return self._html("gallery.html", language, icons=self.theme.icon_names)

    def desk(self, template: str, language: str, **given: Any) -> str:
        """A page of the reviewers' desk, which is never published either."""
        return self._template(template, language).render(self._surroundings(language), **given)

    def body(self, page: EditionPage, text: Text) -> BodyHtml:
        """An edition's text, with what a reader of a translation is told beside it."""
        asides = self._asides(page)
        if asides or page.pictures:
            return body_html(text.body, self._resolved(page), asides)
        return led(self._bare(page.head.language, text.body, tuple(page.facts.items())), _anchors(page))

    def _bare_body(self, language: str, body: str, facts: tuple[tuple[str, str], ...]) -> BodyHtml:
        """A text by itself: its pictures are their descriptions, and links to pages of ours lead nowhere."""
        return body_html(body, self._in_words(language, dict(facts)))

    def _edition(self, page: EditionPage, text: Text) -> list[Artifact]:
        rendered = self.body(page, text)
        sections = _contents(rendered)
        opening = opening_of(rendered.html) if sections else ""
        html = self._html(
            "edition.html",
            page.head.language,
            page=page,
            opening=Markup(opening),
            body=Markup(rendered.html[len(opening) :]),
            sections=sections,
            structured=Markup(structured_data.of_edition(page, self.site)),
        )
        data = page_data.of_edition(page, text.whole, text.approvals, self.site)
        proof = self._html("proof.html", page.head.language, page=page, approvals=text.approvals)
        return [
            Artifact(page.head.path, html),
            Artifact(addresses.data(page.head.path), data),
            Artifact(addresses.proof(page.head.path), proof),
        ]

    def _asides(self, page: EditionPage) -> dict[int, Asides]:
        """What a reader is told beside the paragraphs of a translation whose source has changed."""
        made = page.translation
        if made is None or not made.changed:
            return {}
        language = page.head.language
        macros = self._template("behind.html", language).make_module(self._surroundings(language))
        found: dict[int, Asides] = {}
        for change in made.changed:
            place = max(0, change.place)
            before, after = found.get(place, NO_ASIDES)
            if change.weight == "safety":
                before += str(macros.first(change, made.changed_on))  # type: ignore[attr-defined]
            elif change.place < 0:
                before += str(macros.after(change, made.changed_on))  # type: ignore[attr-defined]
            else:
                after += str(macros.after(change, made.changed_on))  # type: ignore[attr-defined]
            found[place] = Asides(before, after)
        return found

    def _resolved(self, page: EditionPage) -> Resolved:
        return self._in_words(page.head.language, page.facts)._replace(
            links=_anchors(page),
            pictures={
                file: Picture(shown.src, shown.width, shown.height, shown.credit)
                for file, shown in page.pictures.items()
            },
        )

    def _in_words(self, language: str, facts: Mapping[str, str]) -> Resolved:
        """What a text of the language needs beside its links and pictures."""
        return Resolved({}, {}, facts, self._words(language), self._surroundings(language)["foreign_words"])

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

    def _app(self, page: SavedPage) -> Artifact:
        """What lets a device install the portal in the language of the page."""
        icons = {name: f"{self.site.base_path}/{path}" for name, path in self.theme.assets.items()}
        data = app_manifest(self.site, languages.get(page.head.language), icons)
        return Artifact(addresses.app(page.head.language), data)

    def _root_page(self, page: RootFiles) -> Artifact:
        return Artifact("index.html", self._html("root.html", self.site.default_language, page=page))


def _frame(environment: Environment, surroundings: dict[str, Any]) -> dict[str, Markup]:
    parts: dict[str, Markup] = {}
    for name in FRAME:
        module = environment.get_template(name).make_module(surroundings)
        parts |= {part: Markup(getattr(module, part)().strip()) for part in FRAME[name]}
    return parts


def _anchors(page: EditionPage) -> dict[str, Anchor | None]:
    """Where the links of a text to pages of ours lead."""
    return {target: Anchor(*found) if found else None for target, found in page.links.items()}


def _contents(rendered: BodyHtml) -> list[tuple[str, str]]:
    """The contents list of an article: its second-level headings, if they are many enough to be listed."""
    parts = [(section.id, section.text) for section in rendered.sections if section.level == 2]
    return parts if len(parts) >= FEWEST_LISTED else []
