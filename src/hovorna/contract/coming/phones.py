"""Calls that the API dials, as the published API names them; nothing dials them yet."""

from datetime import datetime

import msgspec

from hovorna.contract.wire_types import Long


class CallerIdItem(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    caller_id: str | None = None
    is_default: bool
    department_id: int


class CallerIdModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    caller_ids: tuple[CallerIdItem, ...] | None = None


class OutboundCallModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    operator_id: int
    department_id: int
    phone_number: str
    caller_id: str | None = None


class TwoWayCallModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    department_id: int
    first_number: str
    second_number: str
    mask_number: str


class PhoneCallEvent(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    event: str | None = None
    date: datetime
    action: dict[str, str] | None = None


class PhoneCall(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    phone_call_id: Long
    unique_id: str | None = None
    company_department_id: int
    created: datetime
    events: tuple[PhoneCallEvent, ...] | None = None
    session_id: Long | None = None
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
