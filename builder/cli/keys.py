"""Partners' keys: `helsevei keys list`, `add` and `revoke`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import click

from builder.cli.frame import COULD_NOT_RUN, Day, main, today, told


@contextmanager
def _told_plainly() -> Iterator[None]:
    from builder.vouching.waiting import CannotApprove

    try:
        yield
    except CannotApprove as error:
        click.echo(f"helsevei: {error}", err=True)
        sys.exit(COULD_NOT_RUN)


@main.group()
def keys() -> None:
    """The keys that partners' people sign approvals with."""


@keys.command("list")
@click.argument("partner", required=False)
@click.pass_obj
def list_keys(root: Path, partner: str | None) -> None:
    """List every key with its name, as ssh-keygen -l prints it, whose it is and when it counts."""
    from builder.vouching.waiting import open_desk

    with told() as progress:
        keyring = open_desk(root, today(), progress).gathered.approvals.keyring
    for name, held in keyring.keys.items():
        if partner in (None, held.partner):
            key = held.key
            until = f" to {key.valid_to}" if key.valid_to else ""
            end = f", revoked {key.revoked.at} ({key.revoked.reason})" if key.revoked else ""
            click.echo(f"{held.partner}  {name}  {key.holder}  from {key.valid_from}{until}{end}")
    for slug, fault in keyring.faults:
        click.echo(f"partners/{slug}.yml: {fault}", err=True)


@keys.command("add")
@click.argument("partner")
@click.argument("key", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--holder", required=True, help="Who holds it: a person or an office.")
@click.option("--from", "valid_from", type=Day(), help="The first day it counts. Default: today.")
@click.option("--to", "valid_to", type=Day(), help="The last day it counts. Default: no end.")
@click.pass_obj
def add(root: Path, partner: str, key: Path, holder: str, valid_from: date | None, valid_to: date | None) -> None:
    """Register a public key (~/.ssh/id_ed25519.pub, or a passkey.pub from `helsevei review`) for somebody at PARTNER.

    Whoever reviews the change to partners/<slug>.yml makes sure, by another way than git, that the key is theirs.
    """
    from builder.vouching.registering import add_key

    with _told_plainly():
        name = add_key(root, partner, key, holder, valid_from or today(), valid_to)
    click.echo(f"{name} now signs for {partner}. Commit partners/{partner}.yml.")


@keys.command("revoke")
@click.argument("name")
@click.option("--reason", type=click.Choice(["left", "replaced", "stolen"]), required=True)
@click.option("--at", help="The moment, such as 2026-11-23T12:00:00Z. Default: now.")
@click.pass_obj
def revoke(root: Path, name: str, reason: str, at: str | None) -> None:
    """Let the key NAME (SHA256:…) count no more.

    What it has signed until now still counts and is listed beside it, unless it was stolen: then nothing does, and
    its partner approves again with another key.
    """
    from builder.vouching.registering import revoke_key
    from builder.vouching.waiting import CannotApprove, open_desk

    moment = at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with _told_plainly():
        with told() as progress:
            approvals = open_desk(root, today(), progress).gathered.approvals
        held = approvals.keyring.keys.get(name)
        if held is None:
            raise CannotApprove(f"there is no key {name}; `helsevei keys list` lists them")
        signed = [one.signed for found in approvals.by_edition.values() for one in found if one.signed.signer == name]
        keeps = [one.digest for one in signed if one.statement.made < moment] if reason != "stolen" else []
        revoke_key(root, held.partner, held.key, moment, reason, keeps)
    click.echo(f"{name} counts no more; {len(keeps)} of its approvals still do. Commit partners/{held.partner}.yml.")
