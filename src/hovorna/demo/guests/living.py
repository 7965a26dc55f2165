"""A guest's life: looks where the session stands and does what a guest does there, so it can begin anywhere."""

from collections.abc import Awaitable, Callable

from hovorna.demo.floor import Floor
from hovorna.demo.guests.afterwards import part
from hovorna.demo.guests.before_queue import seek_operator
from hovorna.demo.guests.connecting import be_reached
from hovorna.demo.guests.guest import Guest
from hovorna.demo.guests.talking import talk
from hovorna.demo.guests.waiting import wait_in_line
from hovorna.demo.story import story_of
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import SessionStatus

STEPS: dict[SessionStatus, Callable[[Guest], Awaitable[None]]] = {
    SessionStatus.CREATED: seek_operator,
    SessionStatus.IN_QUEUE: wait_in_line,
    SessionStatus.WAITING: wait_in_line,
    SessionStatus.BCW: be_reached,
    SessionStatus.ACTIVE: talk,
    SessionStatus.ACW: part,
}


async def live(floor: Floor, session: Session) -> None:
    """Until the session is final."""
    guest = Guest(floor, session, story_of(floor.seed, session))
    while not session.status.is_final:
        version = session.last_version
        await STEPS[session.status](guest)
        if session.last_version == version:
            await floor.sleep(0.5)
