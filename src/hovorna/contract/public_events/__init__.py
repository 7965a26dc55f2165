"""What webhooks tell: one file per event, or per family where payloads are one model."""

from hovorna.contract.public_events import (
    application_setting_changed,
    guest_identity_updated,
    session_activity,
    session_call_params_updated,
    session_created,
    session_ended,
    session_forwarded,
    session_operator_concluded,
    session_operator_joined,
    session_operator_left,
    session_recording_post_processing_completed,
    session_started,
    user_status_changed,
)
from hovorna.contract.public_events.event import PublicEvent

#: Every event that can occur; of one fact they are told in this order.
EVENTS: tuple[PublicEvent, ...] = (
    session_created.EVENT,
    session_started.EVENT,
    session_operator_joined.EVENT,
    session_forwarded.EVENT,
    session_ended.EVENT,
    session_operator_left.EVENT,
    session_operator_concluded.EVENT,
    session_call_params_updated.EVENT,
    session_recording_post_processing_completed.EVENT,
    *session_activity.EVENTS,
    guest_identity_updated.EVENT,
    application_setting_changed.EVENT,
    user_status_changed.EVENT,
)
