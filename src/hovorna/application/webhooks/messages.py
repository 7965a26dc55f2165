"""Looks up what the store holds now of the things that an event tells."""

from hovorna.application.ports import LogReader
from hovorna.application.webhooks.payloads import Looks, needs_words
from hovorna.contract.public_events.told import Told
from hovorna.domain.session.state import Session


def looks(reader: LogReader, department_id: int, told: Told, session: Session | None, public_base: str) -> Looks:
    values = reader.personal_of(department_id, session.id) if session is not None and needs_words(told) else {}
    noted = told.move.after.noted if told.move is not None else 0
    notes = reader.presence_notes(department_id, [noted]) if noted else {}
    return Looks(department_id, public_base, values, notes)
