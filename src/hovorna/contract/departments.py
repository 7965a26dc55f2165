"""Departments, and how busy their groups are."""

from enum import StrEnum

import msgspec

from hovorna.contract.wire_types import Name


class DepartmentModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None


class DepartmentCreateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Name | None = None


class DepartmentUpdateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Name | None = None


class PublishedChannel(StrEnum):
    """Channels as group availability tells them: messengers apart from our own chats and calls."""

    MLUVII = "Mluvii"
    EMAIL = "Email"
    PHONE = "Phone"
    FACEBOOK = "Facebook"
    WHATSAPP = "WhatsApp"
    VK = "VK"
    APPLE = "Apple"


class GroupWorkload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    #: Of this channel.
    in_queue_count_total: int
    #: Room in the group's line, which all channels share; 2147483647 where the line has no limit.
    free_queue_slots_count_total: int


class ChannelWorkload(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    #: By published channel.
    workload: dict[str, GroupWorkload]


class GroupAvailabilityModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    #: By group id.
    overall_workload: dict[str, ChannelWorkload]
