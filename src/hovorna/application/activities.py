"""The conversation of a session as rows ready to send, each made of one fact."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from hovorna.application import names, personal
from hovorna.application.names import Values
from hovorna.application.unit import ActivityRow
from hovorna.contract.session_activity import ActivityFile, SessionActivity
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.session.invites import invited_by_offer
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import ActivityType, Cause, ClientType

_encoder = msgspec.json.Encoder()

#: Stands for the public address in a stored document; no JSON text holds this byte (see `unit.SessionRow`).
BASE = b"\x01"
_ESCAPED_BASE = b'"downloadUrl":"\\u0001'
_RAW_BASE = b'"downloadUrl":"' + BASE

#: What anonymising takes out of the conversation.
WORDS = (f.MessagePosted, f.FileShared)

Maker = Callable[[Session, Any, Fact, Values], SessionActivity | None]


def with_raw_base(document: bytes) -> bytes:
    """The marker as one raw byte; the unescaped quotes before it can't come from anybody's text."""
    return document.replace(_ESCAPED_BASE, _RAW_BASE) if _ESCAPED_BASE in document else document


def row_of(session: Session, fact: Fact, values: Values) -> ActivityRow | None:
    """None where the fact is no part of the conversation."""
    maker = MAKERS.get(type(fact.body))
    if maker is None or (session.anonymised is not None and isinstance(fact.body, WORDS)):
        return None
    activity = maker(session, fact.body, fact, values)
    if activity is None:
        return None
    document = with_raw_base(_encoder.encode(activity))
    return ActivityRow(fact.version, session.id, fact.effective, activity.text, document)


def rows_of(session: Session, facts: Iterable[Fact], values: Values) -> list[ActivityRow]:
    rows = (row_of(session, fact, values) for fact in facts)
    return [row for row in rows if row is not None]


def _activity(fact: Fact, kind: ActivityType, **members: Any) -> SessionActivity:  # Any: members of the model
    return SessionActivity(activity_id=fact.version, time=fact.effective, type=kind, **members)


def _by(operator_id: int | None) -> dict[str, Any]:
    return {} if operator_id is None else {"client": ClientType.USER, "user_id": operator_id}


def _message(session: Session, body: f.MessagePosted, fact: Fact, values: Values) -> SessionActivity:
    return _activity(
        fact,
        body.type,
        client=body.client,
        user_id=body.operator_id,
        chatbot_id=body.chatbot_id,
        text=values.get(personal.text(fact.version)),
    )


def _file(session: Session, body: f.FileShared, fact: Fact, values: Values) -> SessionActivity:
    deleted = session.files[body.file_id].is_deleted
    url = f"\x01/api/v1/Sessions/{session.id}/files/{body.file_id}"
    file = ActivityFile(
        id=body.file_id,
        operator_owner=body.operator_id,
        department_owner=None,
        name=values.get(personal.file_name(body.file_id)),
        download_url=None if deleted else url,
        is_uploading=False,
        is_deleted=deleted,
    )
    return _activity(fact, ActivityType.SHARED_FILE, client=body.client, user_id=body.operator_id, file=file)


def _hold_started(session: Session, body: f.HoldStarted, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.ON_HOLD, **_by(body.operator_id))


def _hold_ended(session: Session, body: f.HoldEnded, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.RESUME_GUEST, **_by(body.operator_id))


def _ended(session: Session, body: f.SessionEnded, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.SESSION_ENDED, termination_reason=body.termination, **_by(body.by))


def _accepted(session: Session, body: f.OfferAccepted, fact: Fact, values: Values) -> SessionActivity | None:
    for joining in session.joinings:
        if joining.offer_id == body.offer_id:
            return _activity(fact, ActivityType.JOINED, **_by(joining.operator_id))
    return None


def _joined(session: Session, body: f.OperatorJoined, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.JOINED, **_by(body.operator_id))


def _left(session: Session, body: f.OperatorLeft, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.LEFT, **_by(body.operator_id))


def _guest_joined(session: Session, body: f.GuestJoined, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.JOINED, client=ClientType.GUEST)


def _guest_left(session: Session, body: f.GuestLeft, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.LEFT, client=ClientType.GUEST)


def _to_group(session: Session, body: f.ForwardedToGroup, fact: Fact, values: Values) -> SessionActivity:
    return _activity(
        fact,
        ActivityType.SESSION_FORWARDED,
        to_group_id=body.group_id,
        to_group_name=values.get(personal.group_name(body.group_id)),
        note=values.get(personal.forward_note(fact.version)),
        **_by(body.by_operator_id),
    )


def _to_user(session: Session, body: f.ForwardedToUser, fact: Fact, values: Values) -> SessionActivity:
    return _activity(
        fact,
        ActivityType.SESSION_FORWARDED,
        to_operator_user_id=body.operator_id,
        to_operator_full_name=names.operator(values, body.operator_id).full,
        note=values.get(personal.forward_note(fact.version)),
        **_by(body.by_operator_id),
    )


def _to_phone(session: Session, body: f.ForwardedToPhone, fact: Fact, values: Values) -> SessionActivity:
    return _activity(
        fact,
        ActivityType.SESSION_FORWARDED,
        to_phone_number=values.get(personal.forward_phone(fact.version)),
        note=values.get(personal.forward_note(fact.version)),
        **_by(body.by_operator_id),
    )


def _invited_group(session: Session, body: f.InvitedGroup, fact: Fact, values: Values) -> SessionActivity:
    return _activity(
        fact,
        ActivityType.OPERATOR_INVITED,
        to_group_id=body.group_id,
        to_group_name=values.get(personal.group_name(body.group_id)),
        **_by(body.by_operator_id),
    )


def _invited_user(session: Session, body: f.InvitedUser, fact: Fact, values: Values) -> SessionActivity:
    return _activity(
        fact,
        ActivityType.OPERATOR_INVITED,
        to_operator_user_id=body.operator_id,
        to_operator_full_name=names.operator(values, body.operator_id).full,
        **_by(body.by_operator_id),
    )


def _routing_ended(session: Session, body: f.RoutingEnded, fact: Fact, values: Values) -> SessionActivity | None:
    """Only an invite can be cancelled."""
    if body.cause is not Cause.CANCELLED:
        return None
    return _activity(fact, ActivityType.OPERATOR_INVITE_CANCELED)


def _offer_rejected(session: Session, body: f.OfferRejected, fact: Fact, values: Values) -> SessionActivity | None:
    """The invited colleague turned it down; the guest's own offers are no part of the conversation."""
    colleague = invited_by_offer(session, body.offer_id)
    return None if colleague is None else _activity(fact, ActivityType.OPERATOR_INVITE_REJECTED, **_by(colleague))


def _handoff(session: Session, body: f.ChatbotLeft, fact: Fact, values: Values) -> SessionActivity:
    return _activity(fact, ActivityType.HANDOFF, client=ClientType.CHATBOT, chatbot_id=body.chatbot_id)


MAKERS: dict[type[f.Body], Maker] = {
    f.MessagePosted: _message,
    f.FileShared: _file,
    f.HoldStarted: _hold_started,
    f.HoldEnded: _hold_ended,
    f.SessionEnded: _ended,
    f.OfferAccepted: _accepted,
    f.OperatorJoined: _joined,
    f.OperatorLeft: _left,
    f.GuestJoined: _guest_joined,
    f.GuestLeft: _guest_left,
    f.ForwardedToGroup: _to_group,
    f.ForwardedToUser: _to_user,
    f.ForwardedToPhone: _to_phone,
    f.InvitedGroup: _invited_group,
    f.InvitedUser: _invited_user,
    f.RoutingEnded: _routing_ended,
    f.OfferRejected: _offer_rejected,
    f.ChatbotLeft: _handoff,
}
