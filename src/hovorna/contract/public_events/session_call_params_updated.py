"""SessionCallParamsUpdated: the call params are others now; they are asked for."""

import msgspec

from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session


class SessionCallParamsUpdatedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    tenant_id: int


def payload(session: Session, fact: Fact, department_id: int) -> SessionCallParamsUpdatedPayload:
    return SessionCallParamsUpdatedPayload(id=session.id, tenant_id=department_id)


EVENT = PublicEvent(
    WebhookEventType.SESSION_CALL_PARAMS_UPDATED,
    SessionCallParamsUpdatedPayload,
    facts=(f.CallParamsSet,),
    when="The call params were changed after the session was created.",
)
