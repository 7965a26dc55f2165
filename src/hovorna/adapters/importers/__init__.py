"""Kinds of files that recorded contacts come in."""

from hovorna.adapters.importers.bank_calls.source import BankCalls
from hovorna.adapters.importers.queue_log.source import QueueLog
from hovorna.application.source_records import SourceFormat

#: By the word that names them on the command line.
FORMATS: dict[str, SourceFormat] = {each.name: each for each in (BankCalls(), QueueLog())}

__all__ = ["FORMATS", "BankCalls", "QueueLog"]
