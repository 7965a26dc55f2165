"""WhatsApp numbers as published."""

import msgspec

from hovorna.contract.wire_types import Guid


class WhatsAppSubscriptionModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: Guid
    department_id: int
    name: str | None
    phone_number: str | None
