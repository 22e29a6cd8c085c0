"""For those who write: `helsevei preview`, `new`, `translated`, `import` and `schema`."""

import sys
from datetime import date
from pathlib import Path

import click

from builder.cli.frame import COULD_NOT_RUN, Day, main, today, told


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

    with told() as progress:
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
        click.echo(f"{file}: made from state {state}" if state else f"{file}: a source edition; left as it is")


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

    with told() as progress:
        sys.exit(cli_import(root, source, mapping, dry_run, progress))


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("schemas"))
def schema(folder: Path) -> None:
    """Write JSON Schemas to FOLDER, for editors' tools to complete and check front matter and registers."""
    from builder.load.json_schema import write_schemas

    write_schemas(folder)
    click.echo(f"Schemas are in {folder}.")
