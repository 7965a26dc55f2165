"""Verifies the laws of sessions and every stored view over a whole store."""

from hovorna.application.checking.check import check
from hovorna.application.checking.report import CheckReport

__all__ = ["CheckReport", "check"]
