"""For those who answer for texts: `helsevei approve`, `changed` and `verify`."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from builder.cli.frame import ALL_WELL, COULD_NOT_RUN, PROBLEMS, Day, main, today, told

if TYPE_CHECKING:
    from builder.changes import Change
    from builder.domain.approval import Statement
    from builder.vouching.waiting import Desk, Waiting

FEW = 10
"""So many texts are shown with what has changed in them; more are listed."""

ROLES = ("delivered", "assured", "translated", "language-reviewed")

PATHS = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@main.command()
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--key", type=FILE, help="Your private key, or its .pub with an agent. Default: the one in ~/.ssh.")
@click.option("--until", type=Day(), help="The last day it is valid. Default: when the text is due for review.")
@click.option("--again", is_flag=True, help="Approve also what is approved already, for a new period.")
@click.option("--withdraw", is_flag=True, help="Take back what you approved: deliverers take the text off the air.")
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, help="In this role only; may be repeated.")
@click.option("--yes", is_flag=True, help="Sign without asking.")
@click.option("--date", "day", type=Day(), help="Approve as on this day. Default: today.")
@click.pass_obj
def approve(
    root: Path,
    paths: tuple[Path, ...],
    key: Path | None,
    until: date | None,
    again: bool,
    withdraw: bool,
    roles: tuple[str, ...],
    yes: bool,
    day: date | None,
) -> None:
    """Approve texts in your organisation's name: everything of its under PATHS that waits for it.

    You see what has changed since the text on the air, and the words you sign. The signature is made by
    ssh-keygen with your own key, which your organisation has registered in partners/<slug>.yml, and is kept
    beside the text. Whoever delivers a text cannot assure it with the same key.
    """
    from builder.approval.signing import usual_key
    from builder.vouching.signing import signer_of, statements_of, write_signed
    from builder.vouching.waiting import CannotApprove, open_desk, to_be_signed

    try:
        with told() as progress:
            desk = open_desk(root, day or today(), progress)
        if (file := key or usual_key()) is None:
            raise CannotApprove("there is no key in ~/.ssh; name yours with --key")
        signer = signer_of(desk, file)
        chosen = to_be_signed(desk, paths, signer.partner, signer.name, again, withdraw, roles or ROLES)
        drafts = statements_of(desk, chosen, until, withdraw)
        _show(desk, drafts)
        if not drafts:
            click.echo(f"Nothing waits for {signer.partner} there.")
        elif yes or click.confirm(f"Sign {len(drafts)} as «{signer.held.key.holder}», {signer.partner}?"):
            written = write_signed(desk, signer, drafts)
            click.echo(f"Signed {len(written)}. Commit the files in the folders «approvals».")
    except CannotApprove as error:
        click.echo(f"helsevei: {error}", err=True)
        sys.exit(COULD_NOT_RUN)


def _show(desk: "Desk", drafts: Sequence[tuple["Waiting", "Statement"]]) -> None:
    """What is signed: in full for a few texts, a line each for many."""
    from builder.approval.statements import text_of
    from builder.vouching.differing import told_since_on_air

    for one, statement in drafts:
        click.echo(f"{one.edition.file}: {statement.role} by {statement.partner} ({one.why or 'approved already'})")
        if len(drafts) <= FEW:
            for line in (*told_since_on_air(desk, one.edition), "", *text_of(statement).splitlines(), ""):
                click.echo(f"    {line}")


@main.command()
@click.argument("file", type=FILE)
@click.option("--since", default="", help="A release, a fingerprint, or a file. Default: what is on the air.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def changed(root: Path, file: Path, since: str, form: str) -> None:
    """Tell what has changed in FILE, sorted by how much it matters.

    Safety first (doses, numbers, negations, whom to call and when), then rights and deadlines, facts, wording and
    form. Ends with 1 when something that concerns safety has changed.
    """
    from builder.changes import weightiest
    from builder.vouching.comparing import changed_since
    from builder.vouching.waiting import CannotApprove, open_desk

    try:
        with told() as progress:
            changes = changed_since(open_desk(root, today(), progress), file, since)
    except CannotApprove as error:
        click.echo(f"helsevei: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    if form == "json":
        click.echo(_as_json(changes))
    else:
        click.echo("\n".join(change.told for change in changes) or "It says the same.")
    sys.exit(PROBLEMS if weightiest(changes) == "safety" else ALL_WELL)


def _as_json(changes: Sequence["Change"]) -> str:
    import msgspec

    rows = [
        {
            "class": change.weight,
            "kind": (change.after or change.before)[0].kind,
            "before": [block.text for block in change.before],
            "after": [block.text for block in change.after],
            "reasons": [reason._asdict() for reason in change.reasons],
        }
        for change in changes
    ]
    return msgspec.json.format(msgspec.json.encode(rows)).decode()


@main.command()
@click.argument("places", nargs=-1)
@click.option("--date", "day", type=Day(), help="Verify as on this day. Default: today.")
@click.pass_obj
def verify(root: Path, places: tuple[str, ...], day: date | None) -> None:
    """Tell whether partners' approvals cover what is said in their names.

    PLACES are files and folders of content, or addresses: of a published page, of a language's first page or of the
    portal's, for all texts there. Without any it is all content. Ends with 1 when some credit is not covered (such a
    text would not be published, or without that credit), or a page is not as it is in the release and its log.
    """
    from builder.vouching.verifying import verify_content, verify_published
    from builder.vouching.waiting import CannotApprove

    on = day or today()
    addresses = [place for place in places if place.startswith(("http://", "https://"))]
    paths = [Path(place) for place in places if place not in addresses]
    try:
        with told() as progress:
            found = [verify_published(root, address, on) for address in addresses]
            if paths or not addresses:
                found.append(verify_content(root, paths, on, progress))
    except CannotApprove as error:
        click.echo(f"helsevei: {error}", err=True)
        sys.exit(COULD_NOT_RUN)
    for verified in found:
        for line in (*verified.faults, *verified.notes):
            click.echo(line)
        click.echo(f"{verified.covered} credits are covered, {len(verified.faults)} are not.", err=True)
    sys.exit(PROBLEMS if any(verified.faults for verified in found) else ALL_WELL)
