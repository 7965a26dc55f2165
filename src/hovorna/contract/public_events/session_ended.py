"""SessionEnded: guest and operator can't be connected again in this session."""

from datetime import datetime

import msgspec

from hovorna.contract.public_events import session_moments
from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Channel, Source


class SessionEndedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    tenant_id: int
    channel: Channel
    source: Source
    #: As in the document: the first acceptance, null if nobody ever accepted.
    started: datetime | None
    ended: datetime


def payload(session: Session, fact: Fact, department_id: int) -> SessionEndedPayload:
    ended = session_moments.ended(session)
    return SessionEndedPayload(
        id=session.id,
        tenant_id=department_id,
        channel=session.channel,
        source=session.source,
        started=session.started.at if session.started is not None else None,
        ended=ended.at if ended is not None else fact.effective,
    )


EVENT = PublicEvent(
    WebhookEventType.SESSION_ENDED,
    SessionEndedPayload,
    facts=(f.SessionEnded, f.GuestBanned),
    when="The session is over, or its guest was banned.",
)
