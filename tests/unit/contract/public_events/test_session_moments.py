"""The moments that events tell, from a session that was folded just up to them or further."""

import pytest

from hovorna.contract.public_events import session_moments
from hovorna.domain import facts as f
from hovorna.domain.session.fold import fold
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import GuestLeftSession, RequestKind, TerminationReason
from tests.unit.domain.session_facts import Story, after

EVA, PETR = 31, 32
END = f.SessionEnded(TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)


def session_of(story: Story) -> Session:
    return fold(story.facts)


def test_a_session_that_nobody_was_sought_for_has_not_started() -> None:
    story = Story()
    story.told(5, END)
    assert session_moments.started(session_of(story)) is None


def test_a_session_starts_with_the_first_request_or_joining_in_the_log() -> None:
    sought, begun = Story(), Story()
    request = sought.requested(3)
    sought.accepted(9, request, sought.offered(4, request, EVA))
    sought.requested(20, kind=RequestKind.FORWARD)
    begun.told(2, f.OperatorJoined(EVA))
    begun.requested(8, kind=RequestKind.INVITE)
    starts = [session_moments.started(session_of(story)) for story in (sought, begun)]
    assert [mark.at for mark in starts if mark] == [after(3), after(2)]


def test_the_end_is_known_before_those_who_are_in_have_left() -> None:
    story = Story()
    story.told(2, f.OperatorJoined(EVA))
    assert session_moments.ended(session_of(story)) is None
    story.told(30, END)
    early = session_moments.ended(session_of(story))
    story.told(30, f.OperatorLeft(EVA))
    late = session_moments.ended(session_of(story))
    assert early is not None
    assert late is not None
    assert early.at == late.at == after(30)


def test_a_forwarded_guest_who_gives_up_has_ended_when_the_last_operator_left() -> None:
    story = Story()
    story.told(2, f.OperatorJoined(EVA))
    story.told(10, f.OperatorLeft(EVA))
    story.told(50, END)
    ended = session_moments.ended(session_of(story))
    assert ended is not None
    assert ended.at == after(10)


def test_each_stay_of_the_same_person_has_its_own_moments() -> None:
    story = Story()
    for start in (0, 100):
        for place, body in enumerate((f.OperatorJoined(EVA), f.OperatorLeft(EVA), f.OperatorConcluded(EVA))):
            story.told(start + place, body)
    session, facts = session_of(story), story.facts[1:]
    ways = [session_moments.joined_by, session_moments.left_by, session_moments.concluded_by] * 2
    found = [way(session, fact) for way, fact in zip(ways, facts, strict=True)]
    assert [(moment.operator_id, moment.at) for moment in found if moment] == [
        (EVA, after(second)) for second in (0, 1, 2, 100, 101, 102)
    ]
    assert [way(session, story.facts[0]) for way in ways] == [None] * 6


def test_a_moment_that_the_session_does_not_know_is_a_fault() -> None:
    moment = session_moments.Moment(PETR, after(0))
    assert session_moments.known(moment) is moment
    with pytest.raises(LookupError):
        session_moments.known(None)
