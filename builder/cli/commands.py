"""The commands. Each does one thing by calling the pipeline, and ends with a code scripts can rely on.

Exit codes: 0 all well; 1 problems (for `build`: nothing was published because of them); 2 could not run;
3 published, but some editions were held back.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from builder.cli import report
from builder.cli.progress import ProgressTeller

ALL_WELL, PROBLEMS, COULD_NOT_RUN, HELD_BACK = 0, 1, 2, 3


def today() -> date:
    """The day in Norway: what is current or overdue follows the readers' calendar."""
    return datetime.now(ZoneInfo("Europe/Oslo")).date()


class Day(click.ParamType):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"«{value}» is no date; write it as 2026-03-02", param, ctx)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    help="The portal's folder, with content/ and partners/ in it. Found from where you stand if not given.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Make a public health portal from articles kept in git.

    \b
    A day's work:
      helsevei new article astma --lang nb     begin an article
      helsevei preview                         see it while you write
      helsevei check                           what must be mended, with file and line
      helsevei build                           publish a release
      helsevei rollback                        take it back
    """
    context.obj = root or _find_root()


def _find_root() -> Path:
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "content" / "site.yml").exists():
            return folder
    return Path.cwd()


@contextmanager
def _told() -> Iterator[ProgressTeller]:
    """Show progress, and turn what stops the work into one clear line and exit code 2."""
    from builder.pipeline.gathering import CannotRead
    from builder.pipeline.sharing import WorkerDied
    from builder.publish.releases import CannotPublish

    teller = ProgressTeller()
    try:
        yield teller
    except (CannotRead, CannotPublish, WorkerDied, OSError) as error:
        teller.close()
        click.echo(f"helsevei: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    finally:
        teller.close()


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

    with _told() as progress:
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

    with _told() as progress:
        if strict and any(
            problem.severity == "error" for problem in pipeline.check(root, day or today(), progress).problems
        ):
            click.echo("There are errors (`helsevei check` lists them); nothing was published.", err=True)
            sys.exit(PROBLEMS)
        built = pipeline.build(root, day or today(), progress)
    errors = [problem for problem in built.problems if problem.severity == "error"]
    for line in report.as_lines(errors):
        click.echo(line, err=True)
    for kind, content_id, language in built.kept:
        click.echo(f"{kind} {content_id} ({language}) stays as it was last published", err=True)
    for kind, content_id, language in built.absent:
        click.echo(f"{kind} {content_id} ({language}) is not published", err=True)
    if built.fresh:
        click.echo(f"Published release {built.release}: {built.pages} pages, {built.made} files made anew.")
    else:
        click.echo(f"Nothing has changed since release {built.release}; it stays.")
    warnings = len(built.problems) - len(errors)
    if warnings:
        click.echo(f"{warnings} warnings; `helsevei check` lists them.", err=True)
    sys.exit(HELD_BACK if errors else ALL_WELL)


@main.command()
@click.pass_obj
def releases(root: Path) -> None:
    """List what has been published, newest first. The one readers see is marked with *."""
    from builder.publish.releases import Releases

    shelf = Releases(root / "site")
    present, current, shown = set(shelf.ids()), shelf.current, set()
    for event in reversed(shelf.history()):
        if event.release not in present:
            continue
        mark = "*" if event.release == current and event.release not in shown else " "
        shown.add(event.release)
        held = f", {event.held_back} held back" if event.held_back else ""
        when = event.time.astimezone(ZoneInfo("Europe/Oslo")).strftime("%Y-%m-%d %H:%M")
        click.echo(f"{mark} {event.release}  {when}  {event.action}  {event.pages} pages{held}")
    if not shown:
        click.echo("Nothing has been published yet; `helsevei build` does.")


@main.command()
@click.argument("release", required=False)
@click.pass_obj
def rollback(root: Path, release: str | None) -> None:
    """Let readers see an earlier release again: RELEASE, or the one before the current."""
    from builder.publish.releases import Releases

    shelf = Releases(root / "site")
    with _told(), shelf.locked():
        chosen = release or _before(shelf.ids(), shelf.current)
        if chosen is None:
            click.echo("There is no earlier release to go back to.", err=True)
            sys.exit(COULD_NOT_RUN)
        pages = next((event.pages for event in reversed(shelf.history()) if event.release == chosen), 0)
        shelf.switch(chosen, "rolled back", pages)
    click.echo(f"Readers now see release {chosen}.")


def _before(ids: list[str], current: str | None) -> str | None:
    place = ids.index(current) if current in ids else len(ids)
    return ids[place - 1] if place > 0 else None


@main.command()
@click.option("--keep", type=click.IntRange(1), default=10, show_default=True, help="How many releases to keep.")
@click.pass_obj
def prune(root: Path, keep: int) -> None:
    """Remove old releases. The current one always stays."""
    from builder.publish.releases import Releases

    shelf = Releases(root / "site")
    with _told(), shelf.locked():
        removed = shelf.prune(keep)
    click.echo(f"Removed {len(removed)} releases.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_obj
def serve(root: Path, host: str, port: int) -> None:
    """Serve the current release, as a web server would."""
    from builder.serving import serve_release

    serve_release(root, host, port)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True)
@click.option("--date", "day", type=Day(), help="Show the site as it would be on this day. Default: today.")
@click.pass_obj
def preview(root: Path, host: str, port: int, day: date | None) -> None:
    """Show the site while you write: an edit is seen at once, and the browser reloads itself.

    Nothing is published. Problems in the page you look at are listed above it.
    """
    from builder.preview import serve_preview

    with _told() as progress:
        serve_preview(root, day or today(), host, port, progress)


@main.group()
def new() -> None:
    """Begin something new from a form with every key that is needed."""


@new.command("article")
@click.argument("content_id")
@click.option("--lang", "language", default="nb", show_default=True, help="The language you write in.")
@click.option("--from", "source", help="Begin a translation of the edition in this language.")
@click.option("--partner", default="", help="Who delivers the article (a slug in partners/).")
@click.option("--topic", "topics", multiple=True, help="What it is about (an id in topics.yml); may be repeated.")
@click.pass_obj
def new_article(
    root: Path, content_id: str, language: str, source: str | None, partner: str, topics: tuple[str, ...]
) -> None:
    """Begin the article CONTENT_ID, or a translation of it with --from."""
    from builder.editing import CannotBegin, begin_article

    try:
        path = begin_article(root, content_id, language, source, partner, topics, today())
    except CannotBegin as error:
        click.echo(f"helsevei: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    click.echo(f"Write in {path}, and see it with `helsevei preview`.")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def translated(root: Path, files: tuple[Path, ...]) -> None:
    """Mark translations as made from the source as it now is.

    FILES are translated editions, such as content/articles/astma/en.md.
    """
    from builder.editing import CannotBegin, mark_translated

    for file in files:
        try:
            state = mark_translated(root, file)
        except CannotBegin as error:
            click.echo(f"helsevei: {error}", err=True)
            sys.exit(COULD_NOT_RUN)
        click.echo(f"{file}: made from state {state}")


@main.command("import")
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--mapping", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Tell what would be imported and write nothing.")
@click.pass_obj
def import_articles(root: Path, source: Path, mapping: Path, dry_run: bool) -> None:
    """Adopt the Markdown files under SOURCE (Hugo, Jekyll or plain) by a mapping file.

    The mapping says where title, summary, topic, partner, dates, language and the link between translations
    come from; mappings/ holds examples, and the handbook explains them.
    """
    from builder.importing import cli_import

    with _told() as progress:
        sys.exit(cli_import(root, source, mapping, dry_run, progress))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("schemas"))
def schema(folder: Path) -> None:
    """Write JSON Schemas to FOLDER, for editors' tools to complete and check front matter and registers."""
    from builder.load.json_schema import write_schemas

    write_schemas(folder)
    click.echo(f"Schemas are in {folder}.")
