"""The operator's side of the talk: recording, answers, papers, a turn that it may take, goodbye."""

from collections.abc import Callable
from functools import partial

from hovorna.application.documents import read_params, write_params
from hovorna.application.jobs import Room
from hovorna.contract.session_requests import CallParam
from hovorna.demo.floor import Beat
from hovorna.demo.operators.attendance import Attendance
from hovorna.demo.operators.turning import await_phone, is_turning, turn
from hovorna.demo.papering import share_paper
from hovorna.demo.recorder import is_spoken, start_recording
from hovorna.demo.story import Twist
from hovorna.domain.switchboard.commands import Command, LeaveSession, PostMessage, SetCallParams
from hovorna.domain.vocabulary import Channel, ClientType, ParamSource

#: The param that operators fill in.
NUMBER = "customer"

#: Seconds by which an operator who has called a colleague in stays longer.
_WITH_COLLEAGUE = 8.0

#: Seconds after which an operator ends a talk that the guest should have ended.
_PATIENCE = 2.0


async def talk(here: Attendance) -> None:
    floor, session = here.floor, here.session
    if is_spoken(session):
        await start_recording(floor, session, here.operator_id)
    if session.phone_forward_by == here.operator_id:
        await await_phone(here)
    since = max(here.joining.joined.at, session.status_since)
    await floor.play(session, since, _beats(here), here.is_talking)
    await floor.until(session, here.is_not_talking, 30.0)


def _beats(here: Attendance) -> list[Beat]:
    floor, session, story, length = here.floor, here.session, here.story, here.plan.talk
    beats = [Beat(_end(here), partial(floor.do, session, LeaveSession(session.id, here.operator_id)))]
    if session.channel is Channel.CHAT:
        beats += _lines(here)
    if not here.is_first:
        return beats
    if session.channel is Channel.CHAT and story.shares_file and story.sets_params:
        beats.append(Beat(length * 0.7, partial(share_paper, floor, session, ClientType.USER, here.operator_id)))
    if story.sets_params:
        beats.append(Beat(length * 0.4, partial(floor.do, session, _params(here))))
    if is_turning(session, story):
        beats.append(Beat(length * 0.6, partial(turn, here)))
    return beats


def _end(here: Attendance) -> float:
    story = here.story
    if not here.is_first:
        return here.plan.talk
    if story.twist in (Twist.INVITE_GROUP, Twist.INVITE_OPERATOR):
        return here.plan.talk + _WITH_COLLEAGUE
    return here.plan.talk + (_PATIENCE if story.is_ended_by_guest else 0.0)


def _lines(here: Attendance) -> list[Beat]:
    """An answer between every two lines of the guest."""
    session, lines = here.session, here.story.dialogue.operator
    if not here.is_first:
        lines = lines[-1:]
    step = here.plan.talk / len(lines)
    return [
        Beat(
            (place + 0.5) * step,
            partial(here.floor.do, session, PostMessage(session.id, ClientType.USER, line, here.operator_id)),
        )
        for place, line in enumerate(lines)
    ]


def _params(here: Attendance) -> Callable[[Room], Command]:
    """The operator fills in a customer number beside what the guest told."""
    session = here.session

    def command(room: Room) -> Command:
        number = CallParam(
            name=NUMBER, value=f"{40000 + session.id}", source=ParamSource.USER, updated_date=here.floor.now()
        )
        known = [param for param in read_params(room.switchroom.values(session.id)) if param.name != NUMBER]
        params = [*known, number]
        return SetCallParams(
            session.id, write_params(params), {param.name or "": param.value or "" for param in params}
        )

    return command
