"""The theme: templates and assets, read once. Each language has its own environment with its words."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from builder.domain.artifact import Artifact
from builder.domain.pages import Ref, Said
from builder.render.assets import Assets
from builder.render.compiled import CompiledTemplates
from builder.render.speaking import SpeakingEnvironment, unspoken
from translations import dates, languages
from translations.catalogue import Catalogue, load_catalogue
from translations.languages import Language

OWN_THEME = Path(__file__).parents[2] / "site" / "theme"

INCLUDE = re.compile(r'{% include "([^"]+)" %}')
ICON = re.compile(r'{{ icon\("([\w-]+)"\) }}')
DRAWING = re.compile(r"<svg[^>]*>\s*(.*?)\s*</svg>", re.DOTALL)
TOO_FINE = re.compile(r"\d*\.\d{3,}")
"""A hundredth of an icon's unit is finer than any screen; a page with many icons is a third smaller so."""
NO_BREAK = "\u00a0"
TIME_TO_FILL = Markup("<time></time>")
"""For a sentence that the browser completes: when it kept a copy."""


class Theme:
    """What the pages look like. `digest` changes when any file of it does."""

    def __init__(self, folder: Path = OWN_THEME, compiled: Path | None = None) -> None:
        self.compiled = compiled
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        digest = blake2b(digest_size=16)
        for name, data in self.files.items():
            digest.update(name.encode() + b"\0" + data)
        self.digest = digest.digest()
        self._published = Assets(self.files)
        self.assets = self._published.paths
        self._words: dict[str, Catalogue] = {}
        self._templates = CompiledTemplates(compiled)
        self.icon = cache(self._icon)
        self._template = cache(self._whole_template)

    def asset_artifacts(self) -> Iterator[Artifact]:
        for name, path in self.assets.items():
            yield Artifact(path, self._published.data[name])

    def _icon(self, name: str) -> Markup:
        """An icon that says nothing by itself: the words beside it do. One we do not have is left out."""
        drawing = self.files.get(f"vendor/icons/{name}.svg")
        inside = DRAWING.search(drawing.decode()) if drawing else None
        if inside is None:
            return Markup("")
        drawn = TOO_FINE.sub(lambda number: f"{float(number[0]):.2f}", inside[1].replace(' clip-rule="evenodd"', ""))
        return Markup(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{drawn}</svg>')

    @property
    def icon_names(self) -> list[str]:
        return [Path(name).stem for name in self.files if name.startswith("vendor/icons/")]

    def root_artifacts(self) -> Iterator[Artifact]:
        """Files whose address must stay the same, such as the service worker's."""
        for name, data in self.files.items():
            if name.startswith("root/"):
                yield Artifact(name.removeprefix("root/"), data)

    def words(self, language: str) -> Catalogue:
        """The interface's words for pages in `language`."""
        if language not in self._words:
            self._words[language] = load_catalogue(language, cache=self.compiled)
        return self._words[language]

    def spoken(self, language: str) -> Language:
        """The language the interface's words come out in: the page's own, or the one it falls back on."""
        return languages.get(self.words(language).language_of("Front page"))

    def speaking(self, sentence: str, codes: Iterable[str]) -> list[str]:
        """Those of some languages that have a sentence of the interface in their own words."""
        return [code for code in codes if self.words(code).language_of(sentence) == code]

    def _whole_template(self, name: str) -> str:
        """A template with its includes and icons in place; its words are still to be spoken."""
        text = self.files[f"templates/{name}"].decode()
        text = ICON.sub(lambda found: self.icon(found[1]), text)
        return unspoken(INCLUDE.sub(lambda included: self._template(included[1]), text))

    def environment(self, spoken: Language, surroundings: Mapping[str, Any]) -> Environment:
        """Templates that speak a language, with what every page of theirs is given."""
        words = self.words(spoken.code)
        environment = SpeakingEnvironment(
            words,
            surroundings,
            loader=FunctionLoader(self._template),
            bytecode_cache=self._templates,
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            cache(words.gettext), words.ngettext, newstyle=True
        )
        environment.globals.update(said=said, marks=marks, link=link, links=links, anchor=anchor)
        environment.globals.update(isolated=isolated, telephone=telephone, icon=self.icon, time_to_fill=TIME_TO_FILL)
        environment.filters.update(
            long_date=cache(lambda day: dates.long_date(day, spoken)),
            weekday_date=cache(lambda day: dates.weekday_date(day, spoken)),
        )
        return environment


def said(text: Said) -> Markup:
    """A text, with its language and direction where they are not the page's."""
    if not text.language:
        return escape(text.text)
    return Markup(f'<span lang="{text.language}" dir="{text.direction}">{escape(text.text)}</span>')


def marks(text: Said) -> Markup:
    """The attributes of an element that holds the text and nothing else."""
    return Markup(f' lang="{text.language}" dir="{text.direction}"') if text.language else Markup("")


@lru_cache(10_000)
def link(ref: Ref) -> Markup:
    """A link to another page of ours, marked with its language where that is another; a name where there is none."""
    title = ref.title
    if not ref.href:
        return said(title)
    if not title.language:
        return anchor(ref.href, title.text)
    foreign = f'hreflang="{title.language}" lang="{title.language}" dir="{title.direction}"'
    return Markup(f'<a href="{escape(ref.href)}" {foreign}>{escape(title.text)}</a>')


def isolated(text: str) -> Markup:
    """A text of any direction in a sentence, such as an address."""
    return Markup(f"<bdi>{escape(text)}</bdi>")


def telephone(called: str, number: str) -> Markup:
    """A number to call: its groups stay together, and in their order in right-to-left text too."""
    return Markup(f'<a href="tel:{escape(called)}" dir="ltr">{escape(number.replace(" ", NO_BREAK))}</a>')


def marking(language: Language) -> dict[str, Callable[[Any], Markup]]:
    """For pages whose interface speaks another language than they: nothing in their own is left unmarked."""

    def own(text: Said) -> Said:
        return text if text.language else Said(text.text, language.code, language.dir)

    return {
        "said": lambda text: said(own(text)),
        "marks": lambda text: marks(own(text)),
        "link": lambda ref: link(Ref(own(ref.title), ref.href)),
    }


def links(refs: tuple[Ref, ...]) -> Markup:
    """Several pages, one after another."""
    return Markup(", ").join(link(ref) for ref in refs)


def anchor(href: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(href)}">{escape(text)}</a>')
