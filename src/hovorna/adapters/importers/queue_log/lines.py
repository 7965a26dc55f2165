"""One row of Asterisk's queue_log: `epoch|call id|queue|agent|EVENT|data...`, read and checked."""

import re
from datetime import UTC, datetime, timedelta

import msgspec

from hovorna.adapters.importers.text_lines import BrokenRow, Line, shown, whole_number

_EPOCH = re.compile(r"([0-9]{1,11})(?:\.([0-9]{1,9}))?", re.ASCII)
_FIRST_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)

#: What Asterisk writes where there is no call, no queue or no agent.
NOBODY = "NONE"


class QueueRow(msgspec.Struct, frozen=True):
    line: int
    text: str
    at: datetime
    call_id: str
    queue: str
    agent: str
    event: str
    data: tuple[str, ...]

    def field(self, place: int) -> str:
        """The n-th datum; older versions write fewer."""
        return self.data[place] if place < len(self.data) else ""

    def span(self, place: int, name: str, unit: timedelta) -> timedelta:
        """Nothing written is no time at all."""
        text = self.field(place)
        return whole_number(name, text) * unit if text else timedelta()


def read_row(line: Line) -> QueueRow:
    if line.fault is not None:
        raise BrokenRow(line.fault)
    values = line.text.split("|")
    if len(values) < 5:
        raise BrokenRow(f"{len(values)} fields, at least 5 are expected")
    epoch, call_id, queue, agent, event, *data = values
    if not event.isascii() or not event.isidentifier():
        raise BrokenRow(f"event: {shown(event)} is no name of an event")
    for name, value in (("call id", call_id), ("queue", queue), ("agent", agent)):
        if not value.isprintable():
            raise BrokenRow(f"{name}: {shown(value)} is no name")
    return QueueRow(line.number, line.text, _instant(epoch), call_id, queue, agent, event, tuple(data))


def _instant(text: str) -> datetime:
    found = _EPOCH.fullmatch(text)
    if found is None:
        raise BrokenRow(f"time: {shown(text)} is no number of seconds since 1970")
    micros = int((found[2] or "")[:6].ljust(6, "0"))
    return _FIRST_INSTANT + timedelta(seconds=int(found[1]), microseconds=micros)
