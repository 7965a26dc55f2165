"""How a guest's contact comes in: from the body of a request to the command that creates a session."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from hovorna.api.call import Call
from hovorna.api.call_params import as_map, merged
from hovorna.api.limits import require_params
from hovorna.application import documents, personal
from hovorna.application.accounts import Department
from hovorna.application.contacts.finding import clues_in, whose
from hovorna.application.jobs import Room
from hovorna.contract.bad_input import BadInput
from hovorna.contract.contacts import GUID, IDENT, PHONE
from hovorna.contract.operations_guest import NewSession
from hovorna.domain.facts import SessionCreated
from hovorna.domain.switchboard.commands import Command, CreateSession, LinkContact, PostMessage
from hovorna.domain.vocabulary import CampaignKind, Channel, ClientType, ParamSource, Source

_CHATS = (Channel.CHAT, Channel.AV)
_CALLS = (Channel.PHONE,)

#: The first is what a source has where none is given.
CHANNELS: dict[Source, tuple[Channel, ...]] = {
    Source.DEFAULT: _CHATS,
    Source.CALLBACK: _CALLS,
    Source.INVITATION: _CHATS,
    Source.CHAT_INVITATION: _CHATS,
    Source.INCOMING_CALL: _CALLS,
    Source.OUTGOING_CALL: _CALLS,
    Source.CAMPAIGN: _CALLS,
    Source.API: (*_CHATS, *_CALLS),
    Source.FACEBOOK: _CHATS,
    Source.WHATSAPP: _CHATS,
    Source.VK: _CHATS,
    Source.APPLE: _CHATS,
    Source.GENERIC_CHANNEL: _CHATS,
}

#: Guests may begin these by themselves, without an API client that vouches for them.
OPEN_SOURCES = frozenset({Source.DEFAULT, Source.CALLBACK, Source.INVITATION})

#: The guest is reached later: by a dial, or by opening the invitation.
_REACHED_LATER = frozenset({Source.CALLBACK, Source.OUTGOING_CALL, Source.CAMPAIGN, Source.CHAT_INVITATION})

_NEEDS_OPERATOR = frozenset({Source.OUTGOING_CALL, Source.CHAT_INVITATION, Source.INVITATION})


def require_fitting(body: NewSession, *, is_vouched_for: bool) -> None:
    """Raises BadInput for every member that does not fit the source."""
    errors: dict[str, str] = {}
    if not is_vouched_for and body.source not in OPEN_SOURCES:
        errors["source"] = f"Without an access token it must be one of {', '.join(sorted(OPEN_SOURCES))}."
    if body.channel is not None and body.channel not in CHANNELS[body.source]:
        errors["channel"] = f"Must be one of {', '.join(CHANNELS[body.source])} for the source {body.source}."
    if body.source in _NEEDS_OPERATOR and body.operator_user_id is None:
        errors["operatorUserId"] = f"Is required for the source {body.source}."
    if body.source is Source.CAMPAIGN and body.campaign_kind is None:
        errors["campaignKind"] = "Is required for the source Campaign."
    if body.source is Source.CALLBACK and body.phone_number is None:
        errors["phoneNumber"] = "Is required for the source Callback."
    if errors:
        raise BadInput(errors)
    require_params(body.call_params or {})
    _guid(body.guest.tracked_id)


def department_of(call: Call, department_id: int | None) -> Department:
    """One of the client's company; of any for guests, who can only know its id. Raises BadInput."""
    company_id = call.caller.company_id if call.caller is not None else None
    departments = call.parts.accounts.departments(company_id)
    if department_id is None and len(departments) == 1:
        department_id = departments[0].id
    for department in departments:
        if department.id == department_id:
            if call.caller is not None:
                call.require(department.id)
            return department
    sentence = (
        "Is required: there are several." if department_id is None else f"There is no department {department_id}."
    )
    raise BadInput({"departmentId": sentence})


def arriving(room: Room, body: NewSession, address: str | None, now: datetime) -> Iterable[Command]:
    """The commands that bring the contact in."""
    source = ParamSource.PHONE if _channel(body) is Channel.PHONE else ParamSource.ENTRY_FORM
    params = merged((), body.call_params or {}, source, now)
    values = _personal(body, address)
    if params:
        values[personal.PARAMS] = documents.write_params(params)
    session_id = room.new_session_id()
    yield CreateSession(
        session_id=session_id,
        about=_about(body, tuple(values)),
        guest_is_connected=body.source not in _REACHED_LATER,
        is_routed=body.is_routed and body.campaign_kind is not CampaignKind.PREDICTIVE,
        rule_set_id=body.routing_rule_set_id,
        operator_id=body.operator_user_id,
        sticky_operator_id=body.sticky_operator_user_id,
        operator_joins_later=body.operator_joins_later,
        params=as_map(params),
        personal=values,
    )
    yield from linking(room, session_id, {**(body.call_params or {}), **_told_by_itself(body)})
    session = room.switchroom.board.sessions.get(session_id)
    # With no open group it is over already, and nothing more can be said in it.
    if body.message is not None and session is not None and not session.is_over:
        yield PostMessage(session_id, ClientType.GUEST, body.message)


def linking(room: Room, session_id: int, told: Mapping[str, str | None]) -> Iterable[Command]:
    """Whose session it is, where what the guest tells is one contact's alone."""
    contact_id = whose(room.switchroom.contacts, clues_in(told))
    if contact_id is not None:
        yield LinkContact(session_id, contact_id)


def _told_by_itself(body: NewSession) -> dict[str, str]:
    """Beside the params. What an API client says goes before what a guest wrote into a form."""
    told = {PHONE: body.phone_number, IDENT: body.guest.identity, GUID: body.guest.tracked_id}
    return {name: value for name, value in told.items() if value}


def _channel(body: NewSession) -> Channel:
    return body.channel or CHANNELS[body.source][0]


def _about(body: NewSession, slots: tuple[str, ...]) -> SessionCreated:
    return SessionCreated(
        channel=_channel(body),
        source=body.source,
        av_support=body.av_support,
        os=body.guest.os,
        browser=body.guest.browser,
        language=body.guest.language,
        gdpr_version=body.guest.gdpr_version,
        widget=body.widget,
        is_direct_chat=body.is_direct_chat,
        campaign_id=body.campaign_id,
        campaign_kind=body.campaign_kind,
        created_by=body.operator_user_id if body.source is not Source.INVITATION else None,
        slots=slots,
    )


def _personal(body: NewSession, address: str | None) -> dict[str, str]:
    guest = body.guest
    values = {
        personal.IP_ADDRESS: address,
        personal.TRACKED_ID: _guid(guest.tracked_id),
        personal.IDENTITY: guest.identity,
        personal.URL: body.url,
        personal.DIRECT_CALL_NUMBER: body.direct_call_number,
        personal.PHONE_CALLBACK_NUMBER: body.phone_number,
    }
    return {slot: value for slot, value in values.items() if value}


def _guid(text: str | None) -> str | None:
    """With hyphens, as clients parse it."""
    try:
        return None if text is None else str(uuid.UUID(text))
    except ValueError:
        raise BadInput({"guest.trackedId": "Must be a GUID."}) from None
