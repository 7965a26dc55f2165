"""The queue_log of an Asterisk PBX: calls of its queues, calls that agents dialled, their presence."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from hovorna.adapters.importers.overlaps import Overlaps
from hovorna.adapters.importers.queue_log import events
from hovorna.adapters.importers.queue_log.calls import Call, Calls
from hovorna.adapters.importers.queue_log.incoming import incoming_session
from hovorna.adapters.importers.queue_log.lines import QueueRow, read_row
from hovorna.adapters.importers.queue_log.outgoing import outgoing_session
from hovorna.adapters.importers.queue_log.presence import PresenceOfAgents
from hovorna.adapters.importers.text_lines import BrokenRow, Line, count_lines, read_lines
from hovorna.application.source_records import (
    Accepted,
    Concluded,
    ForeignFile,
    ForwardedTo,
    Joined,
    RefusedLine,
    Remark,
    SourceItem,
    SourceSession,
    UnusedLine,
)
from hovorna.domain.switchboard.recording import GuestIn

#: A log cut at a rotation may begin with a broken line; a file of another kind has no sound one among the first.
_PROBE = 20


class QueueLog:
    name = "queue-log"
    zone = UTC

    def count_rows(self, path: Path) -> int:
        return count_lines(path)

    def read(self, path: Path) -> Iterator[SourceItem]:
        lines = read_lines(path)
        first = list(islice(lines, _PROBE))
        if not any(_is_sound(line) for line in first):
            raise ForeignFile(1, "this is no queue log: time|call|queue|agent|EVENT is expected")
        return _Reading().items(chain(first, lines))


def _is_sound(line: Line) -> bool:
    try:
        read_row(line)
    except BrokenRow:
        return False
    return True


class _Reading:
    """One pass over one log."""

    def __init__(self) -> None:
        self._calls = Calls()
        self._presence = PresenceOfAgents()
        self._overlaps = Overlaps()
        #: How many calls began with the very same words.
        self._begun: Counter[str] = Counter()

    def items(self, lines: Iterator[Line]) -> Iterator[SourceItem]:
        for line in lines:
            try:
                yield from self._follow(read_row(line))
            except BrokenRow as broken:
                yield RefusedLine(line.number, str(broken))
        yield from map(self._session, self._calls.rest())
        yield Remark("overlapping_services", self._overlaps.pairs())

    def _follow(self, row: QueueRow) -> Iterator[SourceItem]:
        events.check(row)
        if row.event in events.PRESENCE:
            yield self._presence.follow(row)
        elif row.event in events.INCOMING | events.OUTGOING:
            yield from map(self._session, self._calls.add(row))
        else:
            yield UnusedLine(row.line, row.event)

    def _session(self, call: Call) -> SourceSession:
        first = call.rows[0]
        begun = f"{first.at.isoformat()}|{first.call_id}|{first.queue}|{first.event}"
        identity = _digest(begun, str(self._begun[begun]))
        self._begun[begun] += 1
        key = identity + _digest(*(row.text for row in call.rows))
        tell = outgoing_session if call.is_outgoing else incoming_session
        session = tell(call.rows, key, identity)
        self._note_services(session)
        return session

    def _note_services(self, session: SourceSession) -> None:
        """From joining, or from the guest's answer where that is later, to leaving."""
        begun, guest = dict[str, datetime](), None
        for step in session.steps:
            if isinstance(step, GuestIn):
                guest = step.at
            elif isinstance(step, Accepted | Joined):
                begun[step.operator] = step.at
            elif isinstance(step, ForwardedTo | Concluded):
                operator = step.by if isinstance(step, ForwardedTo) else step.operator
                start = begun.pop(operator, None)
                if start is not None and guest is not None:
                    self._overlaps.add(operator, max(start, guest), step.at)


def _digest(*texts: str) -> str:
    """128 bits, in hex."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:32]
