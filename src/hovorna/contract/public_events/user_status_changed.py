"""UserStatusChanged: a person's simplified status or availability is another."""

import msgspec

from hovorna.contract.public_events.event import PublicEvent
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.contract.public_events.told import OperatorMove, Standing
from hovorna.contract.users_states import (
    UserAvailabilityStatus,
    UserSimplifiedStatus,
    availability_status,
    simplified_status,
)
from hovorna.domain import facts as f


class UserStatusChangedPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    status: UserSimplifiedStatus
    availability_status: UserAvailabilityStatus
    availability_status_reason: str | None


def is_another(move: OperatorMove) -> bool:
    """Of the many steps of a timeline only those that others would see: also another reason is news."""
    return _seen(move.before) != _seen(move.after)


def _seen(standing: Standing) -> tuple[object, ...]:
    kind, is_on_call = standing.kind, standing.is_on_call
    return simplified_status(kind, is_on_call), availability_status(kind, is_on_call), standing.noted


def payload(move: OperatorMove, reason: str | None) -> UserStatusChangedPayload:
    kind, is_on_call = move.after.kind, move.after.is_on_call
    return UserStatusChangedPayload(
        user_id=move.operator_id,
        status=simplified_status(kind, is_on_call),
        availability_status=availability_status(kind, is_on_call),
        availability_status_reason=reason,
    )


EVENT = PublicEvent(
    WebhookEventType.USER_STATUS_CHANGED,
    UserStatusChangedPayload,
    facts=(
        f.PresenceSet,
        f.OperatorDisconnected,
        f.OperatorReturned,
        f.OfferAccepted,
        f.OperatorJoined,
        f.OperatorLeft,
        f.OperatorConcluded,
        f.GuestJoined,
        f.SessionEnded,
        f.GuestBanned,
    ),
    when="What others see of a person's state, availability or its reason is another; told per department.",
)
