"""The rules content is held to: one rule is one function, one code, one test and one row in the handbook.

An *edition rule* looks at one edition and its prose and yields `(line, message)`; it runs beside the reading of
the file, in any process. A *library rule* looks at everything and yields `(file, line, message)`. The message
says what must be. What a rule is for stands in its docstring, which is also its row in the handbook.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import NamedTuple

from builder.check.context import Context
from builder.domain.article import Edition
from builder.domain.library import Library
from builder.domain.problem import Problem, Severity
from builder.domain.site import Site
from builder.markdown.prose import Prose

MAX_ALIKE = 50
"""Problems of one code that one edition is told of: enough to see the pattern, and hostile files stay cheap."""

EditionRule = Callable[[Edition, Prose, Context], Iterable[tuple[int, str]]]
LibraryRule = Callable[[Library, date], Iterable[tuple[str, int, str]]]


class Rule(NamedTuple):
    """A rule as the handbook shows it."""

    code: str
    severity: Severity
    look: Callable

    @property
    def explanation(self) -> str:
        return (self.look.__doc__ or "").strip()


EDITION_RULES: list[Rule] = []
LIBRARY_RULES: list[Rule] = []


def edition_rule(code: str, severity: Severity = "error") -> Callable[[EditionRule], EditionRule]:
    """Register a rule that needs one edition only."""

    def register(look: EditionRule) -> EditionRule:
        EDITION_RULES.append(Rule(code, severity, look))
        return look

    return register


def library_rule(code: str, severity: Severity = "error") -> Callable[[LibraryRule], LibraryRule]:
    """Register a rule that needs to see everything."""

    def register(look: LibraryRule) -> LibraryRule:
        LIBRARY_RULES.append(Rule(code, severity, look))
        return look

    return register


def check_edition(edition: Edition, prose: Prose, context: Context) -> Iterator[Problem]:
    """Every problem one edition has by itself."""
    for code, severity, look in EDITION_RULES:
        if code in context.off:
            continue
        for line, message in islice(look(edition, prose, context), MAX_ALIKE):
            yield Problem(edition.file, line, code, message, severity)


def check_library(library: Library, today: date) -> Iterator[Problem]:
    """Every problem that shows only when all is seen together, by the rules the portal has not switched off. `today` is
    the day of publication."""
    for code, severity, look in LIBRARY_RULES:
        if library.site.checks.get(code) == "off":
            continue
        for file, line, message in look(library, today):
            yield Problem(file, line, code, message, severity)


def as_the_site_wants(problems: Iterable[Problem], site: Site) -> Iterator[Problem]:
    """Apply the portal's own choice of severity (`checks:` in site.yml); what cannot be read is no choice."""
    for problem in problems:
        wanted = site.checks.get(problem.code, problem.severity) if problem.code in rule_codes() else problem.severity
        if wanted == problem.severity:
            yield problem
        elif wanted != "off":
            yield Problem(problem.file, problem.line, problem.code, problem.message, wanted)


@cache
def rule_codes() -> frozenset[str]:
    """The codes a portal can switch off or make milder."""
    return frozenset(rule.code for rule in (*EDITION_RULES, *LIBRARY_RULES))


for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")
