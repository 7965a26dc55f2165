"""The closed word lists of the trade; their values are the words on the wire.

Members stand in the order of the published lists: clients also send the number of a word's place.
"""

from enum import StrEnum


class SessionStatus(StrEnum):
    """Where a session stands; a function of its facts (session-semantics, section 3)."""

    CREATED = "CREATED"
    IN_QUEUE = "IN_QUEUE"
    WAITING = "WAITING"
    ACTIVE = "ACTIVE"
    ACW = "ACW"
    BCW = "BCW"
    CLOSED = "CLOSED"
    BLACKLISTED = "BLACKLISTED"

    @property
    def is_final(self) -> bool:
        return self is SessionStatus.CLOSED or self is SessionStatus.BLACKLISTED


class Channel(StrEnum):
    CHAT = "Chat"
    AV = "AV"
    PHONE = "Phone"


class Source(StrEnum):
    DEFAULT = "Default"
    CALLBACK = "Callback"
    INVITATION = "Invitation"
    CHAT_INVITATION = "ChatInvitation"
    INCOMING_CALL = "IncomingCall"
    OUTGOING_CALL = "OutgoingCall"
    CAMPAIGN = "Campaign"
    API = "API"
    FACEBOOK = "Facebook"
    WHATSAPP = "WhatsApp"
    VK = "VK"
    APPLE = "Apple"
    GENERIC_CHANNEL = "GenericChannel"


#: Sources whose guest writes from a messenger: they use the operators' message slots and may expire.
MESSAGING_SOURCES = frozenset({Source.FACEBOOK, Source.WHATSAPP, Source.VK, Source.APPLE, Source.GENERIC_CHANNEL})


#: Sources that an operator begins.
OPERATOR_SOURCES = frozenset({Source.OUTGOING_CALL, Source.CHAT_INVITATION})

#: Sources whose guest has to be reached first: by dialling a number, or by answering an operator's invitation.
DIALLED_SOURCES = frozenset({Source.CALLBACK, Source.OUTGOING_CALL, Source.CAMPAIGN})
REACHED_SOURCES = DIALLED_SOURCES | OPERATOR_SOURCES


class SlotClass(StrEnum):
    """The kinds of capacity an operator has, counted apart."""

    LIVE = "live"
    MESSAGES = "messages"
    EMAIL = "email"


class CampaignKind(StrEnum):
    PREVIEW = "Preview"
    PREDICTIVE = "Predictive"


class TerminationReason(StrEnum):
    UNKNOWN_REASON = "UnknownReason"
    GUEST_LEFT = "GuestLeft"
    OPERATOR_LEFT = "OperatorLeft"
    CHATBOT_LEFT = "ChatbotLeft"
    GUEST_ABANDONED = "GuestAbandoned"
    OPERATOR_ABANDONED = "OperatorAbandoned"
    EXTERNAL_PARTY_LEFT = "ExternalPartyLeft"
    CAMPAIGN_FAILED_DIAL = "CampaignFailedDial"
    CAMPAIGN_TERMINATED = "CampaignTerminated"
    CALL_FORWARDED_TO_EXTERNAL_PHONE = "CallForwardedToExternalPhone"
    OPERATOR_WITHOUT_EXTENSION = "OperatorWithoutExtension"
    FORWARD_TO_EXTERNAL_PHONE_FAILED = "ForwardToExternalPhoneFailed"
    FAILED_ROUTING = "FailedRouting"
    EXTERNAL_SESSION_EXPIRED = "ExternalSessionExpired"
    SESSION_API_CALL = "SessionApiCall"
    SINGLE_USE_SESSION = "SingleUseSession"


class GuestLeftSession(StrEnum):
    LEFT_QUEUE = "LeftQueue"
    LEFT_SESSION = "LeftSession"
    LEFT_AFTER_SESSION = "LeftAfterSession"
    STILL_CONNECTED = "StillConnected"
    LEFT_BEFORE_QUEUE = "LeftBeforeQueue"


class DialState(StrEnum):
    DIALING = "DIALING"
    ANSWERED = "ANSWERED"
    RINGING = "RINGING"
    FAILED = "FAILED"
    NO_ANSWER = "NO_ANSWER"
    BLACKLISTED = "BLACKLISTED"
    REJECTED = "REJECTED"
    INVALID_NUMBER = "INVALID_NUMBER"
    UNREACHABLE = "UNREACHABLE"
    CANCELLED_BY_USER = "CANCELLED_BY_USER"

    @property
    def is_failure(self) -> bool:
        return self not in (DialState.DIALING, DialState.RINGING, DialState.ANSWERED)


class RoutingActivity(StrEnum):
    """What the routing history tells (session-semantics, section 5)."""

    ROUTING_REQUEST_CREATED = "RoutingRequestCreated"
    ENTERED_GROUP_QUEUE = "EnteredGroupQueue"
    GROUP_QUEUE_TIMEOUT_EXPIRED = "GroupQueueTimeoutExpired"
    LEFT_GROUP_QUEUE = "LeftGroupQueue"
    ASSIGNED_TO_OPERATOR = "AssignedToOperator"
    OPERATOR_TIMEOUT_EXPIRED = "OperatorTimeoutExpired"
    ACCEPTED_BY_OPERATOR = "AcceptedByOperator"
    FORWARDED_TO_GROUP = "ForwardedToGroup"
    FORWARDED_TO_USER = "ForwardedToUser"
    FORWARDED_TO_PHONE = "ForwardedToPhone"
    ROUTING_ENDED = "RoutingEnded"
    INVITED_GROUP = "InvitedGroup"
    INVITED_USER = "InvitedUser"


class ClientType(StrEnum):
    """Who said a thing."""

    USER = "User"
    GUEST = "Guest"
    CHATBOT = "Chatbot"


class ActivityType(StrEnum):
    """What stands in a session's conversation; the ones that the present channels cause."""

    CHAT_MESSAGE = "ChatMessage"
    SHARED_FILE = "SharedFile"
    ON_HOLD = "OnHold"
    RESUME_GUEST = "ResumeGuest"
    AUTO_ACTIVITY = "AutoActivity"
    SESSION_ENDED = "SessionEnded"
    SESSION_FORWARDED = "SessionForwarded"
    OPERATOR_INVITED = "OperatorInvited"
    OPERATOR_INVITE_CANCELED = "OperatorInviteCanceled"
    OPERATOR_INVITE_REJECTED = "OperatorInviteRejected"
    HANDOFF = "Handoff"
    JOINED = "Joined"
    LEFT = "Left"


class RecordingType(StrEnum):
    OTHER = "Other"
    OPERATOR = "Operator"
    GUEST = "Guest"
    ALL_PARTICIPANTS = "AllParticipants"
    SCREEN_SHARING = "ScreenSharing"


class RecordingsState(StrEnum):
    PROCESSED = "Processed"
    FAILED_TO_PROCESS = "FailedToProcess"
    PROCESSING = "Processing"


class AvSupport(StrEnum):
    WEB_RTC = "WEB_RTC"
    FLASH_ONLY = "FLASH_ONLY"
    NONE = "NONE"


class GuestOs(StrEnum):
    OTHER = "OTHER"
    WINDOWS = "WINDOWS"
    OSX = "OSX"
    LINUX = "LINUX"
    ANDROID = "ANDROID"
    IOS = "IOS"


class GuestBrowser(StrEnum):
    OTHER = "OTHER"
    IE_LOW = "IE_LOW"
    IE_8 = "IE_8"
    IE_9 = "IE_9"
    IE_10 = "IE_10"
    IE_11 = "IE_11"
    IE_HI = "IE_HI"
    CHROME = "CHROME"
    OPERA = "OPERA"
    FF = "FF"
    SAFARI = "SAFARI"
    EDGE = "EDGE"
    CHROMIUM_EDGE = "CHROMIUM_EDGE"


class FeedbackScale(StrEnum):
    LIKERT = "Likert"
    NPS = "NPS"


class ParamSource(StrEnum):
    """Where a call param came from."""

    USER = "USER"
    WIDGET_API = "WIDGET_API"
    CHATBOT = "CHATBOT"
    HERO_CARD = "HERO_CARD"
    ENTRY_FORM = "ENTRY_FORM"
    FEEDBACK_FORM = "FEEDBACK_FORM"
    OFFLINE_FORM = "OFFLINE_FORM"
    EXTERNAL_MESSAGING = "EXTERNAL_MESSAGING"
    PHONE = "PHONE"
    API = "API"


class Presence(StrEnum):
    """What an operator says of themselves; the system's view of their work stands apart."""

    OFFLINE = "OFFLINE"
    ONLINE = "ONLINE"
    AWAY = "AWAY"
    BREAK = "BREAK"


class OperatorStateKind(StrEnum):
    """What an operator's timeline is made of: presence, connection and work in one word."""

    OFFLINE = "OFFLINE"
    DISCONNECTED = "DISCONNECTED"
    ONLINE = "ONLINE"
    AWAY = "AWAY"
    BREAK = "BREAK"
    BEFORE_CALL = "BEFORE_CALL"
    ON_CALL = "ON_CALL"
    AFTER_CALL = "AFTER_CALL"


class StrategyName(StrEnum):
    """How a group chooses among its free operators."""

    LONGEST_IDLE = "longest_idle"
    LEAST_BUSY = "least_busy"
    ROUND_ROBIN = "round_robin"
    PRIORITY_ORDER = "priority_order"
    WHOLE_GROUP = "whole_group"


class RequestKind(StrEnum):
    """Why a routing request was opened."""

    ENTRY = "entry"
    FORWARD = "forward"
    INVITE = "invite"
    RETURN = "return"
    HANDOFF = "handoff"
    INVITATION = "invitation"


class Cause(StrEnum):
    """Why an offer, a queue pass, a request, a stay or its after-call work ended."""

    BY_HAND = "by_hand"
    ACCEPTED = "accepted"
    ACCEPTED_ELSEWHERE = "accepted_elsewhere"
    REJECTED = "rejected"
    ACCEPT_TIMEOUT = "accept_timeout"
    LEG_NOT_ANSWERED = "leg_not_answered"
    OPERATOR_AWAY = "operator_away"
    OPERATOR_OFFLINE = "operator_offline"
    OPERATOR_DISCONNECTED = "operator_disconnected"
    OVER_CAPACITY = "over_capacity"
    QUEUE_TIMEOUT = "queue_timeout"
    FORWARDED = "forwarded"
    CANCELLED = "cancelled"
    SESSION_OVER = "session_over"
    ACW_LIMIT = "acw_limit"
    NO_ACW = "no_acw"
    BANNED = "banned"
    NO_OPEN_GROUP = "no_open_group"
    IMPORTED = "imported"
    RECONFIGURED = "reconfigured"
