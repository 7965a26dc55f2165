"""What is sent of an event: {"eventType": ..., "data": ...}.

The words of guest and operator are read when it is sent, not when it happened: what was erased meanwhile is null.
"""

from collections.abc import Callable, Mapping

import msgspec

from hovorna.application import activities
from hovorna.application.names import Values
from hovorna.contract.public_events import (
    application_setting_changed,
    guest_identity_updated,
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
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.contract.public_events.session_activity import SessionActivityPayload
from hovorna.contract.public_events.told import Told
from hovorna.contract.session_activity import ActivityFile, SessionActivity
from hovorna.domain.facts import Fact, SettingChanged
from hovorna.domain.session.state import Session


class Looks(msgspec.Struct, frozen=True):
    """What the store holds now."""

    department_id: int
    #: Where files can be fetched, without a slash at its end: "https://calls.example".
    public_base: str
    #: The session's personal values (`LogReader.personal_of`).
    values: Values = {}
    #: Notes on presences, by version of their fact (`LogReader.presence_notes`).
    notes: Mapping[int, str] = {}


class _Message(msgspec.Struct, frozen=True, rename="camel"):
    event_type: E
    data: msgspec.Struct


_Maker = Callable[[Session, Fact, int], msgspec.Struct]

_OF_SESSION: dict[E, _Maker] = {
    E.SESSION_CREATED: session_created.payload,
    E.SESSION_STARTED: session_started.payload,
    E.SESSION_ENDED: session_ended.payload,
    E.SESSION_FORWARDED: session_forwarded.payload,
    E.SESSION_OPERATOR_JOINED: session_operator_joined.payload,
    E.SESSION_OPERATOR_LEFT: session_operator_left.payload,
    E.SESSION_OPERATOR_CONCLUDED: session_operator_concluded.payload,
    E.SESSION_CALL_PARAMS_UPDATED: session_call_params_updated.payload,
    E.SESSION_RECORDING_POST_PROCESSING_COMPLETED: session_recording_post_processing_completed.payload,
}

_encoder = msgspec.json.Encoder()


def needs_words(told: Told) -> bool:
    """Whether the session's personal values may stand in it; for most events nobody need look for them."""
    return told.type not in _OF_SESSION


def payload_of(told: Told, fact: Fact, session: Session | None, look: Looks) -> bytes:
    """`session`: folded up to the fact, or better as far as it went: a file that was deleted since has no address."""
    return _encoder.encode(_Message(told.type, _data(told, fact, session, look)))


def _data(told: Told, fact: Fact, session: Session | None, look: Looks) -> msgspec.Struct:
    if told.move is not None:
        return user_status_changed.payload(told.move, look.notes.get(told.move.after.noted))
    if isinstance(fact.body, SettingChanged):
        return application_setting_changed.payload(fact.body)
    if told.type is E.GUEST_IDENTITY_UPDATED:
        return guest_identity_updated.payload(told.entity, look.department_id)
    if session is None:
        raise ValueError(f"{told.type} is told of a session.")
    maker = _OF_SESSION.get(told.type)
    return _activity(session, fact, look) if maker is None else maker(session, fact, look.department_id)


def _activity(session: Session, fact: Fact, look: Looks) -> SessionActivityPayload:
    one = activities.MAKERS[type(fact.body)](session, fact.body, fact, look.values)
    if one is None:
        raise ValueError(f"Version {fact.version} is no part of the conversation.")
    return SessionActivityPayload(
        session_id=session.id,
        activity_id=one.activity_id,
        time=one.time,
        type=one.type,
        client=one.client,
        text=one.text,
        file=_file(one, look.public_base),
        to_operator_user_id=one.to_operator_user_id,
        to_operator_full_name=one.to_operator_full_name,
        to_group_id=one.to_group_id,
        to_group_name=one.to_group_name,
        to_phone_number=one.to_phone_number,
        note=one.note,
        user_id=one.user_id,
        chatbot_id=one.chatbot_id,
        termination_reason=one.termination_reason,
    )


def _file(one: SessionActivity, public_base: str) -> ActivityFile | None:
    file = one.file
    if file is None or file.download_url is None:
        return file
    return msgspec.structs.replace(file, download_url=file.download_url.replace(activities.BASE.decode(), public_base))
