"""What a chatbot would send; nothing takes it yet."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hovorna.contract.wire_types import Long

#: Clients send ids as numbers or as texts.
NumericText = Annotated[str, Meta(pattern="^[0-9]+$")]


class ChannelActivityType(StrEnum):
    FORWARD = "Forward"
    HAND_OFF = "HandOff"
    GET_AVAILABLE_OPERATORS = "GetAvailableOperators"
    GET_AVAILABLE_OPERATORS_RESPONSE = "GetAvailableOperatorsResponse"
    SET_CALL_PARAMS = "SetCallParams"
    SET_CALL_PARAMS_RESPONSE = "SetCallParamsResponse"
    SEND_GUEST_OFFLINE_EMAIL = "SendGuestOfflineEmail"
    GET_CALL_PARAMS = "GetCallParams"
    GET_CALL_PARAMS_RESPONSE = "GetCallParamsResponse"
    CHATBOT_OPEN_FILE_UPLOAD_PROMPT = "ChatbotOpenFileUploadPrompt"
    CHATBOT_OPEN_FILE_UPLOAD_PROMPT_RESPONSE = "ChatbotOpenFileUploadPromptResponse"
    GET_GUEST_IDENTITY = "GetGuestIdentity"
    GET_GUEST_IDENTITY_RESPONSE = "GetGuestIdentityResponse"
    ENABLE_GUEST_UPLOAD = "EnableGuestUpload"
    ENABLE_GUEST_UPLOAD_RESPONSE = "EnableGuestUploadResponse"
    DISABLE_GUEST_UPLOAD = "DisableGuestUpload"
    DISABLE_GUEST_UPLOAD_RESPONSE = "DisableGuestUploadResponse"
    GUEST_FILE_UPLOAD = "GuestFileUpload"
    PING = "Ping"
    TEXT = "Text"
    RICH_CARD_LIST = "RichCardList"
    GET_AVAILABLE_GROUPS = "GetAvailableGroups"
    GET_AVAILABLE_GROUPS_RESPONSE = "GetAvailableGroupsResponse"
    CONVERSATION_STARTED = "ConversationStarted"
    CONVERSATION_ENDED = "ConversationEnded"
    GET_HERO_CARDS = "GetHeroCards"
    GET_HERO_CARDS_RESPONSE = "GetHeroCardsResponse"
    SEND_HERO_CARD = "SendHeroCard"
    SEND_HERO_CARD_RESPONSE = "SendHeroCardResponse"
    TYPING = "Typing"
    ENABLE_GUEST_INPUT = "EnableGuestInput"
    DISABLE_GUEST_INPUT = "DisableGuestInput"
    GUEST_INPUT_CHANGE_RESPONSE = "GuestInputChangeResponse"
    END_CONVERSATION = "EndConversation"
    GET_MEDIA_OBJECTS = "GetMediaObjects"
    GET_MEDIA_OBJECTS_RESPONSE = "GetMediaObjectsResponse"
    SHARE_FILE = "ShareFile"
    SHARE_FILE_RESPONSE = "ShareFileResponse"
    HERO_CARD_SUBMISSION = "HeroCardSubmission"
    HERO_CARD_QUICK_REPLY = "HeroCardQuickReply"
    ASSIGN_CRM_IDENTITY = "AssignCrmIdentity"
    ASSIGN_CRM_IDENTITY_RESPONSE = "AssignCrmIdentityResponse"
    OBTAIN_CRM_IDENTITY = "ObtainCrmIdentity"
    OBTAIN_CRM_IDENTITY_RESPONSE = "ObtainCrmIdentityResponse"
    SET_TAG = "SetTag"
    UNSET_TAG = "UnsetTag"
    REQUEST_LOCATION = "RequestLocation"
    GUEST_LOCATION = "GuestLocation"


class ChatbotAttachment(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    content_type: str | None = None
    content: dict[str, object] | None = None


class ChatbotActivity(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Without `activity` it is a message: a text, or attachments."""

    session_id: Long | NumericText
    activity: ChannelActivityType | None = None
    type: Literal["message"] | None = None
    operator_group_id: Long | NumericText | None = None
    #: 0 is none.
    user_id: int | None = None
    hero_card_id: Long | NumericText | None = None
    text: str | None = None
    timestamp: str | None = None
    attachments: tuple[ChatbotAttachment, ...] | None = None
    attachment_layout: Literal["list", "carousel"] | None = None
    suggested_actions: dict[str, object] | None = None
    call_params: dict[str, str | None] | None = None
