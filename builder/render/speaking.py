"""Templates are compiled once, whatever the number of languages; each language's words are put into what was compiled.

A word that is the same on every page is a constant of the compiled code. Until the language is known its English
stands there between two signs that no language has.
"""

import json
import re
from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from builder.render.environment import PageEnvironment, written
from translations.catalogue import Catalogue

FIXED_WORDS = re.compile(r'{{ _\("([^"]+)"\) }}')
"""Words that are the same on every page."""
SENTENCE = re.compile(r"{% trans (\w+=[^%]+?) %}((?:(?!{%).)*){% endtrans %}")
"""A sentence with gaps; one that counts things has a plural inside and is left to Jinja."""
GIVEN = re.compile(r", (?=\w+=)")
GAP = re.compile(r"{{ (\w+) }}")

WORDS = re.compile("\ue000([^\ue001]+)\ue001")
SENTENCE_WORDS = re.compile("\ue002([^\ue003]+)\ue003([^\ue003]+)\ue003")
FILLED = re.compile(r"%\((\w+)\)s")


def unspoken(template: str) -> str:
    """A template's text with its words and sentences marked; they could wait for each page's rendering, but there
    they cost more than all the rest of it."""
    return FIXED_WORDS.sub("\ue000\\1\ue001", SENTENCE.sub(_unspoken_sentence, template))


def _unspoken_sentence(found: re.Match[str]) -> str:
    """«The content is delivered by {{ partner }}» as a call, with what stands in its gaps in the order given."""
    given = dict(assigned.split("=", 1) for assigned in GIVEN.split(found[1]))
    sentence = GAP.sub(r"%(\1)s", found[2]).replace("\n", "")
    marked = json.dumps(f"\ue002{sentence}\ue003{' '.join(given)}\ue003", ensure_ascii=False)
    return "{{ " + f"filled({marked}, {', '.join(given.values())})" + " }}"


def filled(sentence: str, *given: object) -> Markup:
    """A sentence in the page's language, with what stands in its gaps."""
    return Markup(sentence.format(*map(written, given)))


class SpeakingEnvironment(PageEnvironment):
    """Templates that speak the language of `words`."""

    def __init__(self, words: Catalogue, **options: Any) -> None:
        super().__init__(**options)
        self.words = words
        self.globals["filled"] = filled


class _SpokenTemplate(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        assert isinstance(environment, SpeakingEnvironment)
        return super().from_code(environment, _spoken(code, environment.words), globals, uptodate)


SpeakingEnvironment.template_class = _SpokenTemplate


def _spoken(code: CodeType, words: Catalogue) -> CodeType:
    """The same code with its constants in the language."""

    def in_words(constant: object) -> object:
        if isinstance(constant, CodeType):
            return _spoken(constant, words)
        if not isinstance(constant, str):
            return constant
        text = SENTENCE_WORDS.sub(lambda found: _sentence(words.gettext(found[1]), found[2].split()), constant)
        return WORDS.sub(lambda found: str(escape(words.gettext(found[1]))), text)

    return code.replace(co_consts=tuple(map(in_words, code.co_consts)))


def _sentence(said: str, names: list[str]) -> str:
    """A sentence of the catalogue as `filled` takes it: its gaps are numbered, whatever their order."""
    parts = FILLED.split(said)
    parts[::2] = [str(escape(part)).replace("{", "{{").replace("}", "}}") for part in parts[::2]]
    parts[1::2] = [f"{{{names.index(name)}}}" for name in parts[1::2]]
    return "".join(parts)
