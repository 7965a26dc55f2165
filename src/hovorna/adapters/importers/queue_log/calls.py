"""Gathers the rows of a log that belong to one call; a call may have rows after its end."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from hovorna.adapters.importers.queue_log import events
from hovorna.adapters.importers.queue_log.lines import QueueRow
from hovorna.adapters.importers.text_lines import BrokenRow

#: A queue that the caller enters so soon after a transfer is where the transfer went.
HANDOVER = timedelta(seconds=10)

#: How long after its end a call may still have rows, such as what became of a transfer.
LINGERING = timedelta(hours=4)


class Call(msgspec.Struct):
    """Rows of one call in the order of the log; the first opens it."""

    rows: list[QueueRow]

    @property
    def is_outgoing(self) -> bool:
        return self.rows[0].event == events.OUTDIAL

    def goes_on_with(self, row: QueueRow) -> bool:
        """Whether an ENTERQUEUE is the second half of this call's transfer."""
        last_end = next((each for each in reversed(self.rows) if each.event in events.ENDS), None)
        return last_end is not None and last_end.event in events.TRANSFERS and row.at - last_end.at <= HANDOVER


class Calls:
    """Takes rows in the order of the log and gives calls back when nothing more can belong to them."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, bool], Call] = {}
        #: Calls that have ended, in the order of their ends.
        self._ended: dict[tuple[str, bool], QueueRow] = {}

    def add(self, row: QueueRow) -> Iterator[Call]:
        """Raises BrokenRow where the call's beginning is not in the log."""
        yield from self._gone_by(row)
        key = (row.call_id, row.event in events.OUTGOING)
        call = self._calls.get(key)
        if row.event in (events.ENTER, events.OUTDIAL) and not (call is not None and call.goes_on_with(row)):
            if call is not None:
                yield self._take(key)
            self._calls[key] = Call([row])
            return
        if call is None:
            raise BrokenRow(f"{row.event} of a call whose beginning is not in this log")
        call.rows.append(row)
        self._ended.pop(key, None)
        if row.event != events.ENTER and any(each.event in events.ENDS for each in call.rows):
            self._ended[key] = row

    def rest(self) -> Iterator[Call]:
        """At the end of the log: whatever is left, ended or not."""
        yield from self._calls.values()
        self._calls.clear()
        self._ended.clear()

    def _gone_by(self, row: QueueRow) -> Iterator[Call]:
        while self._ended:
            key, last = next(iter(self._ended.items()))
            if row.at - last.at <= LINGERING:
                return
            yield self._take(key)

    def _take(self, key: tuple[str, bool]) -> Call:
        self._ended.pop(key, None)
        return self._calls.pop(key)
