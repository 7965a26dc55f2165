"""Tags of a department's sessions."""

import msgspec


class TagModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None
    label: str | None
    department_id: int
    background_argb: str | None
    text_argb: str | None


class CreateTagModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: str
    label: str | None = None
    background_argb: str | None = None
    text_argb: str | None = None


class UpdateTagModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    label: str | None = None
    background_argb: str | None = None
    text_argb: str | None = None
