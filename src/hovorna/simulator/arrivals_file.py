"""Reads a file of arrivals: a line of column names, then a contact a line, separated by tabs or commas."""

import csv
import math
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from hovorna.application.source_records import ForeignFile, RefusedLine, SourceFormat
from hovorna.simulator.guests import Contact
from hovorna.simulator.recorded_contacts import contacts_of

#: Only the first has to be there; an empty cell, like a missing column, is drawn.
COLUMNS = ("at", "service_seconds", "patience_seconds", "group")

_LONGEST_HEADER = 1000
_LONGEST = timedelta(days=7)
_YEARS = range(1970, 2200)


class BadArrivals(Exception):
    """The file is no file of arrivals at all; the sentence says why."""


class _BrokenLine(Exception):
    """The sentence says which column, and why."""


def read_contacts(path: Path, formats: Iterable[SourceFormat] = ()) -> Iterator[Contact | RefusedLine]:
    """In the order of the file, which is one of arrivals or of recorded calls in one of the formats.

    Raises BadArrivals where it is neither, OSError where it can't be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter, names = _header(file.readline(_LONGEST_HEADER))
            if names is not None:
                yield from _items(file, delimiter, names)
                return
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadArrivals(f"{path} is no text file of arrivals: {error}.") from error
    for each in formats:
        try:
            yield from contacts_of(each.read(path), each.zone)
            return
        except ForeignFile:
            continue
    raise BadArrivals(f"{path}, line 1: the columns must be named: at, and if you like {', '.join(COLUMNS[1:])}.")


def _header(line: str) -> tuple[str, list[str] | None]:
    """The delimiter and the names of the columns; no names where this is no header of ours."""
    delimiter = "\t" if "\t" in line else ","
    names = [name.strip().lower() for name in line.split(delimiter)]
    is_ours = "at" in names and len(set(names)) == len(names) and set(names) <= set(COLUMNS)
    return delimiter, names if is_ours else None


def _items(file: Iterable[str], delimiter: str, names: list[str]) -> Iterator[Contact | RefusedLine]:
    rows = csv.reader(file, delimiter=delimiter)
    for row in rows:
        number = rows.line_num + 1
        if not any(cell.strip() for cell in row):
            continue
        try:
            yield _contact(names, row)
        except _BrokenLine as broken:
            yield RefusedLine(number, str(broken))


def _contact(names: list[str], row: list[str]) -> Contact:
    if len(row) != len(names):
        raise _BrokenLine(f"{len(row)} columns, {len(names)} are expected")
    cells = dict(zip(names, (cell.strip() for cell in row), strict=True))
    return Contact(
        at=_instant(cells["at"]),
        service=_seconds("service_seconds", cells),
        patience=_seconds("patience_seconds", cells),
        group=_group(cells.get("group", "")),
    )


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise _BrokenLine(f"at: {text[:40]!r} is no instant of ISO 8601") from None
    if at.tzinfo is None:
        raise _BrokenLine(f"at: {text[:40]!r} has no offset from UTC")
    if at.year not in _YEARS:
        raise _BrokenLine(f"at: the year {at.year} is not from {_YEARS.start} to {_YEARS.stop - 1}")
    return at


def _seconds(column: str, cells: dict[str, str]) -> timedelta | None:
    text = cells.get(column, "")
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        raise _BrokenLine(f"{column}: {text[:40]!r} is no number") from None
    if not (math.isfinite(seconds) and 0 <= seconds <= _LONGEST.total_seconds()):
        raise _BrokenLine(f"{column}: {text[:40]!r} is not from 0 to {_LONGEST.total_seconds():.0f}")
    return timedelta(seconds=seconds)


def _group(text: str) -> str | None:
    if not text:
        return None
    if len(text) > 100 or not text.isprintable():
        raise _BrokenLine("group: more than 100 characters, or one that can't be printed")
    return text
