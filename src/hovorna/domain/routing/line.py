"""The order of a waiting line: priority class, due time, arrival, id; overtaking is possible in no other way."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime

from hovorna.domain.session.state import Request

#: (priority class, due, arrival, request id, session id); a plain tuple, because lines are compared a lot.
Entry = tuple[int, datetime, datetime, int, int]


def entry_of(request: Request, session_id: int) -> Entry:
    """Due is arrival minus the head start."""
    asked = request.asked
    return (asked.priority, asked.arrival - asked.head_start, asked.arrival, request.id, session_id)


def enter(line: list[Entry], entry: Entry) -> None:
    insort(line, entry)


def leave(line: list[Entry], entry: Entry) -> None:
    """Does nothing where the entry is not in the line."""
    position = bisect_left(line, entry)
    if position < len(line) and line[position] == entry:
        del line[position]


def position(line: list[Entry], entry: Entry) -> int:
    """How many stand before the entry."""
    return bisect_left(line, entry)


def merged(lines: Iterable[list[Entry]]) -> list[Entry]:
    """One line of several, in order; a copy, so that it may be walked while sessions leave."""
    entries: list[Entry] = []
    for line in lines:
        entries += line
    entries.sort()
    return entries
