"""How the facts stand in prose, in each language."""

from collections.abc import Iterable, Mapping

from builder.domain.registers import Fact, Texts
from translations.dates import number
from translations.languages import Language


def facts_in(language: Language, facts: Mapping[str, Fact], promised: Iterable[str]) -> dict[str, str]:
    """Every fact as Markdown, by name. `promised` are the portal's languages, asked where this one has no text."""
    return {name: as_markdown(fact, language, promised) for name, fact in facts.items()}


def as_markdown(fact: Fact, language: Language, promised: Iterable[str]) -> str:
    """A fact as it stands in prose: a phone number is a link that calls."""
    if isinstance(fact.value, dict):
        return fact.value[readable_in(fact.value, language, promised)] if fact.value else ""
    value = str(fact.value)
    if fact.kind == "phone":
        return f"[{value.replace(' ', NO_BREAK)}](tel:{callable_number(value)})"
    return number(int(value), language) if value.isdecimal() else value


def readable_in(texts: Texts, language: Language, promised: Iterable[str]) -> str:
    """The language of the text that a reader of `language` is best served by."""
    return next(code for code in (language.code, *language.understood, *promised, *texts) if code in texts)


def callable_number(phone: str) -> str:
    """A number as it is called from anywhere; short ones are the country's own and stay."""
    digits = phone.replace(" ", "").replace(NO_BREAK, "")
    return digits if len(digits) <= 6 or digits.startswith("+") else f"+47{digits}"


NO_BREAK = "\u00a0"
