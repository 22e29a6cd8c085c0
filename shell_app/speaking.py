"""Templates that speak one language: what is said in fixed words is translated once, when a template is read."""

from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from translations.catalogue import Catalogue


class SpeakingEnvironment(Environment):
    """Jinja's environment with the words of a catalogue in its templates."""

    def __init__(self, words: Catalogue, **settings: Any) -> None:
        super().__init__(extensions=["jinja2.ext.i18n"], **settings)
        self._fixed = _FixedWords(words)
        self.install_gettext_callables(  # type: ignore[attr-defined]
            words.gettext, words.ngettext, newstyle=True
        )

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja has no other place where a template's tree can be changed before it is compiled."""
        tree: nodes.Template = self._fixed.visit(super()._parse(source, name, filename))
        return tree


class _FixedWords(NodeTransformer):
    """Puts the translation in the place of each call of `_` with one constant text and nothing to fill in."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        fills_in = node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) != 1
        if fills_in or not isinstance(node.node, nodes.Name) or node.node.name != "_":
            return node
        text = node.args[0]
        if not isinstance(text, nodes.Const):
            return node
        said = self._words.gettext(text.value) % {}
        return nodes.MarkSafeIfAutoescape(nodes.Const(said, lineno=node.lineno), lineno=node.lineno)
