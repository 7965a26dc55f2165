"""What stands in a session's conversation, as the published model `SessionModel_Activity` has it."""

from datetime import datetime

import msgspec

from hovorna.contract.wire_types import Long
from hovorna.contract.wire_words import (
    AvRequestState,
    DeliveryState,
    FormFieldInputType,
    HeroCardSubmissionResult,
    MediaResult,
)
from hovorna.domain.vocabulary import ActivityType, ClientType, TerminationReason


class ActivityFile(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    operator_owner: int | None
    department_owner: int | None
    name: str | None
    #: Absolute; answers with the bytes themselves.
    download_url: str | None
    is_uploading: bool
    is_deleted: bool


class FormChoiceOption(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    value: str | None = None
    label: str | None = None


class ActivityFormField(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    key: str | None = None
    label: str | None = None
    required: bool = False
    input_type: FormFieldInputType
    choice_options: tuple[FormChoiceOption, ...] | None = None


class SessionActivity(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    activity_id: Long
    time: datetime
    type: ActivityType
    client: ClientType | None = None
    user_id: int | None = None
    chatbot_id: int | None = None
    file: ActivityFile | None = None
    text: str | None = None
    #: Free JSON that the chatbot sent.
    chatbot_message_content: object = None
    response: AvRequestState | None = None
    result: MediaResult | None = None
    stream_available: bool | None = None
    to_operator_user_id: int | None = None
    to_operator_full_name: str | None = None
    to_group_id: int | None = None
    to_group_name: str | None = None
    to_phone_number: str | None = None
    note: str | None = None
    call_script_id: int | None = None
    hero_card_id: int | None = None
    original_form_id: int | None = None
    hero_card: tuple[ActivityFormField, ...] | None = None
    call_script: tuple[ActivityFormField, ...] | None = None
    reply_to_activity_id: Long | None = None
    submission_of_activity_id: Long | None = None
    submission_by_operator_id: int | None = None
    submission_result: HeroCardSubmissionResult | None = None
    submission_params: dict[str, str] | None = None
    submission_identification: str | None = None
    termination_reason: TerminationReason | None = None
    chatbot_hero_card_submission_key: str | None = None
    chatbot_hero_card_submission_value: str | None = None
    status: DeliveryState | None = None
