"""SessionStarted: a session began to seek an operator, or an operator began it."""

from datetime import datetime

import msgspec

from hovorna.contract.public_events import session_moments
from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Channel, Source


class SessionStartedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    tenant_id: int
    channel: Channel
    source: Source
    #: When it began to seek; the document's `started` is the first acceptance (session-semantics, section 8).
    started: datetime


def payload(session: Session, fact: Fact, department_id: int) -> SessionStartedPayload:
    mark = session_moments.started(session)
    return SessionStartedPayload(
        id=session.id,
        tenant_id=department_id,
        channel=session.channel,
        source=session.source,
        started=mark.at if mark is not None else fact.effective,
    )


def _is_first(fact: Fact, session: Session) -> bool:
    """Once per session: forwards and returns seek again, and more operators join."""
    mark = session_moments.started(session)
    return mark is not None and mark.version == fact.version


EVENT = PublicEvent(
    WebhookEventType.SESSION_STARTED,
    SessionStartedPayload,
    facts=(f.RoutingRequested, f.OperatorJoined),
    when="The session began to seek an operator, or was begun by one; once per session.",
    is_told=_is_first,
)
