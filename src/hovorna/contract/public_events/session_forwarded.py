"""SessionForwarded: an operator, or the API, hands the session over."""

from datetime import datetime

import msgspec

from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Channel, Source


class SessionForwardedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """To whom; all three are null where it goes to a telephone number."""

    id: int
    tenant_id: int
    channel: Channel
    source: Source
    time: datetime
    user_id: int | None
    operator_group_id: int | None
    chatbot_id: int | None


def payload(session: Session, fact: Fact, department_id: int) -> SessionForwardedPayload:
    body = fact.body
    return SessionForwardedPayload(
        id=session.id,
        tenant_id=department_id,
        channel=session.channel,
        source=session.source,
        time=fact.effective,
        user_id=body.operator_id if isinstance(body, f.ForwardedToUser) else None,
        operator_group_id=body.group_id if isinstance(body, f.ForwardedToGroup) else None,
        chatbot_id=None,
    )


EVENT = PublicEvent(
    WebhookEventType.SESSION_FORWARDED,
    SessionForwardedPayload,
    facts=(f.ForwardedToGroup, f.ForwardedToUser, f.ForwardedToPhone),
    when="The session was handed over; to a telephone number, as soon as that is dialled.",
)
