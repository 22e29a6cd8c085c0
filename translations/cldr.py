"""Which of CLDR's locales, as Babel has them, our languages are."""

from babel import Locale, UnknownLocaleError

# English is that of Britain, not of the United States.
_OTHER_NAMES = {"en": "en_GB", "prs": "fa_AF", "tl": "fil"}


def cldr_locale(code: str) -> Locale | None:
    """The locale whose customs a language has, if CLDR has one."""
    try:
        return Locale.parse(_OTHER_NAMES.get(code, code.replace("-", "_")))
    except UnknownLocaleError:
        return None
