"""The rings of one stay in a queue as offers, in the order in which they came and went."""

from datetime import datetime

from hovorna.adapters.importers.queue_log.stays import Answer, Ring, Stay
from hovorna.application.source_records import Accepted, Assigned, SourceStep, Withdrawn

#: A ring began, by its own length, before the caller was in the queue or while that telephone still rang from before.
RING_START_MOVED = "ring_start_moved"
#: A ring ended after the caller had left the queue.
RING_END_MOVED = "ring_end_moved"
#: A ring lies wholly after the caller had left the queue: it is not told.
RING_AFTER_QUEUE = "ring_after_queue"

#: At one instant: what ends, then what begins, then what begins and ends at once.
_ENDS, _BEGINS, _ENDS_AT_ONCE = 0, 1, 2


def offers_of(stay: Stay, mended: list[str]) -> list[SourceStep]:
    until = stay.left_queue
    free_from: dict[str, datetime] = {}
    order: list[tuple[datetime, int, SourceStep]] = []
    for ring in sorted(stay.rings, key=lambda ring: ring.end):
        start = _start(ring, stay, free_from, mended)
        if start > until:
            mended.append(RING_AFTER_QUEUE)
            continue
        if ring.end > until:
            mended.append(RING_END_MOVED)
        end = max(start, min(ring.end, until))
        free_from[ring.agent] = end
        order.append((start, _BEGINS, Assigned(start, ring.agent)))
        order.append((end, _ENDS if end > start else _ENDS_AT_ONCE, Withdrawn(end, ring.agent, ring.cause)))
    if stay.answer is not None:
        start = min(_start(stay.answer, stay, free_from, mended), until)
        order.append((start, _BEGINS, Assigned(start, stay.answer.agent)))
    steps = [step for _, _, step in sorted(order, key=lambda entry: entry[:2])]
    if stay.answer is not None:
        steps.append(Accepted(until, stay.answer.agent))
    return steps


def _start(ring: Ring | Answer, stay: Stay, free_from: dict[str, datetime], mended: list[str]) -> datetime:
    wanted = ring.start if isinstance(ring, Ring) else ring.rang_from
    start = max(wanted, stay.since, free_from.get(ring.agent, stay.since))
    if start != wanted:
        mended.append(RING_START_MOVED)
    return start
