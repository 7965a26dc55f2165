"""The command `hovorna`."""

from hovorna.cli.program import main

__all__ = ["main"]
