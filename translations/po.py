"""Reading and writing .po files: the same words always give the same bytes, with no dates or line numbers."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import DEFAULT_PLURAL, get_plural
from babel.messages.pofile import read_po, write_po

from translations import languages
from translations.catalogue import FILE_NAME
from translations.cldr import cldr_locale

# Babel gives Northern Sámi two forms; CLDR has three: one, two and other.
_PLURAL_FORMS = {"se": (3, "(n == 1 ? 0 : n == 2 ? 1 : 2)")}


def path_of(code: str, folder: Path) -> Path:
    """Where a language's .po file is, or will be."""
    return folder / code / FILE_NAME


def read(code: str, folder: Path) -> Catalog:
    """The messages of a language, none if it has no .po file; a faulty file is a PoFileError."""
    try:
        text = path_of(code, folder).read_bytes()
    except FileNotFoundError:
        return empty(code)
    return read_po(BytesIO(text), abort_invalid=True)


def empty(code: str) -> Catalog:
    """A language's catalogue before the first sentence; it knows the plural forms."""
    return read_po(BytesIO(header(code).encode()), abort_invalid=True)


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


def forms(message: Message, catalog: Catalog) -> tuple[str, ...]:
    """What a message has been translated with: one text, or as many as the language has plural forms."""
    if not message.pluralizable:
        return (message.string if isinstance(message.string, str) else "",)
    given = message.string if isinstance(message.string, list | tuple) else ()
    return tuple(given[form] if form < len(given) else "" for form in range(catalog.num_plurals))
