"""How well search finds: `helsevei search-eval`."""

import sys
from pathlib import Path

import click

from builder.cli.frame import COULD_NOT_RUN, main

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@main.command("search-eval")
@click.argument("judged", type=FILE)
@click.option("--articles", type=FILE, required=True, help="The articles that are sought, a JSON object a line.")
@click.option(
    "--among",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of Markdown to hide them in.",
)
def search_eval(judged: Path, articles: Path, among: Path | None) -> None:
    """Put search to the test with JUDGED queries, and print how well each engine finds.

    JUDGED is a table parted by tabs with the columns query, language, expected and kind. Expected are ids of
    articles, several with | between. An article has id, topic, lang, title, keywords, summary and body.
    """
    from builder.judging import judge
    from search_index.evaluation import read_judged, table

    try:
        rows = read_judged(judged.read_text(encoding="utf-8"))
        scores = judge(rows, articles, among, lambda doing: click.echo(doing, err=True))
    except (ValueError, KeyError) as error:
        click.echo(f"helsevei: {judged} or {articles} is not as it must be ({error})", err=True)
        sys.exit(COULD_NOT_RUN)
    for line in table(scores):
        click.echo(line)
