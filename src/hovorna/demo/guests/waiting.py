"""In the lines: some lose patience."""

from hovorna.demo.guests.guest import Guest
from hovorna.demo.recorder import is_all_processed
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import LeaveAsGuest, PostMessage, ReturnGuest
from hovorna.domain.vocabulary import Channel, ClientType, SessionStatus

_LINES = (SessionStatus.IN_QUEUE, SessionStatus.WAITING)


async def wait_in_line(guest: Guest) -> None:
    floor, session, story = guest.floor, guest.session, guest.story
    if session.guest_dropped is not None:
        await floor.do(session, ReturnGuest(session.id))
    if session.channel is Channel.CHAT and session.first_guest_message is None:
        await floor.do(session, PostMessage(session.id, ClientType.GUEST, story.dialogue.guest[0]))
    if await floor.until(session, _is_out_of_line, story.patience) or session.status.is_final:
        return
    await floor.do(session, LeaveAsGuest(session.id), may_leave)


def may_leave(session: Session) -> bool:
    """Where nobody is left to conclude, leaving closes the session: its recordings must be there by then."""
    return session.unconcluded > 0 or is_all_processed(session)


def _is_out_of_line(session: Session) -> bool:
    return session.status not in _LINES
