"""Facts about how a session comes into being and how guests come and go."""

from hovorna.domain.facts.body import Body
from hovorna.domain.vocabulary import (
    AvSupport,
    CampaignKind,
    Channel,
    GuestBrowser,
    GuestLeftSession,
    GuestOs,
    Source,
    TerminationReason,
)


class SessionCreated(Body, frozen=True):
    channel: Channel
    source: Source
    av_support: AvSupport = AvSupport.NONE
    os: GuestOs = GuestOs.OTHER
    browser: GuestBrowser = GuestBrowser.OTHER
    language: str | None = None
    gdpr_version: str | None = None
    widget: str | None = None
    is_direct_chat: bool = False
    campaign_id: int | None = None
    campaign_kind: CampaignKind | None = None
    created_by: int | None = None
    #: Where an imported session came from and the digest of its source rows; None for decided ones.
    origin: str | None = None
    origin_key: str | None = None
    slots: tuple[str, ...] = ()


class GuestJoined(Body, frozen=True):
    pass


class GuestDropped(Body, frozen=True):
    """A chat guest's connection is gone; they may return within the tolerance."""


class GuestReturned(Body, frozen=True):
    pass


class GuestLeft(Body, frozen=True):
    """The guest went after the session was over."""


class GuestBanned(Body, frozen=True):
    """Final: everybody leaves and concludes at this instant."""

    slots: tuple[str, ...] = ()


class SessionEnded(Body, frozen=True):
    """Guest and operator can't be connected again in this session."""

    termination: TerminationReason
    guest_left: GuestLeftSession
    by: int | None = None


class ChatbotJoined(Body, frozen=True):
    """`rule_set_id`: by which the session is routed after the hand-off; None is the department's default."""

    chatbot_id: int
    rule_set_id: int | None = None


class ChatbotLeft(Body, frozen=True):
    chatbot_id: int
