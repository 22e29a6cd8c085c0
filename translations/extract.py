"""Finds the sentences of the interface, in both programs and in the templates they share."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as extract_messages
from babel.messages.extract import extract_python
from jinja2.ext import babel_extract

from translations.po import written

_AS_THE_THEME_DOES = {
    "extensions": "jinja2.ext.i18n",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
_PLACES: tuple[tuple[str, str, Any, dict[str, str]], ...] = (
    ("builder", "**/*.py", extract_python, {}),
    ("shell_app", "**/*.py", extract_python, {}),
    ("shell_app", "**/*.html", babel_extract, _AS_THE_THEME_DOES),
    ("development", "**/*.html", babel_extract, _AS_THE_THEME_DOES),
    ("site/theme/templates", "**/*.html", babel_extract, _AS_THE_THEME_DOES),
)
_FUNCTIONS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_NOTE = "Translators:"  # a comment that begins so, above a sentence in the code, goes along with it
_TEMPLATE_HEADER = (
    '# All sentences of the interface\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
)


def extract(root: Path) -> Catalog:
    """Every sentence under `root`, with the files it is in; a broken template is a TemplateSyntaxError."""
    catalog = Catalog(charset="utf-8")
    for file, message, notes, context in _messages(root):
        catalog.add(message, locations=[(file, 0)], auto_comments=notes, context=context)
    return catalog


def write_template(root: Path, path: Path) -> None:
    """Write what was found as a .pot file, for translation tools that begin with one."""
    path.write_bytes(written(extract(root), _TEMPLATE_HEADER))


def _messages(root: Path) -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    for folder, pattern, method, options in _PLACES:
        for path in sorted((root / folder).glob(pattern)):
            found = extract_messages(method, BytesIO(path.read_bytes()), _FUNCTIONS, [_NOTE], options, True)
            for _line, message, notes, context in found:
                yield path.relative_to(root).as_posix(), message, notes, context
