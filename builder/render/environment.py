"""Jinja's environment as pages need it: the same templates, rendered with less ado.

What is written here replaces three things that cost more than the pages' own words: a map of maps copied for each
page, two calls for each text that needs no escaping, and a search for items where there are only attributes.
"""

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

TO_ESCAPE = re.compile("[&<>'\"]")
VALUES = ("page", "said_by", "site", "language")
"""Names in templates that stand for values of the domain: what follows a point is an attribute and never an item."""


def written(value: object) -> str:
    """A value as it stands in HTML; most are HTML already, or texts without a sign that must be escaped."""
    kind = value.__class__
    if kind is Markup or (kind is str and not TO_ESCAPE.search(value)):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


FUNCTIONS = ("said", "marks", "link", "links", "anchor", "isolated", "telephone", "filled", "here", "asset")
"""What templates call that asks nothing of Jinja, and so is called without its looking."""


class _Code(CodeGenerator):
    """The Python that a template becomes."""

    def visit_Call(self, node: nodes.Call, frame: Frame, **options: Any) -> None:  # type: ignore[override]
        if not (isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS):
            super().visit_Call(node, frame, **options)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if not _is_value(node):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _is_value(node: nodes.Node) -> bool:
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name) and node.name in VALUES


class PageEnvironment(Environment):
    """Templates of pages. A template's globals are one dict, since they are copied for every page."""

    code_generator_class = _Code
    written = staticmethod(written)

    def make_globals(self, d: Mapping[str, Any] | None) -> dict[str, Any]:  # type: ignore[override]
        return {**self.globals, **(d or {})}
