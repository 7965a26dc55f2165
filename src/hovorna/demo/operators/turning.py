"""The turn that a talk may take: hold, hand over to somebody else, call a colleague in, ban."""

import random
from collections.abc import Awaitable, Callable

from hovorna.demo.operators.attendance import Attendance
from hovorna.demo.recorder import is_all_processed
from hovorna.demo.story import Story, Twist, chance
from hovorna.demo.words.dialogues import BAN_REASON, FORWARD_NOTES
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import (
    BanGuest,
    Forward,
    Hold,
    Invite,
    ReportPhoneForward,
    Resume,
)
from hovorna.domain.vocabulary import Channel, DialState, Presence, RoutingActivity

_DONE = frozenset(
    {
        RoutingActivity.FORWARDED_TO_GROUP,
        RoutingActivity.FORWARDED_TO_USER,
        RoutingActivity.FORWARDED_TO_PHONE,
        RoutingActivity.INVITED_GROUP,
        RoutingActivity.INVITED_USER,
    }
)


def is_turning(session: Session, story: Story) -> bool:
    """Once is enough: the routing history remembers it over a restart."""
    return story.twist in _TURNS and not any(row.activity in _DONE for row in session.history)


async def turn(here: Attendance) -> None:
    await _TURNS[here.story.twist](here)


async def _hold(here: Attendance) -> None:
    floor, session = here.floor, here.session
    if session.channel is Channel.CHAT:
        return
    await floor.do(session, Hold(session.id, here.operator_id))
    await floor.until(session, here.is_not_talking, 2.0)
    await floor.do(session, Resume(session.id, here.operator_id))


async def _forward_to_group(here: Attendance) -> None:
    group_id = _other_group(here)
    if group_id is not None:
        await _forward(here, to_group_id=group_id)


async def _forward_to_operator(here: Attendance) -> None:
    colleague = _colleague(here)
    if colleague is not None:
        await _forward(here, to_operator_id=colleague)


async def _forward(here: Attendance, to_group_id: int | None = None, to_operator_id: int | None = None) -> None:
    session, story = here.session, here.story
    command = Forward(
        session.id,
        here.operator_id,
        to_group_id=to_group_id,
        to_operator_id=to_operator_id,
        note=FORWARD_NOTES[0 if story.language == "cs" else 1],
        keeps_acw=story.keeps_acw,
    )
    await here.floor.do(session, command)


async def _forward_to_phone(here: Attendance) -> None:
    session = here.session
    await here.floor.do(session, Forward(session.id, here.operator_id, to_phone="+420 601 000 999"))
    await await_phone(here)


async def await_phone(here: Attendance) -> None:
    """The number that the call goes to rings for a while."""
    floor, session = here.floor, here.session
    if await floor.until(session, lambda one: one.phone_forward_by is None, 2.5):
        return
    result = DialState.ANSWERED if here.story.is_answered_elsewhere else DialState.NO_ANSWER
    await floor.do(session, ReportPhoneForward(session.id, result))


async def _invite_group(here: Attendance) -> None:
    group_id = _other_group(here)
    if group_id is not None:
        await here.floor.do(here.session, Invite(here.session.id, here.operator_id, group_id=group_id))


async def _invite_operator(here: Attendance) -> None:
    colleague = _colleague(here)
    if colleague is not None:
        await here.floor.do(here.session, Invite(here.session.id, here.operator_id, invited_id=colleague))


async def _ban(here: Attendance) -> None:
    """Closes the session at once, so nothing may be left to process."""
    session = here.session
    await here.floor.do(session, BanGuest(session.id, BAN_REASON), is_all_processed)


def _other_group(here: Attendance) -> int | None:
    """Calls do not go where sessions are accepted automatically."""
    groups = [
        group.id
        for group in here.floor.mirror.groups.values()
        if group.id != here.joining.group_id and (here.session.channel is Channel.CHAT or not group.auto_accept)
    ]
    return _rng(here).choice(groups) if groups else None


def _colleague(here: Attendance) -> int | None:
    present = [
        operator_id
        for operator_id, presence in here.floor.mirror.presence.items()
        if presence is Presence.ONLINE and operator_id != here.operator_id
    ]
    return _rng(here).choice(sorted(present)) if present else None


def _rng(here: Attendance) -> random.Random:
    return chance(here.floor.seed, here.session.id, "turn")


_TURNS: dict[Twist, Callable[[Attendance], Awaitable[None]]] = {
    Twist.HOLD: _hold,
    Twist.FORWARD_TO_GROUP: _forward_to_group,
    Twist.FORWARD_TO_OPERATOR: _forward_to_operator,
    Twist.FORWARD_TO_PHONE: _forward_to_phone,
    Twist.INVITE_GROUP: _invite_group,
    Twist.INVITE_OPERATOR: _invite_operator,
    Twist.BAN: _ban,
}
