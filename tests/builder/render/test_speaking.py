"""Templates are compiled once, and what is the same on all pages of a language is put in."""

from gettext import NullTranslations
from typing import Any

import pytest
from jinja2 import DictLoader, StrictUndefined
from markupsafe import Markup

from builder.render.compiled import CompiledTemplates
from builder.render.speaking import SpeakingEnvironment, unspoken
from translations.catalogue import Catalogue


class _Words(NullTranslations):
    """A language that has a sentence or two."""

    def __init__(self, said: dict[str, str]) -> None:
        super().__init__()
        self.said = said

    def gettext(self, message: str) -> str:
        return self.said[message]


class _Catalogue(Catalogue):
    def gettext(self, msgid: str) -> str:
        return self.words.gettext(msgid)


def _environment(template: str, words: _Words, kept: CompiledTemplates, **surroundings: Any) -> Any:
    return SpeakingEnvironment(
        _Catalogue("nb", words),
        surroundings,
        loader=DictLoader({"page.html": unspoken(template)}),
        bytecode_cache=kept,
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )


def _said(template: str, words: _Words, kept: CompiledTemplates | None = None, **given: Any) -> str:
    environment = _environment(
        template, words, kept or CompiledTemplates(None), home="/nb/", here=lambda path: f"/{path}"
    )
    return environment.get_template("page.html").render(**given)


def test_languages_share_what_was_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second language compiles nothing, and speaks for itself."""
    kept = CompiledTemplates(None)
    template = '<p>{{ _("Search") }}</p>'
    assert _said(template, _Words({"Search": "Søk"}), kept) == "<p>Søk</p>"
    monkeypatch.setattr(SpeakingEnvironment, "compile", None)
    assert _said(template, _Words({"Search": "Oza"}), kept) == "<p>Oza</p>"


def test_a_sentences_gaps_are_filled_in_the_order_of_the_language() -> None:
    template = '{% trans who=first, what=second %}{{ who }} wrote "{{ what }}"{% endtrans %}'
    words = _Words({'%(who)s wrote "%(what)s"': "«%(what)s» {av} %(who)s & co"})
    given = {"first": "<Kari>", "second": Markup("<b>A</b>")}
    assert _said(template, words, **given) == "«<b>A</b>» {av} &lt;Kari&gt; &amp; co"


def test_words_and_what_surrounds_a_page_are_escaped() -> None:
    """They are texts like any other, whatever a translator or a portal's settings say."""
    template = '<a title="{{ _("Search") }}" href="{{ here("a&b") }}">{{ home }}</a>'
    assert (
        _said(template, _Words({"Search": '<"{{ 7 }}">'}))
        == '<a title="&lt;&#34;{{ 7 }}&#34;&gt;" href="/a&amp;b">/nb/</a>'
    )
