"""What an event is: its type, its payload's model and the facts that cause it, bound together."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain.facts import Body, Fact
from hovorna.domain.session.state import Session

Condition = Callable[[Fact, Session], bool]
Cause = type[Body]
Payload = type[msgspec.Struct]


def always(fact: Fact, session: Session) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class PublicEvent:
    name: WebhookEventType
    payload: Payload
    #: The facts that can cause it.
    facts: tuple[Cause, ...]
    #: When it is told, in words for the documentation.
    when: str
    #: Whether a fact of these does cause it; the session is folded up to the fact, or further.
    is_told: Condition = always
