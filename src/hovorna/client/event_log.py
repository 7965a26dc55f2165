"""Following a department's log: where one is in it, and what bytes of the stream mean."""

from collections.abc import Iterator

import msgspec

from hovorna.client.decoding import decoded
from hovorna.client.request import Request
from hovorna.contract.session_events import LogEvent

PATH = "/api/v1/Events"
#: Seconds without a sign of life after which the connection is given up; the server shows one every five.
SILENCE = 30.0

_DATA = b"data: "


class Place(msgspec.Struct, frozen=True):
    """What to follow, and from where on."""

    #: Needed where one may read several.
    department_id: int | None = None
    #: The version of the last event that is known already.
    after: int = 0
    #: Ends with what is stored, instead of going on with what happens.
    is_ending: bool = False


#: Everything that is stored, and then what happens.
EVERYTHING = Place()


class EventReader:
    """Server-sent events, because they show that an idle connection lives."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self.after = place.after
        self._rest = b""

    def request(self) -> Request:
        """For the next connection; half a line of the last one comes again."""
        self._rest = b""
        query = {"departmentId": self._place.department_id, "after": self.after, "follow": not self._place.is_ending}
        return Request(method="GET", path=PATH, query=query, accept="text/event-stream", silence=SILENCE)

    def read(self, chunk: bytes) -> Iterator[LogEvent]:
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            if line.startswith(_DATA):
                event = decoded(line[len(_DATA) :], LogEvent)
                self.after = event.version
                yield event
