"""For those who approve in a browser: `helsevei review`."""

import re
from datetime import date
from pathlib import Path

import click

from builder.cli.frame import Day, main, today, told

ADDRESS = re.compile(r"https://[^\s/]+|http://localhost(:[0-9]+)?")
"""Where browsers let passkeys be used."""


class DeskAddress(click.ParamType):
    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not ADDRESS.fullmatch(value):
            self.fail(f"«{value}» is no address for passkeys; write https:// and the host alone", param, ctx)
        return value


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8002, show_default=True)
@click.option("--address", type=DeskAddress(), help="Where reviewers meet it. Default: http://localhost and the port.")
@click.option("--date", "day", type=Day(), help="Approve as on this day. Default: today.")
@click.pass_obj
def review(root: Path, host: str, port: int, address: str | None, day: date | None) -> None:
    """Approve in a browser, with a passkey: what waits, the text, and what changed since the one on the air.

    The approval is written beside the text, as `helsevei approve` does it. Only a passkey that a partner has
    registered can make one, and a passkey answers at one address alone: so choose it once.
    """
    from builder.review.app import serve_desk

    with told() as progress:
        serve_desk(root, day or today(), host, port, address or f"http://localhost:{port}", progress)
