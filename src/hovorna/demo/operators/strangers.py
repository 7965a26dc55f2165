"""A guest who is no part of the demo: the operator greets, answers, and ends when nothing more comes."""

from hovorna.demo.operators.attendance import Attendance
from hovorna.demo.words.dialogues import FAREWELL, GREETING, REPLIES
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import LeaveSession, PostMessage
from hovorna.domain.vocabulary import Channel, ClientType

#: Seconds of silence after which the operator says goodbye.
_SILENCE = 120.0


async def serve(here: Attendance) -> None:
    floor, session = here.floor, here.session
    heard, answers = floor.mirror.guest_lines[session.id], 0
    await _say(here, GREETING)

    def is_asked(one: Session) -> bool:
        return here.is_out(one) or floor.mirror.guest_lines[one.id] > heard

    while await floor.until(session, is_asked, _SILENCE) and here.is_in(session):
        heard = floor.mirror.guest_lines[session.id]
        await floor.until(session, here.is_out, 2.0)
        await _say(here, REPLIES[answers % len(REPLIES)])
        answers += 1
    if here.is_in(session):
        await _say(here, FAREWELL)
        await floor.do(session, LeaveSession(session.id, here.operator_id))


async def _say(here: Attendance, text: str) -> None:
    session = here.session
    if session.channel is Channel.CHAT and here.is_in(session):
        await here.floor.do(session, PostMessage(session.id, ClientType.USER, text, here.operator_id))
