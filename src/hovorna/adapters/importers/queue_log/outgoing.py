"""A call that an agent dialled, as the session that it was."""

from datetime import datetime
from itertools import pairwise

from hovorna.adapters.importers.queue_log import events
from hovorna.adapters.importers.queue_log.lines import QueueRow
from hovorna.adapters.importers.queue_log.stays import NO_END_IN_LOG, REPEATED_EVENT, ROUNDING, TIME_RAN_BACK
from hovorna.application.source_records import Concluded, ForwardedOut, Joined, SourceSession, SourceStep
from hovorna.domain.switchboard.recording import Dialled, DialResult, Ended, GuestIn
from hovorna.domain.vocabulary import DialState, GuestLeftSession, Source, TerminationReason

#: The conversation took longer than there is time since the number was dialled: that moment gives way.
DIAL_MOVED_BACK = "dial_moved_back"
#: The source's own ring time is not what lies between dialling and conversation; the talk time counts.
RING_TIME_REPLACED = "ring_time_replaced"

#: What the answered call's own row says of its end; otherwise it is a completion as in a queue.
_TRANSFERRED = "TRANSFER"


def outgoing_session(rows: list[QueueRow], key: str, identity: str) -> SourceSession:
    dial, mended = rows[0], list[str]()
    over, transfer = _told(rows, mended)
    ended = max(row.at for row in rows) if over is None else max(dial.at, over.at)
    dialled, answered = dial.at, None
    if over is None:
        mended.append(NO_END_IN_LOG)
    elif over.event == events.OUT_ANSWERED:
        answered = ended - events.talked(over)
        if answered < dialled:
            mended.append(DIAL_MOVED_BACK)
            dialled = answered
        elif abs(answered - dialled - over.span(3, "ring time", events.SECOND)) > 2 * ROUNDING:
            mended.append(RING_TIME_REPLACED)
    steps: list[SourceStep] = [Joined(dialled, dial.agent), Dialled(dialled)]
    if answered is not None:
        steps += [DialResult(answered, DialState.ANSWERED), GuestIn(answered)]
    steps += _end(dial, over, transfer, ended)
    number = dial.field(0)
    return SourceSession(
        lines=tuple(row.line for row in rows),
        key=key,
        identity=identity,
        created=dialled,
        source=Source.OUTGOING_CALL,
        steps=tuple(steps),
        params={"queue_log_call_id": dial.call_id},
        personal={"phone_callback_number": number} if number else {},
        mended=tuple(mended),
    )


def _told(rows: list[QueueRow], mended: list[str]) -> tuple[QueueRow | None, QueueRow | None]:
    """What ended the call, and what became of its transfer."""
    over = transfer = None
    for before, row in pairwise(rows):
        if row.at < before.at:
            mended.append(TIME_RAN_BACK)
        if row.event == events.OUT_TRANSFERRED:
            transfer = row
        elif over is None:
            over = row
        else:
            mended.append(REPEATED_EVENT)
    return over, transfer


def _end(dial: QueueRow, over: QueueRow | None, transfer: QueueRow | None, at: datetime) -> list[SourceStep]:
    steps: list[SourceStep] = []
    reason = TerminationReason.UNKNOWN_REASON
    if over is not None and over.event in events.DIAL_FAILURES:
        state = events.DIAL_FAILURES[over.event]
        steps.append(DialResult(at, state))
        if state is DialState.CANCELLED_BY_USER:
            reason = TerminationReason.OPERATOR_ABANDONED
    elif over is not None and over.field(1) == _TRANSFERRED:
        number = transfer.field(1) if transfer is not None else ""
        steps.append(ForwardedOut(at, dial.agent, number or None))
        reason = TerminationReason.CALL_FORWARDED_TO_EXTERNAL_PHONE
    elif over is not None:
        reason = events.COMPLETIONS.get(over.field(1), reason)
    return [*steps, Ended(at, reason, GuestLeftSession.LEFT_SESSION), Concluded(at, dial.agent)]
