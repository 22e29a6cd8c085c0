"""Reading and writing .po files so that the same words always give the same bytes: no dates, no line numbers."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.plurals import DEFAULT_PLURAL, get_plural
from babel.messages.pofile import read_po, write_po

from translations import languages
from translations.cldr import cldr_locale

# Babel gives Northern Sámi two forms; CLDR has three: one, two and other.
_PLURAL_FORMS = {"se": (3, "(n == 1 ? 0 : n == 2 ? 1 : 2)")}


def read(path: Path, code: str) -> Catalog:
    """The messages of a language's .po file, none if there is no file; a faulty one is a PoFileError."""
    text = path.read_bytes() if path.exists() else header(code).encode()
    return read_po(BytesIO(text), abort_invalid=True)


def written(catalog: Catalog, heading: str) -> bytes:
    """A .po file: the heading, then the messages in alphabetical order, then those no longer in use."""
    messages = BytesIO()
    write_po(messages, catalog, width=0, omit_header=True, sort_output=True, include_lineno=False)
    return heading.encode() + messages.getvalue()


def header(code: str) -> str:
    """The first entry of a language's .po file, with the plural forms that CLDR gives it."""
    count, expression = _plural_forms(code)
    return (
        f"# {languages.get(code).english}\n"
        'msgid ""\n'
        'msgstr ""\n'
        f'"Language: {code}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals={count}; plural={expression};\\n"\n'
        "\n"
    )


def _plural_forms(code: str) -> tuple[int, str]:
    if code in _PLURAL_FORMS:
        return _PLURAL_FORMS[code]
    locale = cldr_locale(code)
    count, expression = get_plural(locale) if locale else DEFAULT_PLURAL
    return count, expression
