"""Rows of a bank file, made up for tests; every column can be named."""

from pathlib import Path

from hovorna.adapters.importers.bank_calls.lines import COLUMNS, BankRow, read_row
from hovorna.adapters.importers.bank_calls.mending import BankCall, mend
from hovorna.adapters.importers.text_lines import Line

HEADER = "\t".join(COLUMNS)

_ANSWERED = {
    "vru+line": "XX0101",
    "call_id": "1",
    "customer_id": "0",
    "priority": "0",
    "type": "PS",
    "date": "990301",
    "vru_entry": "9:00:00",
    "vru_exit": "9:00:10",
    "vru_time": "10",
    "q_start": "9:00:10",
    "q_exit": "9:00:40",
    "q_time": "30",
    "outcome": "AGENT",
    "ser_start": "9:00:39",
    "ser_exit": "9:02:39",
    "ser_time": "120",
    "server": "RUT",
}
UNQUEUED = {"q_start": "0:00:00", "q_exit": "0:00:00", "q_time": "0"}
UNSERVED = {"ser_start": "0:00:00", "ser_exit": "0:00:00", "ser_time": "0"}
HUNG_UP = UNSERVED | {"outcome": "HANG", "server": "NO_SERVER"}


def text_of(**columns: str) -> str:
    """An answered call that queued, but for the given columns; `vru_line` stands for `vru+line`."""
    if "vru_line" in columns:
        columns["vru+line"] = columns.pop("vru_line")
    return "\t".join((_ANSWERED | columns).values())


def row_of(**columns: str) -> BankRow:
    return read_row(Line(2, text_of(**columns)))


def call_of(**columns: str) -> BankCall:
    return mend(row_of(**columns))


def bank_file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "calls.tsv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
