"""Reads a file of rows, one a line, whatever else the file may turn out to be."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

#: No row of any known source is longer; without a limit a file without line ends would fill the memory.
LONGEST_LINE = 65_536


class Line(msgspec.Struct, frozen=True):
    number: int
    #: Without its end.
    text: str
    #: Why there is no text.
    fault: str | None = None


class BrokenRow(Exception):
    """A row can't be read; the message says why."""


def read_lines(path: Path) -> Iterator[Line]:
    """Lines that are not empty, numbered as an editor numbers them."""
    number = 0
    with path.open("rb") as file:
        while raw := _next_line(file):
            number += 1
            line = _decoded(number, raw)
            if line.text or line.fault:
                yield line


def _next_line(file: BinaryIO) -> bytes:
    """One byte more than the limit tells that there was more; the rest of that line is skipped."""
    raw = file.readline(LONGEST_LINE + 1)
    rest = raw
    while len(rest) > LONGEST_LINE and not rest.endswith(b"\n"):
        rest = file.readline(LONGEST_LINE + 1)
    return raw


def _decoded(number: int, raw: bytes) -> Line:
    if len(raw) > LONGEST_LINE:
        return Line(number, "", f"the line is longer than {LONGEST_LINE} bytes")
    try:
        text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        return Line(number, "", "the line is no UTF-8 text")
    return Line(number, text.rstrip("\r\n"))


def count_lines(path: Path) -> int:
    return sum(1 for _ in read_lines(path))


def whole_number(name: str, text: str, *, largest: int = 10_000_000) -> int:
    """A count of seconds, milliseconds or places; never negative."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12 and int(text) <= largest):
        raise BrokenRow(f"{name}: {shown(text)} is no whole number from 0 to {largest}")
    return int(text)


def shown(text: str) -> str:
    """A value as a refusal quotes it."""
    return repr(text if len(text) <= 40 else text[:40] + "…")
