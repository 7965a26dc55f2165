"""What a fact makes known: which event, of whom, and how an operator's standing changed by it."""

import msgspec

from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain.vocabulary import OperatorStateKind


class Standing(msgspec.Struct, frozen=True):
    """How an operator stands after a fact, as far as it is told."""

    kind: OperatorStateKind = OperatorStateKind.OFFLINE
    #: Away because of a call that goes on elsewhere.
    is_on_call: bool = False
    #: Version of the fact that set the presence, where a note explains it; else 0.
    noted: int = 0


class OperatorMove(msgspec.Struct, frozen=True):
    """What one fact changed of one operator's standing."""

    operator_id: int
    before: Standing
    after: Standing


class Told(msgspec.Struct, frozen=True):
    """An event that a fact causes. Within the log, version and ordinal name it for good."""

    type: WebhookEventType
    #: Whose order is kept: "session:12", "user:7", "contact:5" or "company".
    entity: str
    #: Its place among the events of its fact, from 0.
    ordinal: int
    #: Only where it is about an operator's standing.
    move: OperatorMove | None = None
