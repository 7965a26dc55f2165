"""A call that entered a queue, as the session that it was."""

from hovorna.adapters.importers.queue_log import events
from hovorna.adapters.importers.queue_log.lines import QueueRow
from hovorna.adapters.importers.queue_log.offers import offers_of
from hovorna.adapters.importers.queue_log.stays import Stay, stays_of
from hovorna.application.source_records import Concluded, ForwardedOut, ForwardedTo, Routed, SourceSession, SourceStep
from hovorna.domain.switchboard.recording import Ended, GuestIn
from hovorna.domain.vocabulary import GuestLeftSession, Source, TerminationReason


def incoming_session(rows: list[QueueRow], key: str, identity: str) -> SourceSession:
    told = stays_of(rows)
    first = rows[0]
    steps: list[SourceStep] = [GuestIn(first.at)]
    for stay in told.stays:
        steps.append(_entry(stay))
        steps += offers_of(stay, told.mended)
    steps += _end(told.stays[-1])
    number, url = first.field(1), first.field(0)
    return SourceSession(
        lines=tuple(row.line for row in rows),
        key=key,
        identity=identity,
        created=first.at,
        source=Source.INCOMING_CALL,
        steps=tuple(steps),
        params={"queue_log_call_id": first.call_id} | ({"queue_log_url": url} if url else {}),
        personal={"phone_callback_number": number} if number else {},
        mended=tuple(told.mended),
    )


def _entry(stay: Stay) -> SourceStep:
    if stay.forwarded_by is None:
        return Routed(stay.since, stay.queue)
    return ForwardedTo(stay.since, stay.forwarded_by, stay.queue)


def _end(stay: Stay) -> list[SourceStep]:
    at = stay.ended
    if stay.answer is None:
        reason, left = TerminationReason.UNKNOWN_REASON, GuestLeftSession.LEFT_QUEUE
        if stay.end is not None:
            reason, left = events.EXITS.get(stay.end.event, (reason, left))
        return [Ended(at, reason, left)]
    agent, steps = stay.answer.agent, list[SourceStep]()
    reason = TerminationReason.UNKNOWN_REASON
    if stay.end is not None and stay.end.event in events.TRANSFERS:
        steps.append(ForwardedOut(at, agent, stay.end.field(events.TRANSFERS[stay.end.event]) or None))
        reason = TerminationReason.CALL_FORWARDED_TO_EXTERNAL_PHONE
    elif stay.end is not None:
        reason = events.COMPLETIONS.get(stay.end.event, TerminationReason.GUEST_LEFT)
    return [*steps, Ended(at, reason, GuestLeftSession.LEFT_SESSION), Concluded(at, agent)]
