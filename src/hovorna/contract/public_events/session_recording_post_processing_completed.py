"""SessionRecordingPostProcessingCompleted: a recording can be downloaded."""

import msgspec

from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.state import Session


class SessionRecordingPostProcessingCompletedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    tenant_id: int


def payload(session: Session, fact: Fact, department_id: int) -> SessionRecordingPostProcessingCompletedPayload:
    return SessionRecordingPostProcessingCompletedPayload(id=session.id, tenant_id=department_id)


EVENT = PublicEvent(
    WebhookEventType.SESSION_RECORDING_POST_PROCESSING_COMPLETED,
    SessionRecordingPostProcessingCompletedPayload,
    facts=(f.RecordingProcessed,),
    when="A recording became ready; once per recording.",
)
