"""One row of the bank's file: seventeen columns, read and checked, nothing mended yet."""

import re
from datetime import date

import msgspec

from hovorna.adapters.importers.text_lines import BrokenRow, Line, shown, whole_number

COLUMNS = (
    "vru+line",
    "call_id",
    "customer_id",
    "priority",
    "type",
    "date",
    "vru_entry",
    "vru_exit",
    "vru_time",
    "q_start",
    "q_exit",
    "q_time",
    "outcome",
    "ser_start",
    "ser_exit",
    "ser_time",
    "server",
)
OUTCOMES = frozenset({"AGENT", "HANG", "PHANTOM"})

_DATE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})", re.ASCII)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])", re.ASCII)


class Stretch(msgspec.Struct, frozen=True):
    """From one clock time to another, in seconds of the day, and how long the source says that it took."""

    start: int
    exit: int
    length: int


class BankRow(msgspec.Struct, frozen=True):
    line: int
    text: str
    #: In the order of COLUMNS.
    values: tuple[str, ...]
    day: date
    vru_entry: int
    vru_exit: int
    outcome: str
    #: None where the call never queued, or was never served.
    queue: Stretch | None
    service: Stretch | None
    group: str
    server: str


def is_header(text: str) -> bool:
    return tuple(name.strip().lower() for name in text.split("\t")) == COLUMNS


def read_row(line: Line) -> BankRow:
    if line.fault is not None:
        raise BrokenRow(line.fault)
    values = tuple(line.text.split("\t"))
    if len(values) != len(COLUMNS):
        raise BrokenRow(f"{len(values)} columns, {len(COLUMNS)} are expected")
    by_name = dict(zip(COLUMNS, values, strict=True))
    if by_name["outcome"] not in OUTCOMES:
        raise BrokenRow(f"outcome: {shown(by_name['outcome'])} is none of AGENT, HANG, PHANTOM")
    _signed_number("vru_time", by_name["vru_time"])
    return BankRow(
        line=line.number,
        text=line.text,
        values=values,
        day=_day(by_name["date"]),
        vru_entry=_seconds("vru_entry", by_name["vru_entry"]),
        vru_exit=_seconds("vru_exit", by_name["vru_exit"]),
        outcome=by_name["outcome"],
        queue=_stretch(by_name, "q"),
        service=_stretch(by_name, "ser"),
        group=_name("type", by_name["type"]),
        server=_name("server", by_name["server"]),
    )


def _stretch(by_name: dict[str, str], prefix: str) -> Stretch | None:
    """0:00:00 is midnight and it is also "never": never is both ends at 0:00:00 with no time between them."""
    start, exit_, length = f"{prefix}_start", f"{prefix}_exit", f"{prefix}_time"
    found = Stretch(
        _seconds(start, by_name[start]), _seconds(exit_, by_name[exit_]), whole_number(length, by_name[length])
    )
    return None if found == Stretch(0, 0, 0) else found


def _day(text: str) -> date:
    found = _DATE.fullmatch(text)
    if found is not None:
        year, month, day = (int(part) for part in found.groups())
        try:
            return date(1900 + year if year >= 70 else 2000 + year, month, day)
        except ValueError:
            pass
    raise BrokenRow(f"date: {shown(text)} is no date of the form YYMMDD")


def _seconds(name: str, text: str) -> int:
    found = _CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 23:
        raise BrokenRow(f"{name}: {shown(text)} is no clock time of the form H:MM:SS")
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3])


def _signed_number(name: str, text: str) -> None:
    """The source has a few negative ones; they are kept as they are and never counted with."""
    whole_number(name, text.removeprefix("-"))


def _name(column: str, text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise BrokenRow(f"{column}: {shown(text)} is no name")
    return text
