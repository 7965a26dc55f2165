"""SessionCreated: a session came into being."""

import msgspec

from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Channel, Source


class SessionCreatedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    tenant_id: int
    channel: Channel
    source: Source


def payload(session: Session, fact: Fact, department_id: int) -> SessionCreatedPayload:
    return SessionCreatedPayload(id=session.id, tenant_id=department_id, channel=session.channel, source=session.source)


EVENT = PublicEvent(
    WebhookEventType.SESSION_CREATED,
    SessionCreatedPayload,
    facts=(f.SessionCreated,),
    when="A session came into being.",
)
