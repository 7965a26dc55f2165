"""Invitations: numbers and links with which guests reach one operator."""

from datetime import datetime

import msgspec

from hovorna.contract.users import Id


class CreateInvitationModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    operator_id: Id
    department_id: Id
    #: Ours, as is the next: until when it may be used; null is for good.
    valid_until: datetime | None = None
    #: The first session that it begins uses it up.
    is_one_off: bool = False


class ResponseInvitationModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    url: str
    id: int


class InvitationModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    url: str
    #: What the guest enters.
    number: str
    operator_id: int
    department_id: int
    created: datetime
    valid_until: datetime | None
    is_one_off: bool
    #: When a one-off invitation was used.
    used: datetime | None
    is_revoked: bool
