"""Guests come, one every few seconds: first every kind once, then by their weights."""

import random
from collections.abc import Iterable, Iterator
from functools import partial

from hovorna.application.jobs import Room
from hovorna.demo.floor import Floor
from hovorna.demo.guests import KINDS
from hovorna.demo.guests.newcomer import Kind, Newcomer
from hovorna.demo.life import Life
from hovorna.demo.story import chance, dialogue_of, language_of
from hovorna.demo.words.people import person
from hovorna.domain.operators.state import Operator
from hovorna.domain.session.state import Claim
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.vocabulary import Channel, SlotClass

#: Seconds between two guests in the opening, while somebody is surely watching, and afterwards.
OPENING_GAP, CALM_GAP = (1.6, 3.0), (3.0, 8.0)
OPENING_GUESTS = 110

#: A department with so many open sessions is left alone for a while: somebody may have sent its operators home.
CROWD = 30

#: How often and how long (seconds) a guest who needs a free operator tries.
_TRIES, _BETWEEN_TRIES = 60, 1.0


def sequence(rng: random.Random) -> Iterator[Kind]:
    """Without end."""
    yield from KINDS
    weights = [kind.weight for kind in KINDS]
    while True:
        yield rng.choices(KINDS, weights)[0]


async def arrive(departments: dict[str, Life], seed: int) -> None:
    """For ever. `departments` by their names."""
    rng = chance(seed, "arrivals")
    clock = next(iter(departments.values())).floor
    for count, kind in enumerate(sequence(rng)):
        homes = [name for name in kind.homes if name in departments]
        life = departments[rng.choice(homes)] if homes else None
        if life is not None and len(life.floor.mirror.sessions) < CROWD:
            life.start(("arrival", count), partial(bring, life.floor, kind))
        await clock.sleep(rng.uniform(*(OPENING_GAP if count < OPENING_GUESTS else CALM_GAP)))


async def bring(floor: Floor, kind: Kind) -> bool:
    """Whether the guest came in the end."""
    for _ in range(_TRIES):
        outcome = await floor.ask(partial(_create, floor, kind))
        if outcome is not None and outcome.facts:
            return True
        await floor.sleep(_BETWEEN_TRIES)
    return False


def _create(floor: Floor, kind: Kind, room: Room) -> Iterable[Command]:
    """In the writer's turn: who is free now is still free when the session begins."""
    operators = room.switchroom.board.operators.values()
    free = [one.id for one in operators if kind.needs_operator is None or _has_room(one, kind.needs_operator)]
    if not free:
        return ()
    session_id = room.new_session_id()
    rng = chance(floor.seed, session_id, "arrival")
    guest = Newcomer(
        session_id=session_id,
        person=person(rng, language_of(floor.seed, session_id)),
        topic=dialogue_of(floor.seed, session_id).topic,
        now=floor.now(),
        rng=rng,
        operator_id=rng.choice(free),
    )
    floor.own.add(session_id)
    return (kind.invent(guest),)


def _has_room(operator: Operator, channel: Channel) -> bool:
    return operator.is_available and operator.has_room_for(Claim(SlotClass.LIVE, channel is not Channel.CHAT))
