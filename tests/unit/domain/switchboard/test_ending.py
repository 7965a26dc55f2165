"""How sessions come to their end, who is told to have left, and what after-call work remains."""

from datetime import timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import MoveRefused, OperatorNotInSession, OperatorUnknown
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import ending
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import (
    Cause,
    Channel,
    GuestLeftSession,
    SessionStatus,
    Source,
    TerminationReason,
)
from tests.domain.department import Department, kinds, support


def talking(*operators: int, source: Source = Source.DEFAULT) -> Department:
    """All of these operators are in the one session."""
    department = support(*operators)
    department.arrive(1, source)
    first = next(iter(department.offers()))
    department.accept(first)
    for operator in operators:
        if operator != first:
            department.do(c.Invite(1, first, invited_id=operator))
            department.accept(operator)
    return department


def test_the_handlers_of_ends_are_here() -> None:
    assert HANDLERS[c.LeaveAsGuest] is ending.leave_as_guest
    assert HANDLERS[c.BanGuest] is ending.ban
    assert HANDLERS[c.EndSession] is ending.end_by_order
    assert HANDLERS[c.LeaveSession] is ending.leave
    assert HANDLERS[c.Conclude] is ending.conclude


def test_when_the_guest_leaves_everybody_has_left_at_that_instant() -> None:
    department = talking(11, 12)
    department.wait(30)
    department.do(c.LeaveAsGuest(1))
    session = department.sessions[1]
    assert department.status() is SessionStatus.ACW
    assert {joining.left.at for joining in session.joinings if joining.left} == {department.now}
    assert session.termination is TerminationReason.GUEST_LEFT
    assert session.guest_left is GuestLeftSession.LEFT_SESSION


@pytest.mark.parametrize(
    ("is_routed", "operators", "left"),
    [
        (False, (11,), GuestLeftSession.LEFT_BEFORE_QUEUE),
        (True, (), GuestLeftSession.LEFT_QUEUE),
        (True, (11,), GuestLeftSession.LEFT_QUEUE),
    ],
)
def test_a_guest_who_gives_up_has_abandoned(
    is_routed: bool, operators: tuple[int, ...], left: GuestLeftSession
) -> None:
    department = support(*operators)
    department.do(c.CreateSession(1, f.SessionCreated(Channel.CHAT, Source.DEFAULT), is_routed=is_routed))
    department.do(c.LeaveAsGuest(1))
    session = department.sessions[1]
    assert department.status() is SessionStatus.CLOSED
    assert (session.guest_left, session.termination) == (left, TerminationReason.GUEST_ABANDONED)


def test_a_guest_who_gives_up_takes_the_offer_and_the_place_in_the_line_along() -> None:
    department = support(11)
    department.arrive()
    turn = department.do(c.LeaveAsGuest(1))
    assert kinds(turn) == ["SessionEnded", "OfferWithdrawn", "GroupQueueLeft", "RoutingEnded"]
    assert department.board.lines[1] == []
    assert department.board.operators[11].claims == {}
    assert department.board.timers == {}


def test_a_guest_goes_once() -> None:
    department = talking(11)
    department.do(c.LeaveAsGuest(1))
    assert kinds(department.do(c.LeaveAsGuest(1))) == []


def test_a_chat_guest_whom_the_operator_leaves_is_still_connected_and_may_go_after_the_session() -> None:
    department = talking(11)
    department.leave(11)
    session = department.sessions[1]
    assert (session.guest_left, session.termination) == ("StillConnected", TerminationReason.OPERATOR_LEFT)
    before = [visit.since for visit in session.visits]
    department.wait(5)
    assert kinds(department.do(c.LeaveAsGuest(1))) == ["GuestLeft"]
    assert session.guest_left == "LeftAfterSession"
    assert [visit.since for visit in session.visits] == before


def test_a_caller_whom_the_operator_leaves_is_cut_off() -> None:
    department = talking(11, source=Source.INCOMING_CALL)
    department.leave(11)
    assert department.sessions[1].guest_left is GuestLeftSession.LEFT_SESSION


def test_with_a_colleague_still_in_only_who_leaves_has_left() -> None:
    department = talking(11, 12)
    department.wait(30)
    assert kinds(department.leave(11)) == ["OperatorLeft"]
    assert department.status() is SessionStatus.ACTIVE
    assert department.sessions[1].ended is None


def test_who_leaves_before_the_guest_was_reached_has_abandoned() -> None:
    department = support(11)
    department.do(c.CreateSession(1, f.SessionCreated(Channel.PHONE, Source.OUTGOING_CALL), operator_id=11))
    department.leave(11)
    assert department.sessions[1].termination is TerminationReason.OPERATOR_ABANDONED


def test_the_last_operator_who_leaves_a_forwarded_guest_leaves_them_in_the_queue() -> None:
    """The guest can still be connected with an operator, so the session is not over."""
    department = talking(11, 12)
    department.group(2)
    department.do(c.Forward(1, 11, to_group_id=2))
    assert department.status() is SessionStatus.ACTIVE
    department.wait(10)
    department.leave(12)
    assert department.status() is SessionStatus.IN_QUEUE
    assert department.sessions[1].ended is None


def test_who_leaves_last_takes_an_open_invitation_along() -> None:
    department = talking(11)
    department.operator(12)
    department.do(c.Invite(1, 11, invited_id=12))
    turn = department.leave(11)
    assert kinds(turn) == ["OfferWithdrawn", "RoutingEnded", "SessionEnded", "OperatorLeft"]
    assert department.board.operators[12].claims == {}


@pytest.mark.parametrize("operator", [12, 99])
def test_only_who_is_in_can_leave_or_conclude(operator: int) -> None:
    department = talking(11)
    department.operator(12)
    expected = OperatorNotInSession if operator == 12 else OperatorUnknown
    assert isinstance(department.refusal(c.LeaveSession(1, operator)), expected)
    assert isinstance(department.refusal(c.Conclude(1, operator)), expected)


def test_nobody_leaves_twice_or_concludes_before_leaving() -> None:
    department = talking(11)
    assert isinstance(department.refusal(c.Conclude(1, 11)), MoveRefused)
    department.leave(11)
    assert isinstance(department.refusal(c.LeaveSession(1, 11)), MoveRefused)
    department.conclude(11)
    assert isinstance(department.refusal(c.Conclude(1, 11)), OperatorNotInSession)


def test_the_session_is_closed_when_the_last_operator_has_concluded() -> None:
    department = talking(11, 12)
    department.do(c.LeaveAsGuest(1))
    department.wait(10)
    department.conclude(11)
    assert department.status() is SessionStatus.ACW
    department.wait(10)
    department.conclude(12)
    assert department.status() is SessionStatus.CLOSED
    assert department.seconds(department.sessions[1].status_since) == 20


def test_without_after_call_work_leaving_is_concluding() -> None:
    department = talking(11)
    department.group(GroupSettings(1, "No after-call work", acw_limit=timedelta()))
    assert kinds(department.leave(11)) == ["SessionEnded", "OperatorLeft", "OperatorConcluded"]
    assert department.status() is SessionStatus.CLOSED


# --- by order, and for good -----------------------------------------------------------------------------------------


def test_the_api_can_end_an_open_session_and_not_one_that_is_over() -> None:
    department = talking(11)
    department.do(c.EndSession(1))
    assert department.sessions[1].termination is TerminationReason.SESSION_API_CALL
    assert isinstance(department.refusal(c.EndSession(1)), MoveRefused)
    department.conclude(11)
    assert isinstance(department.refusal(c.EndSession(1)), MoveRefused)


def test_a_ban_is_final_and_everybody_leaves_and_concludes_at_that_instant() -> None:
    department = talking(11, 12)
    department.wait(20)
    turn = department.do(c.BanGuest(1, "threats"))
    session = department.sessions[1]
    assert department.status() is SessionStatus.BLACKLISTED
    for joining in session.joinings:
        assert joining.left is not None
        assert joining.concluded is not None
        assert joining.left.at == joining.concluded.at == department.now
    assert session.guest_left is GuestLeftSession.LEFT_SESSION
    assert [(write.slot, write.value) for write in turn.personal] == [("ban", "threats")]
    assert department.board.timers == {}
    assert isinstance(department.refusal(c.BanGuest(1)), MoveRefused)


def test_a_ban_concludes_who_was_still_in_after_call_work() -> None:
    department = talking(11)
    department.operator(12)
    department.do(c.Forward(1, 11, to_operator_id=12, keeps_acw=True))
    department.wait(5)
    turn = department.do(c.BanGuest(1))
    assert [fact.body for fact in turn.facts if isinstance(fact.body, f.OperatorConcluded)] == [
        f.OperatorConcluded(11, Cause.BANNED)
    ]
    assert department.sessions[1].guest_left is GuestLeftSession.LEFT_QUEUE


def test_a_session_in_after_call_work_can_t_be_banned() -> None:
    department = talking(11)
    department.leave(11)
    assert isinstance(department.refusal(c.BanGuest(1)), MoveRefused)


# --- told later than it was -----------------------------------------------------------------------------------------


def test_an_end_that_is_told_late_is_never_earlier_than_somebody_s_leaving() -> None:
    """The guest dropped off, then one of two operators left: the guest was there until then."""
    department = talking(11, 12)
    department.wait(10)
    department.do(c.DropGuest(1))
    department.wait(20)
    department.leave(11)
    department.wait(60)
    session = department.sessions[1]
    assert session.over is not None
    assert department.seconds(session.over.at) == 30
    assert session.ended is not None
    assert department.seconds(session.ended.at) == 30


def test_an_end_that_is_told_after_the_last_conclusion_leaves_the_after_call_work_its_time() -> None:
    """The forwarder concluded after the guest had dropped off in the queue, and before that was known."""
    department = talking(11)
    department.group(2)
    department.do(c.Forward(1, 11, to_group_id=2, keeps_acw=True))
    department.wait(10)
    department.do(c.DropGuest(1))
    department.wait(30)
    department.conclude(11)
    department.wait(60)
    session = department.sessions[1]
    visits = [(visit.state.value, department.seconds(visit.since.at)) for visit in session.visits]
    assert visits[-3:] == [("IN_QUEUE", 0), ("ACW", 10), ("CLOSED", 40)]
