"""Checking and building: `helsevei check` and `helsevei build`."""

import gc
import sys
from datetime import date
from pathlib import Path

import click

from builder.cli import report
from builder.cli.frame import ALL_WELL, HELD_BACK, PROBLEMS, Day, main, today, told
from builder.domain.counted import counted
from builder.domain.library import EditionKey

MOST_TOLD = 50
"""Lines of one kind after a build. A portal that was just imported may hold back thousands."""


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Count warnings as problems too.")
@click.option("--date", "day", type=Day(), help="Check as if it were this day. Default: today.")
@click.pass_obj
def check(root: Path, form: str, strict: bool, day: date | None) -> None:
    """Tell every problem in the content, with file, line and way out.

    Ends with 0 when there is none, 1 when there are, 2 when the check could not run. Warnings are told, but
    only count with --strict.
    """
    from builder import pipeline

    with told() as progress:
        checked = pipeline.check(root, day or today(), progress)
    if form == "json":
        click.echo(report.as_json(checked.problems, checked.editions))
    elif form == "sarif":
        click.echo(report.as_sarif(checked.problems, _explanations()))
    else:
        for line in report.as_lines(checked.problems):
            click.echo(line)
        click.echo(report.summary(checked.problems, checked.editions), err=True)
        _tell_missing_dictionaries()
    counted = [problem for problem in checked.problems if strict or problem.severity == "error"]
    sys.exit(PROBLEMS if counted else ALL_WELL)


def _explanations() -> dict[str, str]:
    from builder.check import EDITION_RULES, LIBRARY_RULES
    from builder.load.fault import CODES

    return {**CODES, **{rule.code: rule.explanation for rule in (*EDITION_RULES, *LIBRARY_RULES)}}


def _tell_missing_dictionaries() -> None:
    from builder.check.dictionaries import missing_dictionaries

    if missing := missing_dictionaries():
        click.echo(f"Spelling was not checked in every language: install {' and '.join(missing)}.", err=True)


@main.command()
@click.option("--date", "day", type=Day(), help="Publish as if it were this day. Default: today.")
@click.option("--strict", is_flag=True, help="Publish nothing unless everything is without errors.")
@click.pass_obj
def build(root: Path, day: date | None, strict: bool) -> None:
    """Publish the content as one new release, or leave the last one untouched and say why.

    An edition with an error keeps its last good text, or stays away if it never had one; everything else is
    published, and the command ends with 3. With --strict nothing is published then, and it ends with 1.
    """
    from builder import pipeline

    gc.disable()  # else what has been read is looked through for rings when it is done

    with told() as progress:
        if strict and any(
            problem.severity == "error" for problem in pipeline.check(root, day or today(), progress).problems
        ):
            click.echo("There are errors (`helsevei check` lists them); nothing was published.", err=True)
            sys.exit(PROBLEMS)
        built = pipeline.build(root, day or today(), progress)
    errors = [problem for problem in built.problems if problem.severity == "error"]
    _tell_some(list(report.as_lines(errors)), "errors; `helsevei check` lists them all")
    _tell_some([f"{_named(key)} stays as it was last published" for key in built.kept], "stay as they were")
    _tell_some([f"{_named(key)} is not published" for key in built.absent], "are not published")
    if built.fresh:
        click.echo(f"Published release {built.release}: {built.pages} pages, {built.made} files made anew.")
    else:
        click.echo(f"Nothing has changed since release {built.release}; it stays.")
    warnings = len(built.problems) - len(errors)
    if warnings:
        click.echo(f"{counted(warnings, 'warning')}; `helsevei check` tells all.", err=True)
    sys.exit(HELD_BACK if errors else ALL_WELL)


def _tell_some(lines: list[str], what: str) -> None:
    """Enough of them to begin with, and how many more there are."""
    for line in lines[:MOST_TOLD]:
        click.echo(line, err=True)
    if (more := len(lines) - MOST_TOLD) > 0:
        click.echo(f"… and {more:,} more {what}", err=True)


def _named(key: EditionKey) -> str:
    kind, content_id, language = key
    return f"{kind} {content_id} ({language})"
