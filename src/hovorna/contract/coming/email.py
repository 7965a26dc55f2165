"""E-mail threads and messages as the published API names them; nothing fetches or sends them yet."""

from datetime import datetime
from enum import StrEnum

import msgspec

from hovorna.contract.session_model import AssignedTag
from hovorna.contract.wire_types import Long


class EmailThreadState(StrEnum):
    IN_QUEUE = "InQueue"
    WAITING = "Waiting"
    ACCEPTED = "Accepted"
    SENT_TO_CLIENT = "SentToClient"
    DID_NOT_ANSWER = "DidNotAnswer"


class EmailThreadInitiator(StrEnum):
    CLIENT = "Client"
    OPERATOR = "Operator"


class EmailThreadOperators(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    user_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    assigned: datetime
    unassigned: datetime | None = None


class EmailThreadActivityType(StrEnum):
    MAIL = "Mail"
    NOTE = "Note"
    DID_NOT_ANSWER = "DidNotAnswer"
    OPEN = "Open"
    FORWARD = "Forward"
    FORWARD_TO_OPERATORS = "ForwardToOperators"
    AUTO_IGNORE = "AutoIgnore"
    REPLY_AGAIN = "ReplyAgain"


class EmailThreadActivity(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: Long
    body: str | None = None
    type: EmailThreadActivityType
    user_id: int | None = None
    created: datetime


class EmailThreadModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: Long
    company_id: int
    department_id: int
    tags: tuple[AssignedTag, ...] | None = None
    state: EmailThreadState
    created: datetime
    last_client_message: datetime | None = None
    subject: str | None = None
    client_name: str | None = None
    client_names: tuple[str, ...] | None = None
    client_email: str | None = None
    client_emails: tuple[str, ...] | None = None
    inbox_name: str | None = None
    inbox_address: str | None = None
    initiator: EmailThreadInitiator
    operators: tuple[EmailThreadOperators, ...] | None = None
    message_count: int
    auto_reply_sent: bool
    activities: tuple[EmailThreadActivity, ...] | None = None


class EmailThreadCreateModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    inbox_id: int
    operator_user_id: int | None = None
    contact_id: Long | None = None
    to: str | None = None
    client_emails: tuple[str, ...] | None = None
    client_email: str | None = None
    client_additional_emails: tuple[str, ...] | None = None
    subject: str
    body: str


class InteractionParamSource(StrEnum):
    USER = "User"
    WIDGET_API = "WidgetApi"
    CHATBOT = "Chatbot"
    HERO_CARD = "HeroCard"
    ENTRY_FORM = "EntryForm"
    FEEDBACK_FORM = "FeedbackForm"
    OFFLINE_FORM = "OfflineForm"
    EXTERNAL_MESSAGING = "ExternalMessaging"
    PHONE = "Phone"
    API = "API"


class EmailThreadParam(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: str | None = None
    value: str | None = None
    read_only: bool
    source: InteractionParamSource
    updated_date: datetime


class EmailThreadParamsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    params: tuple[EmailThreadParam, ...] | None = None


class UpdateEmailThreadParamsModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    params: dict[str, str | None] | None = None


class EmailMessageState(StrEnum):
    WAITING_TO_SEND = "WaitingToSend"
    SENDING = "Sending"
    FAILED_TO_SEND = "FailedToSend"
    SENT = "Sent"
    WAITING_TO_RETRY_SENDING = "WaitingToRetrySending"
    RECEIVED = "Received"
    DID_NOT_ANSWER = "DidNotAnswer"


class EmailMessageRecipientType(StrEnum):
    TO = "To"
    CC = "Cc"
    BCC = "Bcc"


class EmailRecipient(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    recipient_type: EmailMessageRecipientType
    recipient_address: str | None = None
    recipient_name: str | None = None


class GeneralOperatorInfo(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    user_id: int
    user_name: str | None = None
    first_name: str | None = None
    last_name: str | None = None


class EmailMessageModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: Long
    company_id: int
    department_id: int
    thread_id: Long
    state: EmailMessageState
    created: datetime
    sla_expires: datetime | None = None
    processed: datetime | None = None
    subject: str | None = None
    client_email: str | None = None
    sender_name: str | None = None
    sender_address: str | None = None
    recipient_name: str | None = None
    recipient_address: str | None = None
    recipients: tuple[EmailRecipient, ...] | None = None
    inbox_name: str | None = None
    inbox_address: str | None = None
    operators: tuple[GeneralOperatorInfo, ...] | None = None
    body: str | None = None
