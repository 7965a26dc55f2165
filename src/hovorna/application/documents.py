"""Makes a session's stored view: the document as the Public API sends it and the columns that filters use."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

import msgspec

from hovorna.application import names, personal
from hovorna.application.activities import with_raw_base
from hovorna.application.names import Values
from hovorna.application.unit import ActivityRow, SessionRow
from hovorna.contract.durations import format_known_duration
from hovorna.contract.routing_history import RoutingTimeLine
from hovorna.contract.session_model import (
    AssignedTag,
    GuestInfo,
    SessionChatbot,
    SessionModel,
    SessionOperator,
    SessionRecording,
)
from hovorna.contract.session_requests import CallParam
from hovorna.domain.facts import TagDefined
from hovorna.domain.session.durations import length, waited
from hovorna.domain.session.state import Recording, Session
from hovorna.domain.vocabulary import RecordingsState, RoutingActivity

_encoder = msgspec.json.Encoder()
_params_decoder = msgspec.json.Decoder(tuple[CallParam, ...])

#: Stands for the activities in an open session's document (see `unit.SessionRow`).
ACTIVITIES = b"\x02"
_NO_ACTIVITIES = b',"activities":null,'
_MARKED = b',"activities":' + ACTIVITIES + b","


class _Owner(msgspec.Struct, frozen=True):
    company_id: int
    department_id: int


class _Times(msgspec.Struct, frozen=True):
    """Told twice, as text and in the columns."""

    waited: timedelta | None
    length: timedelta | None


def read_params(values: Values) -> tuple[CallParam, ...]:
    stored = values.get(personal.PARAMS)
    return _params_decoder.decode(stored) if stored else ()


def write_params(params: Iterable[CallParam]) -> str:
    return _encoder.encode(tuple(params)).decode()


def render(
    session: Session,
    company_id: int,
    department_id: int,
    tags: Mapping[int, TagDefined],
    values: Values,
) -> SessionRow:
    """The row of a session as it stands, its activities not yet filled in."""
    times = _Times(waited(session), length(session))
    model = _model(session, _Owner(company_id, department_id), times, tags, values)
    document = with_raw_base(_encoder.encode(model)).replace(_NO_ACTIVITIES, _MARKED, 1)
    first = session.first_guest_message
    return SessionRow(
        id=session.id,
        company_id=company_id,
        department_id=department_id,
        version=session.last_version,
        status=model.status.value,
        channel=model.channel.value,
        source=model.source.value,
        created=model.created,
        guest_joined=model.guest_joined,
        accepted=model.started,
        ended=model.ended,
        waited=times.waited,
        length=times.length,
        url=model.url,
        widget=model.widget,
        stars=model.guest_feedback_stars,
        feedback_scale=model.guest_feedback_scale.value if model.guest_feedback_scale else None,
        ip_address=model.guest.ip_address,
        phone_callback_number=model.phone_callback_number,
        initial_message=values.get(personal.text(first)) if first is not None else None,
        browser=model.guest.browser.value,
        os=model.guest.os.value,
        language=model.guest.language,
        gdpr_version=model.guest.gdpr_version,
        guest_identity=model.guest.identity,
        guest_left=model.guest_left_session.value,
        is_auto_accepted=model.auto_accepted,
        had_concurrent_operators=session.had_concurrent_operators,
        termination=session.termination.value if session.termination else None,
        anonymised=session.anonymised.at if session.anonymised else None,
        operators=tuple(dict.fromkeys(one.operator_id for one in session.joinings)),
        chatbots=tuple(dict.fromkeys(stay.chatbot_id for stay in session.chatbots)),
        tags=tuple(_tag_name(tags, tag_id) or "" for tag_id in session.tags),
        document=document,
    )


def fill(document: bytes, activities: Iterable[ActivityRow]) -> bytes:
    """The document with its conversation inside."""
    return document.replace(ACTIVITIES, b"[" + b",".join(row.document for row in activities) + b"]", 1)


def with_activities(row: SessionRow, activities: Iterable[ActivityRow]) -> SessionRow:
    return msgspec.structs.replace(row, document=fill(row.document, activities))


def _tag_name(tags: Mapping[int, TagDefined], tag_id: int) -> str | None:
    tag = tags.get(tag_id)
    return None if tag is None else tag.name


def _model(
    session: Session, owner: _Owner, times: _Times, tags: Mapping[int, TagDefined], values: Values
) -> SessionModel:
    about, ended, recordings = session.about, session.ended, tuple(session.recordings.values())
    return SessionModel(
        id=session.id,
        company_id=owner.company_id,
        department_id=owner.department_id,
        guest=_guest(session, values),
        channel=about.channel,
        source=about.source,
        status=session.status,
        av_support=about.av_support,
        direct_call_number=values.get(personal.DIRECT_CALL_NUMBER),
        phone_callback_number=values.get(personal.PHONE_CALLBACK_NUMBER),
        is_direct_chat=about.is_direct_chat,
        url=values.get(personal.URL),
        widget=about.widget,
        operators=_operators(session, values),
        reviewers=(),
        entered_queue=session.created.at,
        created=session.created.at,
        guest_joined=session.guest_joined.at if session.guest_joined else None,
        started=session.started.at if session.started else None,
        ended=ended.at if ended else None,
        waited=format_known_duration(times.waited),
        length=format_known_duration(times.length),
        blacklisted=session.banned is not None,
        phone_callback_dialed=session.dialed.at if session.dialed else None,
        activities=None,
        tags=tuple(AssignedTag(user_id=by, name=_tag_name(tags, tag)) for tag, by in session.tags.items()),
        chatbots=tuple(
            SessionChatbot(chatbot_id=stay.chatbot_id, joined=stay.joined.at, left=stay.left.at if stay.left else None)
            for stay in session.chatbots
        ),
        guest_feedback_stars=session.feedback.stars if session.feedback else None,
        guest_feedback_scale=session.feedback.scale if session.feedback else None,
        guest_feedback_text=values.get(personal.FEEDBACK),
        auto_accepted=session.is_auto_accepted,
        guest_feedback_custom_fields=None,
        recordings=tuple(_recording(session, one, values) for one in recordings) or None,
        recordings_state=_recordings_state(recordings),
        guest_left_session=session.guest_left,
        outbound_dial_result=session.dial_state,
        campaign_id=about.campaign_id,
    )


def _guest(session: Session, values: Values) -> GuestInfo:
    about = session.about
    return GuestInfo(
        temp_id=session.id,
        ip_address=values.get(personal.IP_ADDRESS),
        tracked_id=values.get(personal.TRACKED_ID),
        identity=values.get(personal.IDENTITY),
        channel_identity=None,
        os=about.os,
        browser=about.browser,
        language=about.language,
        call_params={param.name or "": param.value or "" for param in read_params(values)},
        gdpr_version=about.gdpr_version,
    )


def _operators(session: Session, values: Values) -> tuple[SessionOperator, ...]:
    """A note that the API wrote stands with the last operator, unless they wrote one of their own."""
    rows = []
    last = len(session.joinings) - 1
    for place, joining in enumerate(session.joinings):
        name = names.operator(values, joining.operator_id)
        note = values.get(personal.operator_note(joining.operator_id))
        if note is None and place == last:
            note = values.get(personal.NOTE)
        rows.append(
            SessionOperator(
                user_id=joining.operator_id,
                user_name=name.user_name,
                first_name=name.first_name,
                last_name=name.last_name,
                joined=joining.joined.at,
                left=joining.left.at if joining.left else None,
                concluded=joining.concluded.at if joining.concluded else None,
                note=note,
            )
        )
    return tuple(rows)


def _recording(session: Session, recording: Recording, values: Values) -> SessionRecording:
    is_there = recording.blob is not None and not recording.is_deleted
    return SessionRecording(
        id=recording.id,
        name=values.get(personal.recording_name(recording.id)),
        started=recording.started.at,
        duration=format_known_duration(recording.duration),
        type=recording.type,
        user_id=recording.operator_id,
        service_id=None,
        download_url=f"\x01/api/v1/Sessions/{session.id}/recordings/{recording.id}" if is_there else None,
        is_uploading=recording.blob is None and not recording.is_failed and not recording.is_deleted,
        is_deleted=recording.is_deleted,
    )


def _recordings_state(recordings: tuple[Recording, ...]) -> RecordingsState | None:
    if not recordings:
        return None
    if any(one.blob is None and not one.is_failed and not one.is_deleted for one in recordings):
        return RecordingsState.PROCESSING
    if any(one.is_failed for one in recordings):
        return RecordingsState.FAILED_TO_PROCESS
    return RecordingsState.PROCESSED


def routing_history(session: Session, values: Values) -> list[RoutingTimeLine]:
    """Oldest first; `[]` for a session never routed."""
    return [
        RoutingTimeLine(
            routing_request_id=row.request_id,
            timestamp=row.mark.at,
            activity_type=row.activity,
            group=names.timeline_group(values, row.group_id),
            phone_number=values.get(personal.forward_phone(row.mark.version))
            if row.activity is RoutingActivity.FORWARDED_TO_PHONE
            else None,
            operator=names.timeline_operator(values, row.operator_id),
            forwarded_by_operator=names.timeline_operator(values, row.forwarded_by),
            invited_by_operator=names.timeline_operator(values, row.invited_by),
        )
        for row in session.history
    ]
