"""How problems are told: as lines for people, as JSON, and as SARIF for code review tools."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from builder.domain.counted import counted
from builder.domain.problem import Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_lines(problems: Iterable[Problem]) -> Iterable[str]:
    """One line each: `file:line: what must be  [code]`. Warnings say that they are."""
    for problem in problems:
        yield str(problem) if problem.severity == "error" else f"{problem} (warning)"


def summary(problems: Sequence[Problem], editions: int) -> str:
    """The closing line: how many of what."""
    if not problems:
        return f"No problems in {counted(editions, 'edition')}."
    found = Counter(problem.severity for problem in problems)
    files = len({problem.file for problem in problems})
    return (
        f"{counted(found['error'], 'error')} and {counted(found['warning'], 'warning')}"
        f" in {counted(files, 'file')}; {counted(editions, 'edition')} checked."
    )


def as_json(problems: Sequence[Problem], editions: int) -> str:
    """Every problem with its place, code, severity and message."""
    listed = [
        {
            "file": problem.file,
            "line": problem.line,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"editions": editions, "problems": listed}, ensure_ascii=False, indent=2)


def as_sarif(problems: Sequence[Problem], explanations: dict[str, str]) -> str:
    """SARIF 2.1.0, which code review tools show beside the changed lines."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": explanations.get(code) or code}} for code in codes]
    run = {
        "tool": {"driver": {"name": "helsevei", "informationUri": "https://helsevei.example/", "rules": rules}},
        "results": [_result(problem) for problem in problems],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(problem: Problem) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": problem.file}, "region": {"startLine": max(1, problem.line)}}
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }
