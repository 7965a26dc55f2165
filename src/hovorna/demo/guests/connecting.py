"""While an operator is in and the guest is not: the telephone rings, the chat invitation waits to be opened."""

from hovorna.application.jobs import Room
from hovorna.demo.floor import known_params
from hovorna.demo.guests.guest import Guest
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import Command, JoinGuest, ReportDial
from hovorna.domain.vocabulary import DialState, SessionStatus, Source


async def be_reached(guest: Guest) -> None:
    floor, session = guest.floor, guest.session
    if session.source is Source.CHAT_INVITATION:
        if not await floor.until(session, _is_not_bcw, guest.story.entry * 2) and guest.story.opens_invitation:
            await floor.do(session, JoinGuest(session.id))
            return
    elif session.dial_state in (DialState.DIALING, DialState.RINGING):
        await follow_dial(guest)
        return
    await floor.until(session, lambda one: _is_not_bcw(one) or one.dial_state is DialState.DIALING, 30.0)


def _is_not_bcw(session: Session) -> bool:
    return session.status is not SessionStatus.BCW


async def follow_dial(guest: Guest) -> None:
    """What the network says of the dialled number, one step."""
    floor, session, story = guest.floor, guest.session, guest.story
    if session.dial_state is DialState.DIALING:
        await floor.sleep(0.5 + story.entry / 4)
        await _report(guest, DialState.RINGING)
        return
    if session.dial_state is DialState.RINGING:
        seconds = 1.0 + story.entry if story.dialled is DialState.ANSWERED else 4.0
        await floor.until(session, lambda one: one.dial_state is not DialState.RINGING, seconds)
        await _report(guest, story.dialled)


async def _report(guest: Guest, state: DialState) -> None:
    session = guest.session

    def report(room: Room) -> Command:
        return ReportDial(session.id, state, known_params(room, session.id))

    await guest.floor.do(session, report)
