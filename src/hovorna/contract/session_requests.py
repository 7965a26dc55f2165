"""The smaller bodies of the Sessions resource: params, files, forward, note."""

from datetime import datetime

import msgspec

from hovorna.contract.wire_types import Phone
from hovorna.contract.wire_words import FileRemovalState
from hovorna.domain.vocabulary import ParamSource


class CallParam(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: str | None
    #: A text also where it looks like a number.
    value: str | None
    read_only: bool = False
    source: ParamSource
    updated_date: datetime


class CallParamsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    call_params: tuple[CallParam, ...]


class UpdateCallParamsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Only the given keys are set; their letter case is the client's."""

    call_params: dict[str, str | None] | None = None


class SessionFiles(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    file_ids: tuple[int, ...] | None = None


class SessionFileResponse(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    file_id: int
    state: FileRemovalState


class ForwardSessionModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    operator_group_id: int | None = None
    user_id: int | None = None
    chatbot_id: int | None = None
    phone_number: Phone | None = None
    note: str | None = None


class SessionNoteModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    note: str | None = None
