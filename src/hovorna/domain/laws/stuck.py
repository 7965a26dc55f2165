"""Finds open sessions that no pending timer and no person can end."""

from collections.abc import Set as AbstractSet

from hovorna.domain.laws.people import People
from hovorna.domain.laws.second_reading import Reading
from hovorna.domain.laws.violation import Law, Violation
from hovorna.domain.vocabulary import Channel, Source
from hovorna.domain.vocabulary import SessionStatus as S

#: Sessions whose other end is no guest at a page: the PBX, or the client that made them.
_BEGUN_ELSEWHERE = frozenset({Source.INCOMING_CALL, Source.API})


def stuck(reading: Reading, source: Source, timers: AbstractSet[str], people: People) -> Violation | None:
    """`timers` are the keys of all that are pending in the department."""
    if reading.state.is_final or _has_timer(reading, timers) or _has_person(reading, source, people):
        return None
    since = reading.intervals[-1].begin
    sentence = f"It is {reading.state} since {since.at}, and neither a pending timer nor a person can end that."
    return Violation(Law.NEVER_STUCK, sentence, None, reading.session_id, (since.version,))


def _has_timer(reading: Reading, timers: AbstractSet[str]) -> bool:
    keys = [f"{name}:{reading.session_id}" for name in ("begin", "guest", "dial", "bcw", "expiry")]
    keys += [f"queue:{reading.session_id}:{request_id}" for request_id in reading.open_requests]
    for stay in reading.stays:
        if stay.concluded is None:
            keys.append(f"acw:{reading.session_id}:{stay.operator_id}")
            keys.append(f"return:{stay.operator_id}")
    return not timers.isdisjoint(keys)


def _has_person(reading: Reading, source: Source, people: People) -> bool:
    """An operator who has not concluded and is at work, or, until the session is over, whoever is at the other end."""
    for stay in reading.stays:
        person = people.get(stay.operator_id)
        if stay.concluded is None and person is not None and person.is_at_work:
            return True
    if reading.state is S.ACW:
        return False
    if reading.guest_is_in or reading.chatbot_is_in:
        return True
    if reading.state is S.CREATED:
        return source in _BEGUN_ELSEWHERE
    # A call lives as long as the PBX says.
    return reading.channel is Channel.PHONE and reading.state in (S.ACTIVE, S.BCW)
