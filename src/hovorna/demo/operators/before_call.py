"""Before-call work: the operator prepares and dials, or waits for a visitor to open the chat invitation."""

from hovorna.demo.floor import Claim
from hovorna.demo.operators.attendance import Attendance
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import Dial, LeaveSession, PostMessage
from hovorna.domain.vocabulary import ClientType, DialState, SessionStatus, Source

#: Seconds.
_FOR_VISITOR = 12.0
_FOR_NETWORK = 60.0


async def reach_guest(here: Attendance) -> None:
    floor, session = here.floor, here.session
    if session.source is Source.CHAT_INVITATION:
        await _wait_for_visitor(here)
        return
    if session.dial_state not in (DialState.DIALING, DialState.RINGING):
        if not await floor.until(session, _is_reached(here), here.plan.preparation):
            await floor.do(session, Dial(session.id, here.operator_id))
        return
    if not await floor.until(session, _is_reached(here), _FOR_NETWORK):
        await floor.do(session, LeaveSession(session.id, here.operator_id))


async def _wait_for_visitor(here: Attendance) -> None:
    floor, session = here.floor, here.session
    greeting = here.story.dialogue.operator[0]
    await floor.do(session, PostMessage(session.id, ClientType.USER, greeting, here.operator_id))
    if not await floor.until(session, _is_reached(here), _FOR_VISITOR):
        await floor.do(session, LeaveSession(session.id, here.operator_id))


def _is_reached(here: Attendance) -> Claim:
    """Or the operator is out."""

    def claim(session: Session) -> bool:
        return here.is_out(session) or session.status is not SessionStatus.BCW

    return claim
