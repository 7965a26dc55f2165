"""Forms: what guests and operators fill in, as the published API lists them; the fields are ours."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from hovorna.contract.departments import PublishedChannel
from hovorna.contract.wire_types import Name

Id = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Label = Annotated[str, Meta(max_length=500)]
#: It becomes the name of a call param.
FieldName = Annotated[str, Meta(min_length=1, max_length=200)]
LanguageTag = Annotated[str, Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]


class FormEntrypoint(StrEnum):
    """Where a form is filled in."""

    ENTRY = "Entry"
    FEEDBACK = "Feedback"
    OFFLINE = "Offline"
    CHAT = "Chat"
    CALL_SCRIPT = "CallScript"


class FieldType(StrEnum):
    """Words of the published fields that a browser can show and a call param can hold."""

    TEXT = "Text"
    EMAIL = "Email"
    PHONE = "Phone"
    NUMBER = "Number"
    TEXT_AREA = "TextArea"
    RADIO = "Radio"
    SELECT = "Select"
    GDPR = "Gdpr"
    CONFIRMATION = "Confirmation"
    IDENTIFICATION = "Identification"
    STARS = "Stars"
    SMILES = "Smiles"
    THUMBS = "Thumbs"
    NPS_SCALE = "NPSScale"


class FormField(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """`name` becomes that of a call param. `options` are for Radio and Select, which need them."""

    name: FieldName
    type: FieldType = FieldType.TEXT
    label: Label = ""
    #: Language tag -> label.
    labels: dict[LanguageTag, Label] = {}
    is_required: bool = False
    options: Annotated[tuple[Label, ...], Meta(max_length=200)] = ()


Fields = Annotated[tuple[FormField, ...], Meta(max_length=50)]


class FormModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    form_type: FormEntrypoint
    form_channel: PublishedChannel
    name: str | None
    #: None: every department has it.
    department_id: int | None
    predefined: bool


class FormWithFields(FormModel, frozen=True, kw_only=True, rename="camel"):
    fields: tuple[FormField, ...]


class NewForm(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    department_id: Id
    form_type: FormEntrypoint
    name: Name
    form_channel: PublishedChannel = PublishedChannel.MLUVII
    fields: Fields = ()


class ChangedForm(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Entry point and channel of a form never change."""

    name: Name
    fields: Fields = ()
