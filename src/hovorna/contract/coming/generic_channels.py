"""What an external channel would send, as the published API names it; nothing takes it yet."""

from datetime import datetime
from enum import StrEnum

import msgspec


class GenericChannelActivityType(StrEnum):
    CHAT_MESSAGE = "ChatMessage"
    OPERATOR_JOINED = "OperatorJoined"
    OPERATOR_LEFT = "OperatorLeft"
    GUEST_LEFT = "GuestLeft"


class GenericChannelIncomingActivity(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    conversation_id: str
    type: GenericChannelActivityType
    text: str | None = None
    operator_user_id: int | None = None
    operator_user_full_name: str | None = None
    operator_pfp: str | None = None
    id: str
    timestamp: datetime
    conversation_metadata: dict[str, str] | None = None


class GenericChannelWebhookPayload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    activities: tuple[GenericChannelIncomingActivity, ...] | None = None
