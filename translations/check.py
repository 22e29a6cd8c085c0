"""What is wrong or missing in the catalogues: one rule, one function; every fault in one run."""

import re
from collections.abc import Iterable, Iterator
from gettext import c2py
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message

from translations.extract import extract
from translations.po import empty, forms, read

COMPLETE = ("nb", "nn", "en")
"""The languages in which no sentence may be missing."""

SIGNED_IN = ("shell_app/", "development/")
"""Where the sentences stand that only those who sign in meet: other languages than these three need not have them."""

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")
_NUMBER = re.compile(r"%[sd]|%\((?:num|count|n)\)[sd]|\{(?:num|count|n)\}")


class Fault(NamedTuple):
    """Something a translator has to mend. A grave one must be mended before the catalogues are used."""

    language: str
    line: int
    text: str
    code: str
    grave: bool = True


def check(root: Path, folder: Path, codes: Iterable[str]) -> list[Fault]:
    """Every fault in the catalogues of these languages and of those that must be complete."""
    template = extract(root)
    faults: list[Fault] = []
    for code in dict.fromkeys((*COMPLETE, *codes)):
        catalog = read(code, folder)
        faults += plural_forms(catalog, code)
        faults += untranslated(catalog, code, template)
        faults += placeholders(catalog, code)
    return faults


def plural_forms(catalog: Catalog, code: str) -> Iterator[Fault]:
    """A catalogue has the plural forms that its language has."""
    expected = empty(code)
    if (catalog.num_plurals, catalog.plural_expr) != (expected.num_plurals, expected.plural_expr):
        yield Fault(code, 1, f"the header must say «Plural-Forms: {expected.plural_forms}»", "plural-forms")


def untranslated(catalog: Catalog, code: str, template: Catalog) -> Iterator[Fault]:
    """Each sentence is translated, in all its forms and not as a draft; some languages must be complete."""
    for sentence in template:
        if not sentence.id or (code not in COMPLETE and is_of_signed_in(sentence)):
            continue
        found = catalog.get(sentence.id, sentence.context)
        if not found or found.id != sentence.id or found.fuzzy or not all(forms(found, catalog)):
            line = found.lineno if found and found.lineno else 1
            text = f"«{_singular(sentence)}» is not translated"
            yield Fault(code, line, text, "untranslated", grave=code in COMPLETE)


def is_of_signed_in(sentence: Message) -> bool:
    """Whether a sentence stands in no page that everyone can read."""
    return all(file.startswith(SIGNED_IN) for file, _ in sentence.locations)


def placeholders(catalog: Catalog, code: str) -> Iterator[Fault]:
    """A translation has its sentence's placeholders; «én melding», for one number alone, may leave it out."""
    alone = _forms_for_one_number(catalog)
    for message in catalog:
        if not message.id:
            continue
        expected = _names(message.id if isinstance(message.id, str) else message.id[-1])
        for form, text in enumerate(forms(message, catalog)):
            wrong = _names(text) ^ expected
            if message.pluralizable and form in alone:
                wrong = {name for name in wrong if not _NUMBER.fullmatch(name)}
            if text and wrong:
                names = ", ".join(sorted(wrong))
                yield Fault(
                    code, message.lineno or 1, f"«{text}»: not the same placeholders: {names}", "placeholders"
                )


def _names(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def _forms_for_one_number(catalog: Catalog) -> set[int]:
    """Which plural forms say one number only: the first in Norwegian (1), not in Ukrainian (1, 21, 31 …)."""
    form_of = c2py(catalog.plural_expr)
    counted = [form_of(number) for number in range(1000)]
    return {form for form in set(counted) if counted.count(form) == 1}


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]
