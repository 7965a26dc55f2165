"""Bodies and answers of the guest API: ours to shape."""

from typing import Annotated

import msgspec
from msgspec import Meta

from hovorna.contract.wire_types import Long
from hovorna.domain.vocabulary import (
    AvSupport,
    CampaignKind,
    Channel,
    FeedbackScale,
    GuestBrowser,
    GuestOs,
    SessionStatus,
    Source,
)

Name = Annotated[str, Meta(max_length=200)]
#: These stand in facts, where no word of a person may: so they have no room for a sentence or a name.
Language = Annotated[str, Meta(pattern=r"^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8}){0,3}$")]
Widget = Annotated[str, Meta(pattern=r"^[0-9A-Za-z._:/-]{1,60}$")]
GdprVersion = Annotated[str, Meta(pattern=r"^[0-9A-Za-z._-]{1,40}$")]
Text = Annotated[str, Meta(max_length=10_000)]
Spoken = Annotated[str, Meta(min_length=1, max_length=10_000)]
Phone = Annotated[str, Meta(min_length=1, max_length=40)]
Url = Annotated[str, Meta(max_length=2_000)]
Id = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class NewGuest(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What is known of the guest. The address of a guest who creates the session without an API client is their own."""

    os: GuestOs = GuestOs.OTHER
    browser: GuestBrowser = GuestBrowser.OTHER
    language: Language | None = None
    ip_address: Name | None = None
    identity: Name | None = None
    #: A GUID.
    tracked_id: Name | None = None
    gdpr_version: GdprVersion | None = None


class NewSession(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    source: Source = Source.DEFAULT
    #: The source's own channel where none is given.
    channel: Channel | None = None
    #: May be left out where there is only one.
    department_id: Id | None = None
    routing_rule_set_id: Id | None = None
    #: OutgoingCall, ChatInvitation: who begins it. Invitation: whose number the guest entered.
    operator_user_id: Id | None = None
    #: The number of an operator's invitation: it tells source, department and operator.
    invitation_number: Phone | None = None
    #: Is asked first.
    sticky_operator_user_id: Id | None = None
    #: False: the session stays CREATED until it is routed (an entry form, an IVR).
    is_routed: bool = True
    #: A two-way call: the operator is in when their own telephone is answered.
    operator_joins_later: bool = False
    campaign_id: Id | None = None
    campaign_kind: CampaignKind | None = None
    phone_number: Phone | None = None
    direct_call_number: Phone | None = None
    call_params: dict[str, str | None] | None = None
    guest: NewGuest = NewGuest()
    url: Url | None = None
    widget: Widget | None = None
    is_direct_chat: bool = False
    av_support: AvSupport = AvSupport.NONE
    #: What the guest says first.
    message: Spoken | None = None


class CreatedSession(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    session_id: Long
    department_id: int
    status: SessionStatus
    #: Opens this session's guest API and nothing else.
    guest_token: str


class Routing(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The entry form is filled, or the IVR is done."""

    routing_rule_set_id: Id | None = None
    sticky_operator_user_id: Id | None = None
    call_params: dict[str, str | None] | None = None


class NewMessage(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    text: Spoken


class PostedMessage(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    activity_id: Long


class Conversation(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    session_id: Long
    status: SessionStatus
    #: Oldest first; each as in the published `SessionModel_Activity`.
    activities: tuple[msgspec.Raw, ...]


class Feedback(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    stars: Annotated[int, Meta(ge=0, le=10)] | None = None
    scale: FeedbackScale | None = None
    text: Text | None = None


class SharedFile(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    file_id: int
    activity_id: Long
