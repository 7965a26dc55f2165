"""Which events a fact causes: the same log always tells the same, in the same order."""

from collections import defaultdict
from collections.abc import Sequence

from hovorna.contract.public_events import EVENTS, guest_identity_updated
from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.contract.public_events.told import OperatorMove, Told
from hovorna.contract.public_events.user_status_changed import is_another
from hovorna.domain.facts import Body, Fact
from hovorna.domain.session.state import Session


def _by_fact() -> dict[type[Body], tuple[PublicEvent, ...]]:
    found: defaultdict[type[Body], list[PublicEvent]] = defaultdict(list)
    for event in EVENTS:
        if event.name is WebhookEventType.USER_STATUS_CHANGED:
            continue  # Follows from what the fact changed of operators, not from the fact alone.
        for fact in event.facts:
            found[fact].append(event)
    return {fact: tuple(events) for fact, events in found.items()}


_EVENTS = _by_fact()


def events_of(
    fact: Fact, session: Session | None, moves: Sequence[OperatorMove] = (), with_recorded: bool = False
) -> tuple[Told, ...]:
    """In the order in which they are to be told.

    `session`: folded up to the fact, or further (that changes nothing); None where the fact is of no session.
    `moves`: what the fact changed of operators (application/webhooks/operator_moves.py); () where nobody wants to be
    told of people. What an import recorded happened elsewhere and long ago: it is told only `with_recorded`, on demand.
    """
    if not fact.is_decided and not with_recorded:
        return ()
    entities = _entities_of(fact)
    told: list[tuple[WebhookEventType, str, OperatorMove | None]] = [
        (event.name, entity, None)
        for event in _EVENTS.get(type(fact.body), ())
        if session is None or event.is_told(fact, session)
        for entity in entities
    ]
    # Last, so that leaving them out changes no other event's ordinal.
    told += [
        (WebhookEventType.USER_STATUS_CHANGED, f"user:{move.operator_id}", move) for move in moves if is_another(move)
    ]
    return tuple(Told(kind, entity, ordinal, move) for ordinal, (kind, entity, move) in enumerate(told))


def _entities_of(fact: Fact) -> tuple[str, ...]:
    if fact.session_id:
        return (f"session:{fact.session_id}",)
    return guest_identity_updated.entities_of(fact) or ("company",)
