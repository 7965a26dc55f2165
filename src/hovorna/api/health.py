"""Whether the process lives, and whether it can do its work."""

import msgspec

from hovorna.api.answers import Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.operation import Access, Operation
from hovorna.application.webhooks.delivering import Lag


class Followers(msgspec.Struct, frozen=True):
    #: Null where nobody delivers.
    webhooks: Lag | None


_NO_STORE = ((b"cache-control", b"no-store"),)


async def live(_: Call) -> Answer:
    return json_answer({"status": "live"}, 200, _NO_STORE)


async def ready(call: Call) -> Answer:
    """Reads go on while this says no: only who would write should go elsewhere."""
    if await call.parts.engine.can_write():
        return json_answer({"status": "ready"}, 200, _NO_STORE)
    return json_answer(
        {"status": "not ready", "writer": "The last write failed, or the writer is stopping."}, 503, _NO_STORE
    )


async def followers(call: Call) -> Answer:
    """Counts only: anybody may ask."""
    lag = call.parts.webhook_lag
    return json_answer(Followers(webhooks=None if lag is None else lag()), 200, _NO_STORE)


OPERATIONS = (
    Operation(
        method="GET",
        path="/health",
        summary="How far those who follow the logs are behind",
        handle=followers,
        access=Access.OPEN,
        tag="Health",
        answer=Followers,
    ),
    Operation(
        method="GET",
        path="/health/live",
        summary="Whether the process answers",
        handle=live,
        access=Access.OPEN,
        tag="Health",
        answer=dict[str, str],
    ),
    Operation(
        method="GET",
        path="/health/ready",
        summary="Whether the writer runs and its last commit went well",
        handle=ready,
        access=Access.OPEN,
        tag="Health",
        answer=dict[str, str],
        statuses=(503,),
    ),
)
