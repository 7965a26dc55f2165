"""New departments, also those of new companies: made once per Idempotency-Key, and at work before the answer."""

from collections.abc import Callable

import msgspec

from hovorna.api.answers import Answer
from hovorna.api.call import IDEMPOTENCY_KEY, Call
from hovorna.api.once import made_once
from hovorna.application.accounts import Department
from hovorna.application.ports import StoreUnavailable
from hovorna.application.setup import first_routing


async def founded(call: Call, make: Callable[[], int], place: Callable[[int], Department | None]) -> Answer:
    """`make` answers the new id, `place` the department that belongs to it."""
    answer = await made_once(call, make, lambda number: number)
    department = place(msgspec.json.decode(answer.body, type=int))
    if department is not None:
        await _open(call, department)
    return answer


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
