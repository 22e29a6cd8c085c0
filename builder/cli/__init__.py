"""The command `helsevei`: what editors and operators type. Each command calls one function of the other rooms."""

from builder.cli import board, finding, keys, publishing, reviewing, shelf, vouching, writing
from builder.cli.frame import main

__all__ = ["board", "finding", "keys", "main", "publishing", "reviewing", "shelf", "vouching", "writing"]
