"""Recorded sessions: written down as the source tells them, with nothing decided and nobody here disturbed."""

from datetime import datetime, timedelta

import msgspec
import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import OperatorUnknown
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import recording as r
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import (
    Cause,
    Channel,
    DialState,
    GuestLeftSession,
    OperatorStateKind,
    Presence,
    Source,
    TerminationReason,
)
from hovorna.domain.vocabulary import SessionStatus as S
from tests.domain.department import START, Department, kinds, support

EVA, PETR = 31, 32
CALL = f.SessionCreated(Channel.PHONE, Source.INCOMING_CALL, origin="pbx", origin_key="k")
TALKED = (TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)
ABANDONED = (TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE)


def past(seconds: float) -> datetime:
    """Of a day a year before the department's own."""
    return START - timedelta(days=365) + timedelta(seconds=seconds)


def record(department: Department, *steps: r.AnyStep, personal: dict[str, str] | None = None) -> Turn:
    return department.do(r.RecordSession(9, CALL, past(0), steps, personal or {}))


PLAIN: tuple[r.AnyStep, ...] = (
    r.GuestIn(past(0)),
    r.Routed(past(5), 1),
    r.Assigned(past(12), EVA),
    r.Accepted(past(20), EVA),
    r.Ended(past(320), *TALKED),
    r.Concluded(past(350), EVA),
)


def visits(department: Department) -> list[tuple[S, float]]:
    return [(one.state, (one.since.at - past(0)).total_seconds()) for one in department.sessions[9].visits]


def test_a_recorded_call_has_the_visits_of_a_decided_one() -> None:
    department = support(EVA)
    record(department, *PLAIN)
    assert visits(department) == [
        (S.CREATED, 0),
        (S.IN_QUEUE, 5),
        (S.WAITING, 12),
        (S.ACTIVE, 20),
        (S.ACW, 320),
        (S.CLOSED, 350),
    ]


def test_nothing_of_it_is_decided_and_nothing_claims_another_instant() -> None:
    facts = record(support(EVA), *PLAIN).facts
    assert {(fact.is_decided, fact.claimed, fact.since) for fact in facts} == {(False, None, None)}


def test_its_versions_go_on_in_the_departments_log_without_gaps() -> None:
    department = support(EVA)
    last = department.board.version
    turn = record(department, *PLAIN)
    assert [fact.version for fact in turn.facts] == [last + n for n in range(1, len(turn.facts) + 1)]


def test_the_board_is_as_it_was_but_for_its_version() -> None:
    """No timer, no line, no slot and not the clock: it tells of another time."""
    department = support(EVA)
    department.arrive()
    before = msgspec.structs.replace(department.board, version=0)
    encoded = msgspec.msgpack.encode(before)
    turn = record(department, *PLAIN)
    after = msgspec.structs.replace(department.board, version=0)
    assert msgspec.msgpack.encode(after) == encoded
    assert (turn.effects.timers, turn.effects.operator_changes) == (set(), [])


def test_an_end_lets_everybody_leave_and_closes_what_was_open() -> None:
    turn = record(support(EVA), *PLAIN[:2], r.Assigned(past(8), EVA), r.Ended(past(60), *ABANDONED))
    assert kinds(turn)[-4:] == ["SessionEnded", "OfferWithdrawn", "GroupQueueLeft", "RoutingEnded"]
    assert {fact.at for fact in turn.facts[-4:]} == {past(60)}


def test_an_acceptance_takes_the_offers_of_the_others_away() -> None:
    department = support(EVA, PETR)
    steps = (*PLAIN[:3], r.TimedOut(past(15), EVA), r.Assigned(past(16), PETR), *PLAIN[3:])
    turn = record(department, *steps)
    withdrawn = [fact for fact in turn.facts if isinstance(fact.body, f.OfferWithdrawn)]
    assert [(one.at, one.body) for one in withdrawn] == [
        (past(20), f.OfferWithdrawn(turn.facts[6].version, Cause.ACCEPTED_ELSEWHERE))
    ]
    assert [one.operator_id for one in department.sessions[9].joinings] == [EVA]


def test_a_withdrawn_offer_says_why() -> None:
    steps = (*PLAIN[:3], r.Withdrawn(past(15), EVA, Cause.OPERATOR_AWAY), r.Ended(past(60), *ABANDONED))
    department = support(EVA)
    record(department, *steps)
    assert visits(department)[1:] == [(S.IN_QUEUE, 5), (S.WAITING, 12), (S.IN_QUEUE, 15), (S.CLOSED, 60)]


def test_a_step_before_the_last_is_moved_and_says_what_it_claimed() -> None:
    steps = (r.GuestIn(past(10)), r.Routed(past(4), 1), r.Ended(past(60), *ABANDONED))
    facts = record(support(EVA), *steps).facts
    moved = [fact for fact in facts if fact.claimed is not None]
    assert [fact.type for fact in moved] == ["RoutingRequested", "GroupQueueEntered"]
    assert {(fact.at, fact.claimed) for fact in moved} == {(past(10), past(4))}


def test_a_session_that_does_not_end_is_no_record() -> None:
    with pytest.raises(AssertionError, match="did not come to an end"):
        record(support(EVA), *PLAIN[:4])
    with pytest.raises(AssertionError, match="did not come to an end"):
        record(support(EVA), *PLAIN[:5])


def test_personal_values_ride_along_and_a_forwarded_number_stands_under_its_fact() -> None:
    steps = (*PLAIN[:4], r.ForwardedOut(past(30), EVA, "+420123"), *PLAIN[4:])
    turn = record(support(EVA), *steps, personal={"phone_callback_number": "+420999"})
    [forward] = [fact for fact in turn.facts if isinstance(fact.body, f.ForwardedToPhone)]
    written = {write.slot: write.value for write in turn.personal}
    assert written == {"phone_callback_number": "+420999", f"forward_phone:{forward.version}": "+420123"}
    assert b"+420" not in msgspec.msgpack.encode(turn.facts)


def test_a_forward_opens_a_new_request_and_its_operator_has_concluded() -> None:
    department = support(EVA, PETR)
    steps = (
        *PLAIN[:4],
        r.ForwardedTo(past(100), EVA, group_id=1),
        r.Assigned(past(110), PETR),
        r.Accepted(past(115), PETR),
        r.Ended(past(320), *TALKED),
        r.Concluded(past(330), PETR),
    )
    record(department, *steps)
    assert [state for state, _ in visits(department)][3:] == [
        S.ACTIVE,
        S.IN_QUEUE,
        S.WAITING,
        S.ACTIVE,
        S.ACW,
        S.CLOSED,
    ]
    eva, petr = department.sessions[9].joinings
    assert eva.left is not None
    assert eva.concluded is not None
    assert (eva.left.at, eva.concluded.at, petr.joined.at) == (past(100), past(100), past(115))
    requests = {row.request_id for row in department.sessions[9].history}
    assert len(requests) == 2


def test_a_forward_to_a_person_asks_for_that_person() -> None:
    steps = (*PLAIN[:4], r.ForwardedTo(past(100), EVA, operator_id=PETR), r.Ended(past(120), *ABANDONED))
    turn = record(support(EVA, PETR), *steps)
    asked = [fact.body for fact in turn.facts if isinstance(fact.body, f.RoutingRequested)]
    assert (asked[-1].operator_id, asked[-1].group_id, asked[-1].by_operator_id) == (PETR, None, EVA)
    assert f.ForwardedToUser.__name__ in kinds(turn)


def test_a_call_that_the_operator_dialled_is_before_the_call_until_it_is_answered() -> None:
    department = support(EVA)
    record(
        department,
        r.Joined(past(1), EVA),
        r.Dialled(past(2)),
        r.DialResult(past(9), DialState.ANSWERED),
        r.GuestIn(past(9)),
        r.Ended(past(60), *TALKED),
        r.Concluded(past(70), EVA),
    )
    assert visits(department)[1:] == [(S.BCW, 1), (S.ACTIVE, 9), (S.ACW, 60), (S.CLOSED, 70)]
    assert department.sessions[9].dial_state is DialState.ANSWERED


def test_a_recorded_presence_is_a_step_of_that_day_and_moves_nobody() -> None:
    department = support(EVA)
    turn = department.do(r.RecordPresence(EVA, past(3), Presence.BREAK))
    [change] = turn.effects.operator_changes
    assert (change.at, change.kind) == (past(3), OperatorStateKind.BREAK)
    assert department.board.operators[EVA].presence is Presence.ONLINE
    assert isinstance(department.refusal(r.RecordPresence(99, past(3), Presence.BREAK)), OperatorUnknown)


def test_life_goes_on_at_the_departments_own_time_after_an_import() -> None:
    department = support(EVA)
    record(department, *PLAIN)
    turn = department.do(c.DefineTag(1, "vip"))
    assert (turn.facts[0].at, turn.facts[0].claimed) == (department.now, None)
