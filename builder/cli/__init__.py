"""The command `helsevei`: what editors and operators type. Each command calls one function of the other rooms."""

from builder.cli import publishing, shelf, writing
from builder.cli.frame import main

__all__ = ["main", "publishing", "shelf", "writing"]
