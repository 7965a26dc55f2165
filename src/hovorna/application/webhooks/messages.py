"""Makes a delivery's bytes again from the log: version and ordinal name the event, everything else is looked up."""

from hovorna.application.ports import LogReader
from hovorna.application.webhooks.operator_moves import moves_of
from hovorna.application.webhooks.payloads import Looks, payload_of
from hovorna.contract.public_events.telling import events_of
from hovorna.contract.public_events.told import Told
from hovorna.domain.facts import Fact
from hovorna.domain.session import fold
from hovorna.domain.session.state import Session


def session_of(reader: LogReader, department_id: int, fact: Fact) -> Session | None:
    """As it stands now; what is told of an earlier moment is the same."""
    if not fact.session_id:
        return None
    facts = reader.session_facts(department_id, fact.session_id)
    return fold.fold(facts) if facts else None


def message_of(reader: LogReader, department_id: int, version: int, ordinal: int, public_base: str) -> bytes | None:
    """None where the log has no such event."""
    fact = reader.fact(department_id, version)
    if fact is None:
        return None
    session = session_of(reader, department_id, fact)
    events = events_of(fact, session, moves_of(reader, department_id, fact, session), with_recorded=True)
    if ordinal >= len(events):
        return None
    told = events[ordinal]
    return payload_of(told, fact, session, looks(reader, department_id, told, session, public_base))


def looks(reader: LogReader, department_id: int, told: Told, session: Session | None, public_base: str) -> Looks:
    """What the store holds now of what the event tells."""
    values = reader.personal_of(department_id, session.id) if session is not None else {}
    noted = told.move.after.noted if told.move is not None else 0
    notes = reader.presence_notes(department_id, [noted]) if noted else {}
    return Looks(department_id, public_base, values, notes)
