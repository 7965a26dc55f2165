"""SessionActivity*: what is said, shown and done in a conversation, all with one payload."""

from datetime import datetime

import msgspec

from hovorna.contract.public_events.event import Condition, PublicEvent, always
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.contract.session_activity import ActivityFile
from hovorna.contract.wire_types import Guid
from hovorna.domain import facts as f
from hovorna.domain.facts import Body, Fact
from hovorna.domain.session.invites import invited_by_offer
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import ActivityType, Cause, ClientType, TerminationReason


class SessionActivityPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    session_id: int
    activity_id: int
    time: datetime
    type: ActivityType
    hero_card: tuple[object, ...] | None = None
    hero_card_params: tuple[object, ...] | None = None
    call_script: tuple[object, ...] | None = None
    client: ClientType | None = None
    #: Null once the session was anonymised, like every word of its guest.
    text: str | None = None
    preview_url: object = None
    file: ActivityFile | None = None
    associated_shared_file_url: str | None = None
    to_operator_user_id: int | None = None
    to_operator_full_name: str | None = None
    to_group_id: int | None = None
    to_group_name: str | None = None
    to_phone_number: str | None = None
    note: str | None = None
    chatbot_message_content: str | None = None
    submission_identification: str | None = None
    user_id: int | None = None
    chatbot_id: int | None = None
    chatbot_hero_card_submission_key: str | None = None
    chatbot_hero_card_submission_value: str | None = None
    form_field_set_uuid: Guid | None = msgspec.field(name="formFieldSetUUID", default=None)
    termination_reason: TerminationReason | None = None


def _posted(kind: ActivityType) -> Condition:
    def is_told(fact: Fact, session: Session) -> bool:
        return isinstance(fact.body, f.MessagePosted) and fact.body.type is kind

    return is_told


def _is_cancelled(fact: Fact, session: Session) -> bool:
    """Only an invite can be cancelled."""
    return isinstance(fact.body, f.RoutingEnded) and fact.body.cause is Cause.CANCELLED


def _is_invited(fact: Fact, session: Session) -> bool:
    return isinstance(fact.body, f.OfferRejected) and invited_by_offer(session, fact.body.offer_id) is not None


def _event(kind: E, when: str, *facts: type[Body], is_told: Condition = always) -> PublicEvent:
    return PublicEvent(kind, SessionActivityPayload, facts, when, is_told)


_FORWARDS = (f.ForwardedToGroup, f.ForwardedToUser, f.ForwardedToPhone)

EVENTS = (
    _event(
        E.SESSION_ACTIVITY_CHAT_MESSAGE,
        "Somebody wrote a message.",
        f.MessagePosted,
        is_told=_posted(ActivityType.CHAT_MESSAGE),
    ),
    _event(E.SESSION_ACTIVITY_SHARED_FILE, "Somebody shared a file.", f.FileShared),
    _event(E.SESSION_ACTIVITY_ON_HOLD, "The guest was put on hold.", f.HoldStarted),
    _event(E.SESSION_ACTIVITY_RESUME_GUEST, "The guest was taken off hold.", f.HoldEnded),
    _event(
        E.SESSION_ACTIVITY_AUTO_ACTIVITY,
        "A message was sent by a rule.",
        f.MessagePosted,
        is_told=_posted(ActivityType.AUTO_ACTIVITY),
    ),
    _event(E.SESSION_ACTIVITY_SESSION_ENDED, "The session is over.", f.SessionEnded),
    _event(E.SESSION_ACTIVITY_SESSION_FORWARDED, "The session was handed over.", *_FORWARDS),
    _event(E.SESSION_ACTIVITY_OPERATOR_INVITED, "A colleague was asked in.", f.InvitedGroup, f.InvitedUser),
    _event(
        E.SESSION_ACTIVITY_OPERATOR_INVITE_CANCELED,
        "The invitation of a colleague was taken back.",
        f.RoutingEnded,
        is_told=_is_cancelled,
    ),
    _event(
        E.SESSION_ACTIVITY_OPERATOR_INVITE_REJECTED,
        "A colleague who was asked in turned it down.",
        f.OfferRejected,
        is_told=_is_invited,
    ),
)
