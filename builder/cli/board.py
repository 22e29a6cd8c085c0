"""The editors' board: `helsevei status`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.frame import Day, main, today, told

if TYPE_CHECKING:
    from builder.board.standing import Board
    from builder.domain.library import Library


@main.command()
@click.argument("partner", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--pages", type=click.Path(file_okay=False, path_type=Path), help="Write a page for each partner here.")
@click.option("--date", "day", type=Day(), help="As on this day. Default: today.")
@click.pass_obj
def status(root: Path, partner: str | None, form: str, pages: Path | None, day: date | None) -> None:
    """Tell how the content stands, for each partner or for PARTNER.

    What is approved, what waits for an approval and how much of it has changed since one, what is overdue or due
    within 90 days, which translations are behind their source and in which blocks, how much of the Norwegian is
    nynorsk, and for how many of the questions they answer search finds the texts.
    """
    from builder.board.standing import boards
    from builder.board.telling import as_json, as_lines
    from builder.pipeline.pending import weights
    from builder.vouching.waiting import open_desk

    on = day or today()
    with told() as progress:
        desk = open_desk(root, on, progress)
        library = desk.library
        changed = weights(root, desk.gathered, desk.last_good)
    found = [board for board in boards(library, on, changed) if partner in (None, board.partner)]
    if pages:
        _write_pages(root, pages, library, found, on)
    click.echo(as_json(found, on) if form == "json" else "\n".join(as_lines(found)))


def _write_pages(root: Path, folder: Path, library: "Library", boards: "list[Board]", day: date) -> None:
    """In each language that the board has words in: `<partner>.<language>.html`."""
    from builder.board.telling import as_page
    from builder.pipeline.making import renderer_of
    from builder.plan import frames_of, plan_site
    from translations.languages import LANGUAGES

    plan = plan_site(library, day)
    renderer = renderer_of(root, plan, frames_of(plan))
    codes = renderer.theme.speaking("How the content stands", library.site.languages)
    folder.mkdir(parents=True, exist_ok=True)
    for board in boards:
        choices = [(LANGUAGES[code], f"{board.partner}.{code}.html") for code in codes]
        for code in codes:
            name = plan.said(library.partners[board.partner].name, code)
            given = as_page(board, library, plan, code, day)
            page = renderer.desk("board.html", code, name=name, choices=choices, **given)
            (folder / f"{board.partner}.{code}.html").write_text(page, encoding="utf-8")
