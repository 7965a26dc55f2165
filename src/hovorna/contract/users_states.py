"""What people are doing, as the published API shows and takes it, and the reasons for breaks, which are ours."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from hovorna.contract.users import Id
from hovorna.contract.wire_types import Long
from hovorna.domain.vocabulary import OperatorStateKind

Note = Annotated[str, Meta(max_length=500)]


class UserSimplifiedStatus(StrEnum):
    OFFLINE = "OFFLINE"
    ONLINE = "ONLINE"
    BUSY = "BUSY"
    AWAY = "AWAY"


class UserAvailabilityStatus(StrEnum):
    DEFAULT = "DEFAULT"
    AWAY = "AWAY"
    ON_CALL = "ON_CALL"


_SIMPLIFIED: dict[OperatorStateKind, UserSimplifiedStatus] = {
    OperatorStateKind.OFFLINE: UserSimplifiedStatus.OFFLINE,
    OperatorStateKind.DISCONNECTED: UserSimplifiedStatus.OFFLINE,
    OperatorStateKind.ONLINE: UserSimplifiedStatus.ONLINE,
    OperatorStateKind.AWAY: UserSimplifiedStatus.AWAY,
    OperatorStateKind.BREAK: UserSimplifiedStatus.AWAY,
    OperatorStateKind.BEFORE_CALL: UserSimplifiedStatus.BUSY,
    OperatorStateKind.ON_CALL: UserSimplifiedStatus.BUSY,
    OperatorStateKind.AFTER_CALL: UserSimplifiedStatus.BUSY,
}

_AVAILABILITY: dict[OperatorStateKind, UserAvailabilityStatus] = {
    OperatorStateKind.AWAY: UserAvailabilityStatus.AWAY,
    OperatorStateKind.BREAK: UserAvailabilityStatus.AWAY,
    OperatorStateKind.ON_CALL: UserAvailabilityStatus.ON_CALL,
}


def simplified_status(kind: OperatorStateKind, is_on_call: bool = False) -> UserSimplifiedStatus:
    """`is_on_call`: away because of a call that goes on elsewhere."""
    return UserSimplifiedStatus.BUSY if is_on_call else _SIMPLIFIED[kind]


def availability_status(kind: OperatorStateKind, is_on_call: bool = False) -> UserAvailabilityStatus:
    if is_on_call:
        return UserAvailabilityStatus.ON_CALL
    return _AVAILABILITY.get(kind, UserAvailabilityStatus.DEFAULT)


class OperatorStateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    state_kind: OperatorStateKind
    break_state_id: int | None
    break_state_name: str | None
    is_break_state_paid: bool | None
    note: str | None
    changed: datetime
    #: Somebody else set it.
    forced: bool


class OperatorStatesModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of a person's history, the oldest change first."""

    #: The latest change there is, for the next request.
    last_modified: datetime
    limit: int
    page: int
    total_count: Long
    data: tuple[OperatorStateModel, ...]


class SetOperatorStateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    state_kind: OperatorStateKind
    break_state_id: Id | None = None
    note: Note | None = None


class UserStatusInfoModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    simplified_status: UserSimplifiedStatus
    availability_status: UserAvailabilityStatus
    availability_status_reason: str | None
    #: Also published, beside the two above that it replaces.
    state: OperatorStateKind


class SetAvailabilityStatusModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    status: UserAvailabilityStatus
    reason: Note | None = None


class NewBreakState(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    is_paid: bool = False


class BreakStateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str
    is_paid: bool
