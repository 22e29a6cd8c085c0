"""The command `helsevei`: what editors and operators type."""

from builder.cli.commands import main

__all__ = ["main"]
