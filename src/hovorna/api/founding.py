"""New departments, also those of new companies: made once per Idempotency-Key, and at work before the answer."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from hovorna.api.answers import Answer, encode, json_answer
from hovorna.api.call import IDEMPOTENCY_KEY, Call, Reply
from hovorna.application.accounts import Department
from hovorna.application.jobs import Room
from hovorna.application.ports import StoreUnavailable
from hovorna.application.setup import first_routing
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn


async def founded(call: Call, make: Callable[[], int], place: Callable[[int], Department | None]) -> Answer:
    """`make` answers the new id, `place` the department that belongs to it."""
    answer = await _made_once(call, make)
    department = place(msgspec.json.decode(answer.body, type=int))
    if department is not None:
        await _open(call, department)
    return answer


async def _made_once(call: Call, make: Callable[[], int]) -> Answer:
    """In the writer's turn of the caller's own first department, because keys are remembered there."""
    home = next(iter(call.parts.accounts.departments(call.client.company_id)), None)
    if home is None:
        return json_answer(make(), 201)
    made: list[int] = []

    def commands(_: Room) -> Iterable[Command]:
        made.append(make())
        return ()

    def reply(_: Sequence[Turn]) -> Reply:
        return 201, encode(made[0])

    return await call.write(home.id, commands, reply)


async def _open(call: Call, department: Department) -> None:
    """Also when the same is asked again: the first time may have been cut off here."""
    accounts = call.parts.accounts
    try:
        await call.parts.engine.execute(department.id, first_routing(accounts))
    except StoreUnavailable:
        if not call.header(IDEMPOTENCY_KEY.lower().encode()):
            # The caller is told that nothing remains.
            accounts.register.remove("department", department.id)
        raise
