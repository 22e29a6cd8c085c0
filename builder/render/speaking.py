"""Templates are compiled once, whatever the number of languages; what is the same on every page of a language is
put into what was compiled.

Words, addresses and the page's frame are constants of the compiled code. Until the language is known, what they are
called stands there between two signs that no language has.
"""

import json
import re
from collections.abc import Callable, Mapping, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

from builder.render.environment import PageEnvironment, written
from translations.catalogue import Catalogue

FIXED = re.compile(r'{{ ((?:_|asset|here)\("[^"]*"\)|home|origin|foreign_words|(?:language|site|around|frame)\.\w+) }}')
"""What is the same on every page of a language. No template may give these names to anything else."""
SENTENCE = re.compile(r"{% trans (\w+=[^%]+?) %}((?:(?!{%).)*){% endtrans %}")
"""A sentence with gaps; one that counts things has a plural inside and is left to Jinja."""
GIVEN = re.compile(r", (?=\w+=)")
GAP = re.compile(r"{{ (\w+) }}")

MARKED = re.compile("\ue000([^\ue001]+)\ue001")
MARKED_SENTENCE = re.compile("\ue002([^\ue003]+)\ue003([^\ue003]+)\ue003")
FILLED = re.compile(r"%\((\w+)\)s")


def unspoken(template: str) -> str:
    """A template's text with all this marked. It could wait for each page's rendering, but there it costs more than
    all the rest."""
    return FIXED.sub("\ue000\\1\ue001", SENTENCE.sub(_unspoken_sentence, template))


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
    """Templates for the pages of one language: in the words of a catalogue, with what surrounds each of the pages."""

    def __init__(self, words: Catalogue, surroundings: Mapping[str, Any], **options: Any) -> None:
        super().__init__(**options)
        self.words = words
        self.surroundings = surroundings
        self.globals["filled"] = filled

    def spoken(self, constant: str) -> str:
        """A constant of the compiled code with what is marked in it."""
        constant = MARKED_SENTENCE.sub(lambda found: self._sentence(found[1], found[2].split()), constant)
        return MARKED.sub(lambda found: str(written(self._value(found[1]))), constant)

    def _value(self, expression: str) -> object:
        name, _, argument = expression.partition("(")
        if name == "_":
            return self.words.gettext(argument[1:-2])
        if argument:
            return self.surroundings[name](argument[1:-2])
        name, _, attribute = expression.partition(".")
        value = self.surroundings[name]
        return self.getattr(value, attribute) if attribute else value

    def _sentence(self, sentence: str, names: list[str]) -> str:
        """A sentence as `filled` takes it: its gaps are numbered, whatever their order in the language."""
        parts = FILLED.split(self.words.gettext(sentence))
        parts[::2] = [str(escape(part)).replace("{", "{{").replace("}", "}}") for part in parts[::2]]
        parts[1::2] = [f"{{{names.index(name)}}}" for name in parts[1::2]]
        return "".join(parts)


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
        return super().from_code(environment, _spoken(code, environment), globals, uptodate)


SpeakingEnvironment.template_class = _SpokenTemplate


def _spoken(code: CodeType, environment: SpeakingEnvironment) -> CodeType:
    """The same code with its constants in the language."""

    def in_words(constant: object) -> object:
        if isinstance(constant, CodeType):
            return _spoken(constant, environment)
        return environment.spoken(constant) if isinstance(constant, str) else constant

    return code.replace(co_consts=tuple(map(in_words, code.co_consts)))
