"""The guest's side of the talk: what is written, a file, a lost connection, the first to say goodbye."""

from functools import partial

from hovorna.demo.floor import Beat
from hovorna.demo.guests.guest import Guest
from hovorna.demo.papering import share_paper
from hovorna.demo.story import Twist
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import DropGuest, LeaveAsGuest, PostMessage, ReturnGuest
from hovorna.domain.vocabulary import Channel, ClientType, SessionStatus


async def talk(guest: Guest) -> None:
    floor, session = guest.floor, guest.session
    if session.guest_dropped is not None:
        await _come_back(guest)
    beats = _beats(guest)
    await floor.play(session, session.status_since, beats, is_active)
    await floor.until(session, lambda one: not is_active(one), 120.0)


def is_active(session: Session) -> bool:
    return session.status is SessionStatus.ACTIVE


def _beats(guest: Guest) -> list[Beat]:
    floor, session, story = guest.floor, guest.session, guest.story
    beats = []
    if session.channel is Channel.CHAT:
        beats += _lines(guest)
        if story.shares_file:
            beats.append(Beat(story.talk * 0.55, partial(share_paper, floor, session, ClientType.GUEST)))
    if story.twist in (Twist.DROP, Twist.DROP_FOR_GOOD):
        beats.append(Beat(story.talk * 0.5, partial(_drop, guest)))
    if story.is_ended_by_guest and story.twist is not Twist.DROP_FOR_GOOD:
        beats.append(Beat(story.talk - 0.7, partial(floor.do, session, LeaveAsGuest(session.id))))
    return beats


def _lines(guest: Guest) -> list[Beat]:
    """The first was written before; the others come between the operator's answers."""
    session, lines = guest.session, guest.story.dialogue.guest
    step = guest.story.talk / len(lines)
    first = 0 if session.first_guest_message is None else 1
    return [
        Beat(
            0.4 + place * step,
            partial(guest.floor.do, session, PostMessage(session.id, ClientType.GUEST, lines[place])),
        )
        for place in range(first, len(lines))
    ]


async def _drop(guest: Guest) -> None:
    await guest.floor.do(guest.session, DropGuest(guest.session.id))
    await _come_back(guest)


async def _come_back(guest: Guest) -> None:
    """Who stays away is missed by a timer of the switchboard, or the operator ends before."""
    floor, session = guest.floor, guest.session
    away = 3600.0 if guest.story.twist is Twist.DROP_FOR_GOOD else 3.0
    if not await floor.until(session, lambda one: one.guest_dropped is None or one.is_over, away):
        await floor.do(session, ReturnGuest(session.id))
