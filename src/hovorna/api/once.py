"""Makes what lies in the register once per Idempotency-Key, as writes to the log are."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from hovorna.api.answers import Answer, encode
from hovorna.api.call import Call, Reply
from hovorna.application.jobs import Room
from hovorna.application.register import KeyTaken
from hovorna.domain.errors import InvalidValue
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn

Made = TypeVar("Made")


async def made_once(call: Call, make: Callable[[], Made], shown: Callable[[Made], object]) -> Answer:
    """201 with what `shown` makes of it. Raises KeyTaken; then nothing was made and nothing is remembered.

    It runs in the writer's turn of the caller's own first department, because keys are remembered there.
    """
    home = next(iter(call.parts.accounts.departments(call.client.company_id)), None)
    made: list[Made] = []
    if home is None:
        made.append(make())
        return Answer(201, encode(shown(made[0])))
    taken: list[KeyTaken] = []

    def commands(_: Room) -> Iterable[Command]:
        try:
            made.append(make())
        except KeyTaken as refusal:
            taken.append(refusal)
            # What the writer takes for a refusal, and not for a fault of ours.
            raise InvalidValue("key", "is taken") from refusal
        return ()

    def reply(_: Sequence[Turn]) -> Reply:
        return 201, encode(shown(made[0]))

    try:
        return await call.write(home.id, commands, reply)
    except InvalidValue:
        if taken:
            raise taken[0] from None
        raise
