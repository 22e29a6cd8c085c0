"""What has been published: `helsevei releases`, `rollback`, `log`, `prune` and `serve`."""

import sys
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from builder.cli.frame import ALL_WELL, COULD_NOT_RUN, PROBLEMS, main, told


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
    from builder.pipeline.trouble import told_as
    from builder.publish.releases import CannotPublish, Releases

    shelf = Releases(root / "site")
    with told(), told_as(CannotPublish), shelf.locked():
        chosen = release or _before(shelf.ids(), shelf.current)
        if chosen is None:
            click.echo("There is no earlier release to go back to.", err=True)
            sys.exit(COULD_NOT_RUN)
        before = next((event for event in reversed(shelf.history()) if event.release == chosen), None)
        shelf.switch(chosen, "rolled back", before.pages if before else 0, root=before.root if before else "")
    click.echo(f"Readers now see release {chosen}.")


def _before(ids: list[str], current: str | None) -> str | None:
    place = ids.index(current) if current in ids else len(ids)
    return ids[place - 1] if place > 0 else None


@main.command()
@click.option("--seen", multiple=True, help="A head you kept: «3 fac54203…», or a file with one. May be repeated.")
@click.pass_obj
def log(root: Path, seen: tuple[str, ...]) -> None:
    """Audit the public log: tell every release that was changed, removed or put elsewhere.

    The releases that are still here are held to the roots the log gives them, the log to its own head and to every
    head that you, or anybody else, kept from earlier. Prints the head as it is now; ends with 1 if something is wrong.
    """
    from builder.publish.auditing import faults
    from builder.publish.log import head_of
    from builder.publish.releases import Releases

    shelf = Releases(root / "site")
    try:
        found = list(faults(shelf, [Path(one).read_text() if Path(one).is_file() else one for one in seen]))
    except ValueError:
        click.echo("helsevei: a head is a number and 64 hex digits, such as `helsevei log` prints", err=True)
        sys.exit(COULD_NOT_RUN)
    for fault in found:
        click.echo(fault, err=True)
    click.echo(head_of(shelf.lines()))
    sys.exit(PROBLEMS if found else ALL_WELL)


@main.command()
@click.option("--keep", type=click.IntRange(1), default=10, show_default=True, help="How many releases to keep.")
@click.pass_obj
def prune(root: Path, keep: int) -> None:
    """Remove old releases. The current one always stays."""
    from builder.pipeline.trouble import told_as
    from builder.publish.releases import CannotPublish, Releases

    shelf = Releases(root / "site")
    with told(), told_as(CannotPublish), shelf.locked():
        removed = shelf.prune(keep)
    click.echo(f"Removed {len(removed)} releases.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.pass_obj
def serve(root: Path, host: str, port: int) -> None:
    """Serve the current release, as a web server would."""
    from builder.serving import serve_release

    with suppress(KeyboardInterrupt):
        serve_release(root, host, port)
