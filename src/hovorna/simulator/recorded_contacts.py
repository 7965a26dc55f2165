"""Recorded calls as arrivals: what would have happened to the same guests with other staffing?"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo

from hovorna.application.source_records import Accepted, RefusedLine, Routed, SourceItem, SourceSession
from hovorna.domain.switchboard.recording import Ended
from hovorna.domain.vocabulary import Source, TerminationReason
from hovorna.simulator.guests import Contact

_NO_TIME = timedelta()


def contacts_of(items: Iterable[SourceItem], zone: tzinfo) -> Iterator[Contact | RefusedLine]:
    """Incoming calls that wanted an operator; presence, outgoing calls and calls that went nowhere are left out."""
    for item in items:
        if isinstance(item, RefusedLine):
            yield item
        elif isinstance(item, SourceSession) and item.source is Source.INCOMING_CALL:
            contact = _contact(item, item.created.astimezone(zone))
            if contact is not None:
                yield contact


def _contact(call: SourceSession, at: datetime) -> Contact | None:
    """Who was served tells a service time, who gave up in the queue a patience; the other of the two is drawn."""
    routed = next((step for step in call.steps if isinstance(step, Routed)), None)
    accepted = next((step for step in call.steps if isinstance(step, Accepted)), None)
    ended = next((step for step in call.steps if isinstance(step, Ended)), None)
    if ended is None:
        return None
    if routed is None:
        if ended.termination is not TerminationReason.GUEST_ABANDONED:
            return None
        return Contact(at, ivr=_between(call.created, ended.at), hangs_up_in_ivr=True)
    ivr = _between(call.created, routed.at)
    if accepted is not None:
        return Contact(at, service=_between(accepted.at, ended.at), group=routed.group, ivr=ivr)
    return Contact(at, patience=_between(routed.at, ended.at), group=routed.group, ivr=ivr)


def _between(begin: datetime, end: datetime) -> timedelta:
    return max(_NO_TIME, end - begin)
