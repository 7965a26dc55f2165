"""An operator's working day: online, a short break now and then, back after the system sent them away."""

from collections.abc import Iterable

from hovorna.application.jobs import Room
from hovorna.application.people_breaks import break_states
from hovorna.demo.floor import Floor
from hovorna.demo.story import chance
from hovorna.domain.switchboard.commands import Command, SetPresence
from hovorna.domain.vocabulary import Presence

_LOOKS_EVERY = 3.0


async def work(floor: Floor, operator_id: int) -> None:
    """For ever. What somebody else says of the operator (through the API) is left alone."""
    rng, break_ids = chance(floor.seed, operator_id, "shift"), _break_ids(floor)
    await floor.ask(SetPresence(operator_id, Presence.ONLINE))
    until_break = rng.uniform(30.0, 150.0)
    while True:
        await floor.sleep(_LOOKS_EVERY)
        until_break -= _LOOKS_EVERY
        if operator_id in floor.mirror.sent_away:
            await floor.sleep(rng.uniform(5.0, 12.0))
            await floor.ask(SetPresence(operator_id, Presence.ONLINE))
        elif until_break < 0 and await _rest(floor, operator_id, rng.choice(break_ids)):
            await floor.sleep(rng.uniform(8.0, 20.0))
            if floor.mirror.presence[operator_id] is Presence.BREAK:
                await floor.ask(SetPresence(operator_id, Presence.ONLINE))
            until_break = rng.uniform(60.0, 240.0)


def _break_ids(floor: Floor) -> list[int | None]:
    """The company's reasons; a break without one where it has none."""
    accounts = floor.parts.accounts
    department = accounts.department(floor.department_id)
    company_id = department.company_id if department is not None else 0
    known = break_states(accounts.register).all(company_id)
    return [state.id for state in known if not state.is_deleted] or [None]


async def _rest(floor: Floor, operator_id: int, break_id: int | None) -> bool:
    """Whether the operator may: one at a time, and nobody whom somebody else has sent elsewhere."""

    def commands(room: Room) -> Iterable[Command]:
        operators = room.switchroom.board.operators
        is_alone = all(one.presence is not Presence.BREAK for one in operators.values())
        if is_alone and operators[operator_id].presence is Presence.ONLINE:
            return (SetPresence(operator_id, Presence.BREAK, break_id),)
        return ()

    outcome = await floor.ask(commands)
    return outcome is not None and bool(outcome.facts)


async def go_home(floor: Floor, operator_id: int) -> None:
    """Somebody who is on the switchboard but not played any more: no offer may wait for them."""
    await floor.ask(SetPresence(operator_id, Presence.OFFLINE))
