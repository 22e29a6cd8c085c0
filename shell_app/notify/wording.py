"""What notices say: that something waits, and nothing of health, service, sender or name (access-rules.md T8).

All are told the same whatever has come and about whomever, so that a text tells nothing to who reads it over a
shoulder. Only that one's own page was shut or opened is said, to the person alone. There is no address in it to press:
such messages are what swindlers send.
"""

from typing import NamedTuple

from shell_app.people.notice_choices import Occasion
from translations import languages
from translations.catalogue import load_catalogue


class Text(NamedTuple):
    title: str
    body: str


def text(language: str, occasion: Occasion = "treatment", usual: str = "nb") -> Text:
    """In the language the contact register has for the person; in the usual one where it has none we know."""
    found = languages.known(language)
    catalogue = load_catalogue(found.code if found else usual)
    _ = catalogue.gettext
    if occasion == "shut":
        return Text(
            _("Your page has been shut"),
            _("Your page has been shut and everybody signed out. Call us if this was not you. We never send links."),
        )
    if occasion == "opened":
        return Text(
            _("Your page has been opened again"),
            _("Your page has been opened again. Call us if this was not you. We never send links."),
        )
    return Text(
        _("Something new is waiting for you"),
        _("Something new is waiting for you. Sign in as you usually do to read it. We never send links."),
    )
