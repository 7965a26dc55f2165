"""Before the queue: the entry form, the exchange's menu, the chatbot, the dial of a predictive campaign."""

from hovorna.application.jobs import Room
from hovorna.demo.floor import known_params
from hovorna.demo.guests.connecting import follow_dial
from hovorna.demo.guests.guest import Guest
from hovorna.demo.words.dialogues import CHATBOT_LINES
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import (
    Command,
    Dial,
    EndSession,
    HandOff,
    JoinOperator,
    LeaveAsGuest,
    PostMessage,
    RequestRouting,
)
from hovorna.domain.vocabulary import CampaignKind, ClientType, SessionStatus, Source, TerminationReason

#: Seconds for which the exchange rings an operator who wanted a two-way call.
_RINGS_OPERATOR = 15.0


async def seek_operator(guest: Guest) -> None:
    session = guest.session
    if any(stay.left is None for stay in session.chatbots):
        await _talk_to_chatbot(guest)
    elif session.campaign_kind is CampaignKind.PREDICTIVE:
        await _be_dialled(guest)
    elif session.source is Source.OUTGOING_CALL:
        await _ring_operator(guest)
    else:
        await _enter(guest)


def has_moved_on(session: Session) -> bool:
    return session.status is not SessionStatus.CREATED


async def _enter(guest: Guest) -> None:
    floor, session, story = guest.floor, guest.session, guest.story
    if await floor.until(session, has_moved_on, story.entry):
        return
    if story.gives_up_at_entry:
        await floor.do(session, LeaveAsGuest(session.id))
        return

    def request(room: Room) -> Command:
        return RequestRouting(session.id, params=known_params(room, session.id))

    await floor.do(session, request)


async def _talk_to_chatbot(guest: Guest) -> None:
    floor, session = guest.floor, guest.session
    chatbot_id = next(stay.chatbot_id for stay in session.chatbots if stay.left is None)
    asks, hands_over = CHATBOT_LINES[guest.story.language]
    await floor.do(session, PostMessage(session.id, ClientType.CHATBOT, asks, chatbot_id=chatbot_id))
    await floor.sleep(guest.story.entry)
    await floor.do(session, PostMessage(session.id, ClientType.GUEST, guest.story.dialogue.guest[0]))
    await floor.sleep(1.0)
    await floor.do(session, PostMessage(session.id, ClientType.CHATBOT, hands_over, chatbot_id=chatbot_id))

    def hand_off(room: Room) -> Command:
        return HandOff(session.id, chatbot_id, known_params(room, session.id))

    await floor.do(session, hand_off)


async def _be_dialled(guest: Guest) -> None:
    """The dialler dials by itself; who answers is routed."""
    floor, session = guest.floor, guest.session
    if session.dial_state is None:
        await floor.sleep(guest.story.entry)
        await floor.do(session, Dial(session.id))
        return
    await follow_dial(guest)


async def _ring_operator(guest: Guest) -> None:
    """The operator's leg of a two-way call. Somebody who got busy meanwhile does not answer it."""
    floor, session = guest.floor, guest.session
    if await floor.until(session, has_moved_on, guest.story.entry):
        return
    operator_id = session.about.created_by
    if operator_id is not None and await floor.do(session, JoinOperator(session.id, operator_id)):
        return
    if (floor.now() - session.created.at).total_seconds() > _RINGS_OPERATOR:
        await floor.do(session, EndSession(session.id, TerminationReason.OPERATOR_ABANDONED))
