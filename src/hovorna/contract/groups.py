"""Operator groups and their members."""

from datetime import datetime
from enum import StrEnum

import msgspec

from hovorna.contract.wire_types import Name


class OperatorGroupType(StrEnum):
    NORMAL = "NORMAL"
    ALL_OPERATORS = "ALL_OPERATORS"
    CHATBOT = "CHATBOT"


class GroupModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None
    created: datetime
    type: OperatorGroupType
    department_id: int


class CreateGroupModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Name
    department_id: int


class UpdateGroupModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_ids: tuple[int, ...] | None = None


class GroupName(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Name


class GroupMember(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A member with a lower priority number is asked first, where the group's strategy is `priority_order`."""

    user_id: int
    priority: int = 100


class GroupMembers(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The whole list; whoever is not in it is no member any more."""

    members: tuple[GroupMember, ...]
