"""The filters of GET /api/v1/Sessions."""

from datetime import datetime, timedelta

import msgspec

from hovorna.contract.query import Page, QueryReader, Range, TextFilter
from hovorna.domain.vocabulary import (
    Channel,
    FeedbackScale,
    GuestBrowser,
    GuestLeftSession,
    GuestOs,
    SessionStatus,
    Source,
    TerminationReason,
)


class SessionFilters(msgspec.Struct, frozen=True, kw_only=True):
    """All filters that are given must hold; an empty set or None is a filter that was not given."""

    session_id: frozenset[int] = frozenset()
    department_id: frozenset[int] = frozenset()
    channel_identity_id: frozenset[int] = frozenset()
    status: frozenset[SessionStatus] = frozenset()
    channel: frozenset[Channel] = frozenset()
    source: frozenset[Source] = frozenset()
    landing_page: TextFilter | None = None
    operator_user_id: frozenset[int] = frozenset()
    chatbot_id: frozenset[int] = frozenset()
    widget: frozenset[str] = frozenset()
    created: Range[datetime] | None = None
    guest_joined: Range[datetime] | None = None
    #: The document's `started`.
    accepted: Range[datetime] | None = None
    ended: Range[datetime] | None = None
    #: The document's `waited`.
    waiting_time: Range[timedelta] | None = None
    #: The document's `length`.
    duration: Range[timedelta] | None = None
    result: frozenset[str] = frozenset()
    client_stars: frozenset[int] = frozenset()
    client_feedback_scale: frozenset[FeedbackScale] = frozenset()
    client_id: frozenset[int] = frozenset()
    ip_address: TextFilter | None = None
    phone_callback_number: TextFilter | None = None
    initial_message: TextFilter | None = None
    tags: frozenset[str] = frozenset()
    guest_identifications: frozenset[str] = frozenset()
    browser: frozenset[GuestBrowser] = frozenset()
    os: frozenset[GuestOs] = frozenset()
    language: TextFilter | None = None
    gdpr_version: TextFilter | None = None
    guest_left_session: frozenset[GuestLeftSession] = frozenset()
    auto_accepted: bool | None = None
    has_concurrent_operators: bool | None = None
    activity_texts_contain: str | None = None
    termination_reason: frozenset[TerminationReason] = frozenset()
    anonymized: Range[datetime] | None = None
    page: Page = Page()


def read_session_filters(raw: bytes | str) -> SessionFilters:
    """Reads a raw query string; raises BadInput with every filter that is wrong."""
    query = QueryReader(raw)
    filters = SessionFilters(
        session_id=query.numbers("SessionId"),
        department_id=query.numbers("DepartmentId"),
        channel_identity_id=query.numbers("ChannelIdentityId"),
        status=query.words("Status", SessionStatus),
        channel=query.words("Channel", Channel),
        source=query.words("Source", Source),
        landing_page=query.text_filter("LandingPage"),
        operator_user_id=query.numbers("OperatorUserId"),
        chatbot_id=query.numbers("ChatbotId"),
        widget=query.texts("Widget"),
        created=query.instants("Created"),
        guest_joined=query.instants("GuestJoined"),
        accepted=query.instants("Accepted"),
        ended=query.instants("Ended"),
        waiting_time=query.durations("WaitingTime"),
        duration=query.durations("Duration"),
        result=query.texts("Result"),
        client_stars=query.numbers("ClientStars"),
        client_feedback_scale=query.words("ClientFeedbackScale", FeedbackScale),
        client_id=query.numbers("ClientId"),
        ip_address=query.text_filter("IPAddress"),
        phone_callback_number=query.text_filter("PhoneCallbackNumber"),
        initial_message=query.text_filter("InitialMessage"),
        tags=query.texts("Tags"),
        guest_identifications=query.texts("GuestIdentifications"),
        browser=query.words("Browser", GuestBrowser),
        os=query.words("OS", GuestOs),
        language=query.text_filter("Language"),
        gdpr_version=query.text_filter("GDPRVersion"),
        guest_left_session=query.words("GuestLeftSession", GuestLeftSession),
        auto_accepted=query.flag("AutoAccepted"),
        has_concurrent_operators=query.flag("HasConcurrentOperators"),
        activity_texts_contain=query.text("ActivityTextsContain"),
        termination_reason=query.words("TerminationReason", TerminationReason),
        anonymized=query.instants("Anonymized"),
        page=query.page(),
    )
    query.finish()
    return filters
