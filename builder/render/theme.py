"""The theme: templates and assets, read once. Each language has its own environment with its words."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from builder.domain.artifact import Artifact
from builder.domain.pages import Ref, Said
from builder.render.compiled import CompiledTemplates
from translations import dates, languages
from translations.catalogue import Catalogue, load_catalogue
from translations.languages import Language

OWN_THEME = Path(__file__).parents[2] / "site" / "theme"

INCLUDE = re.compile(r'{% include "([^"]+)" %}')
FIXED_WORDS = re.compile(r'{{ _\("([^"]+)"\) }}')
"""Words that are the same on every page."""
SENTENCE = re.compile(r"{% trans (\w+=[^%]+?) %}((?:(?!{%).)*){% endtrans %}")
"""A sentence with gaps; one that counts things has a plural inside and is left to Jinja."""
GIVEN = re.compile(r", (?=\w+=)")
GAP = re.compile(r"{{ (\w+) }}")
NO_BREAK = "\u00a0"
FILLED = re.compile(r"%\((\w+)\)s")


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
        self.assets = {
            name.removeprefix("assets/"): _named_by_content(name, data)
            for name, data in self.files.items()
            if name.startswith("assets/")
        }
        self._environments: dict[str, Environment] = {}
        self._words: dict[str, Catalogue] = {}

    def asset_artifacts(self) -> Iterator[Artifact]:
        for name, path in self.assets.items():
            yield Artifact(path, self.files[f"assets/{name}"])

    def words(self, language: str) -> Catalogue:
        """The interface's words for pages in `language`."""
        if language not in self._words:
            self._words[language] = load_catalogue(language, cache=self.compiled)
        return self._words[language]

    def spoken(self, language: str) -> Language:
        """The language the interface's words come out in: the page's own, or the one it falls back on."""
        return languages.get(self.words(language).language_of("Front page"))

    def environment(self, spoken: Language) -> Environment:
        """Templates that speak a language. Pages without interface words of their own share another's."""
        if spoken.code not in self._environments:
            self._environments[spoken.code] = self._new_environment(spoken)
        return self._environments[spoken.code]

    def _spoken_template(self, name: str, words: Catalogue) -> str:
        """A template with its includes in place and its fixed words already in the language.

        Both could wait for each page's rendering; there they cost more than all the rest of it.
        """
        text = self.files[f"templates/{name}"].decode()
        text = INCLUDE.sub(lambda included: self._spoken_template(included[1], words), text)
        text = SENTENCE.sub(lambda found: _spoken_sentence(found, words), text)
        return FIXED_WORDS.sub(lambda found: str(escape(words.gettext(found[1]))), text)

    def _bytecode_cache(self, spoken: Language) -> CompiledTemplates | None:
        """Compiled templates, a folder for each language since their names are the same."""
        return CompiledTemplates(self.compiled / spoken.code) if self.compiled else None

    def _new_environment(self, spoken: Language) -> Environment:
        words = self.words(spoken.code)
        environment = Environment(
            loader=FunctionLoader(lambda name: self._spoken_template(name, words)),
            bytecode_cache=self._bytecode_cache(spoken),
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
        environment.globals.update(said=said, marks=marks, link=link, anchor=anchor)
        environment.globals.update(isolated=isolated, telephone=telephone)
        environment.filters.update(
            long_date=cache(lambda day: dates.long_date(day, spoken)),
            weekday_date=cache(lambda day: dates.weekday_date(day, spoken)),
        )
        return environment


def _spoken_sentence(found: re.Match[str], words: Catalogue) -> str:
    """«The content is delivered by {{ partner }}» in the language, its gaps still to be filled on each page."""
    given = dict(assigned.split("=", 1) for assigned in GIVEN.split(found[1]))
    sentence = words.gettext(GAP.sub(r"%(\1)s", found[2]).replace("\n", ""))
    parts = FILLED.split(sentence)
    parts[::2] = [str(escape(part)) for part in parts[::2]]
    parts[1::2] = ["{{ " + given[name] + " }}" for name in parts[1::2]]
    return "".join(parts)


def _named_by_content(name: str, data: bytes) -> str:
    """`assets/portal.css` becomes `assets/portal.3f2a….css`, so that old pages keep the style they were made for."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{sha256(data).hexdigest()[:12]}{dot}{suffix}"


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


def anchor(href: str, text: str) -> Markup:
    return Markup(f'<a href="{escape(href)}">{escape(text)}</a>')
