"""What the commands say of themselves, as `--help` prints it."""

from collections.abc import Iterator

import click

from builder.cli import main

WIDTH = 80


def commands_page() -> str:
    """Every command with its help, under its name."""
    return "\n\n".join(f"## helsevei {name}\n\n```text\n{_help(command, name)}\n```" for name, command in commands())


def commands(group: click.Group = main, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by what is typed after `helsevei`."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=f"helsevei {name}", terminal_width=WIDTH, max_content_width=WIDTH)
    context.help_option_names = ["-h", "--help"]
    return command.get_help(context)
