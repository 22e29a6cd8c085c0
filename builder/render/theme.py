"""The theme: templates and assets, read once. Each language has its own environment with its words."""

from collections.abc import Iterator
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from builder.domain.artifact import Artifact
from builder.domain.pages import Ref, Said
from translations import dates, languages
from translations.catalogue import Catalogue, load_catalogue
from translations.languages import Language

OWN_THEME = Path(__file__).parents[2] / "site" / "theme"


class Theme:
    """What the pages look like. `digest` changes when any file of it does."""

    def __init__(self, folder: Path = OWN_THEME, cache: Path | None = None) -> None:
        self.cache = cache
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
        self._loader = DictLoader(
            {
                name.removeprefix("templates/"): data.decode()
                for name, data in self.files.items()
                if name.startswith("templates/")
            }
        )
        self._environments: dict[str, Environment] = {}

    def asset_artifacts(self) -> Iterator[Artifact]:
        for name, path in self.assets.items():
            yield Artifact(path, self.files[f"assets/{name}"])

    def environment(self, language: str, base_path: str) -> Environment:
        """Templates that speak `language`."""
        if language not in self._environments:
            self._environments[language] = self._new_environment(language, base_path)
        return self._environments[language]

    def _new_environment(self, language: str, base_path: str) -> Environment:
        words = load_catalogue(language, cache=self.cache)
        environment = Environment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
        environment.globals.update(_globals(self, language, words, base_path))
        spoken = _spoken(words)
        environment.filters.update(
            long_date=lambda day: dates.long_date(day, spoken),
            weekday_date=lambda day: dates.weekday_date(day, spoken),
        )
        return environment


def _named_by_content(name: str, data: bytes) -> str:
    """`assets/portal.css` becomes `assets/portal.3f2a….css`, so that old pages keep the style they were made for."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{sha256(data).hexdigest()[:12]}{dot}{suffix}"


def _globals(theme: Theme, language: str, words: Catalogue, base_path: str) -> dict[str, Any]:
    own = languages.get(language)
    spoken = _spoken(words)
    foreign = "" if spoken.code == own.code else Markup(f' lang="{spoken.code}" dir="{spoken.dir}"')
    return {
        "language": own,
        "foreign_words": foreign,
        "said": said,
        "link": link,
        "anchor": lambda href, text: Markup('<a href="{}">{}</a>').format(href, text),
        "asset": lambda name: f"{base_path}/{theme.assets[name]}",
        "autonym": lambda code: languages.get(code).autonym,
        "here": lambda path: f"{base_path}/{path}",
    }


def _spoken(words: Catalogue) -> Language:
    """The language the interface words come out in: the page's own, or the one it falls back on."""
    return languages.get(words.language_of("Front page"))


def said(text: Said) -> Markup:
    """A text, with its language and direction where they are not the page's."""
    if not text.language:
        return escape(text.text)
    direction = Markup(' dir="{}"').format(text.direction)
    return Markup('<span lang="{}"{}>{}</span>').format(text.language, direction, text.text)


def link(ref: Ref) -> Markup:
    """A link to another page of ours, marked with its language where that is another."""
    foreign = Markup(' hreflang="{}" lang="{}" dir="{}"').format(
        ref.title.language, ref.title.language, ref.title.direction
    )
    return Markup('<a href="{}"{}>{}</a>').format(ref.href, foreign if ref.title.language else "", ref.title.text)
