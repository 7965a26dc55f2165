"""The routing history of a session (session-semantics, section 5), as the published `RoutingTimeLine` has it."""

from datetime import datetime

import msgspec

from hovorna.contract.wire_types import Long
from hovorna.domain.vocabulary import RoutingActivity


class IdNameModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None = None


class RoutingTimelineOperator(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    first_name: str | None = None
    last_name: str | None = None


class RoutingTimeLine(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    routing_request_id: Long
    timestamp: datetime
    activity_type: RoutingActivity
    group: IdNameModel | None = None
    phone_number: str | None = None
    operator: RoutingTimelineOperator | None = None
    forwarded_by_operator: RoutingTimelineOperator | None = None
    invited_by_operator: RoutingTimelineOperator | None = None
