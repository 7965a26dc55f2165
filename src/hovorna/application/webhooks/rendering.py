"""Makes the bytes of deliveries when they are to be sent, from what is remembered or from the log."""

from hovorna.application.ports import LogReader
from hovorna.application.webhooks.deliveries import Delivery
from hovorna.application.webhooks.folding import Folds, KnownFact
from hovorna.application.webhooks.messages import looks
from hovorna.application.webhooks.operator_moves import moves_of
from hovorna.application.webhooks.payloads import payload_of
from hovorna.contract.public_events.telling import events_of
from hovorna.contract.public_events.told import Told


class Renderer:
    """One thread's: the folds are."""

    def __init__(self, reader: LogReader, folds: Folds, public_base: str) -> None:
        self._reader, self._folds, self._public_base = reader, folds, public_base

    def body(self, delivery: Delivery) -> bytes | None:
        """None where the log has no such event."""
        department_id = delivery.department_id
        known = self._folds.recall(department_id, delivery.version)
        told = _event(known, delivery)
        if told is None:
            known = self._read(delivery)
            told = _event(known, delivery)
        if known is None or told is None:
            return None
        session = self._folds.session(department_id, known.fact.session_id)
        look = looks(self._reader, department_id, told, session, self._public_base)
        return payload_of(told, known.fact, session, look)

    def _read(self, delivery: Delivery) -> KnownFact | None:
        department_id = delivery.department_id
        fact = self._reader.fact(department_id, delivery.version)
        if fact is None:
            return None
        session = self._folds.session(department_id, fact.session_id)
        # What an import recorded is in no delivery that was not asked for.
        moves = moves_of(self._reader, department_id, fact, session) if not delivery.session_id else ()
        return KnownFact(fact, events_of(fact, session, moves, with_recorded=True))


def _event(known: KnownFact | None, delivery: Delivery) -> Told | None:
    """Also its type must be right: events of people are numbered after the others, and are not always read."""
    events = known.told if known is not None else ()
    told = events[delivery.ordinal] if delivery.ordinal < len(events) else None
    return told if told is not None and told.type.value == delivery.type else None
