"""SessionOperatorConcluded: an operator finished the after-call work."""

from datetime import datetime

import msgspec

from hovorna.contract.public_events import session_moments
from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Channel, Source


class SessionOperatorConcludedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    tenant_id: int
    user_id: int
    channel: Channel
    source: Source
    time: datetime


def payload(session: Session, fact: Fact, department_id: int) -> SessionOperatorConcludedPayload:
    moment = session_moments.known(session_moments.concluded_by(session, fact))
    return SessionOperatorConcludedPayload(
        id=session.id,
        tenant_id=department_id,
        user_id=moment.operator_id,
        channel=session.channel,
        source=session.source,
        time=moment.at,
    )


EVENT = PublicEvent(
    WebhookEventType.SESSION_OPERATOR_CONCLUDED,
    SessionOperatorConcludedPayload,
    facts=(f.OperatorConcluded,),
    when="An operator finished the after-call work.",
    is_told=lambda fact, session: session_moments.concluded_by(session, fact) is not None,
)
