"""Widget presets and their configuration, as published; making and deleting presets is ours."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from hovorna.contract.forms import Id
from hovorna.contract.wire_types import Locale, Name

MOST_RECORDS = 500


class WidgetConfigType(StrEnum):
    BUTTON = "BUTTON"
    WINDOW = "WINDOW"
    PRESET_PRIVATE = "PRESET_PRIVATE"
    PRESET_PUBLIC = "PRESET_PUBLIC"


class WidgetButtonType(StrEnum):
    CHAT_MLUVII = "CHAT_MLUVII"
    CHAT_CUSTOM = "CHAT_CUSTOM"
    CHAT_CLOUD = "CHAT_CLOUD"
    CHAT_THUMB = "CHAT_THUMB"
    CHAT_COMICS = "CHAT_COMICS"
    VIDEO = "VIDEO"
    PHONE = "PHONE"
    PHONE_MLUVII = "PHONE_MLUVII"
    PHONE_PANEL_CIRCLE = "PHONE_PANEL_CIRCLE"
    PHONE_BOOKMARK = "PHONE_BOOKMARK"


class WidgetPresetModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    name: str | None
    button_visible: bool
    department_id: int


class WidgetConfigModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    config_type: WidgetConfigType
    button_type: WidgetButtonType | None
    property_name: str | None
    default_value: str | None
    current_value: str | None
    language: str | None
    form_id: int | None


class WidgetConfigRecordModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A value of null is the default again."""

    config_type: WidgetConfigType
    property_name: Name
    button_type: WidgetButtonType | None = None
    language: Locale | None = None
    value: str | None = None


class WidgetConfigRecordsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    config_records: Annotated[list[WidgetConfigRecordModel], Meta(max_length=MOST_RECORDS)]


class UpdateChatButtonModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    display_button: bool | None = None


class WidgetFormModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A form of null is none."""

    property_name: Name
    form_id: int | None = None


class WidgetFormsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    config_records: Annotated[list[WidgetFormModel], Meta(max_length=MOST_RECORDS)]


class NewWidgetPreset(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    department_id: Id
    name: Name
