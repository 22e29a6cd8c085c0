"""What all commands share: the portal's root, the day, exit codes, and how trouble is told.

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


class Group(click.Group):
    """Lists its commands with a whole sentence each."""

    group_class = type

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self.commands[name].get_short_help_str(limit=200)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
      helsevei approve                         sign for it, in your organisation's name
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
def told() -> Iterator[ProgressTeller]:
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
