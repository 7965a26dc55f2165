"""Tags of a department's sessions."""

import msgspec

from hovorna.contract.wire_types import Colour, Name


class TagModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None
    label: str | None
    department_id: int
    background_argb: str | None
    text_argb: str | None


class CreateTagModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Name
    label: Name | None = None
    background_argb: Colour | None = None
    text_argb: Colour | None = None


class UpdateTagModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    label: Name | None = None
    background_argb: Colour | None = None
    text_argb: Colour | None = None
