"""Tells one session from its facts, beside a running server or without one."""

from pathlib import Path

import msgspec

from hovorna.adapters.clocks.system import SystemClock
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.application.documents import routing_history
from hovorna.contract.durations_view import view_of
from hovorna.contract.routing_history import RoutingTimeLine
from hovorna.contract.session_durations import SessionDurations
from hovorna.domain.session import fold
from hovorna.domain.session.durations import times_of


class ToldSession(msgspec.Struct, frozen=True, rename="camel"):
    durations: SessionDurations
    routing_history: list[RoutingTimeLine]


def tell_session(data: Path, session_id: int) -> ToldSession | None:
    reader = Reader(data)
    try:
        stored = reader.session(session_id)
        if stored is None:
            return None
        session = fold.fold(reader.session_facts(stored.department_id, session_id))
        values = reader.personal_of(stored.department_id, session_id)
        as_of = max(SystemClock().now(), session.last_at)
        return ToldSession(view_of(times_of(session, as_of)), routing_history(session, values))
    finally:
        reader.close()
