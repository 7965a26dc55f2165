"""A turn's promises: versions without gaps, time that never runs back, refusals that change nothing."""

from datetime import datetime, timedelta

import msgspec
import pytest

from hovorna.domain import errors as e
from hovorna.domain import facts as f
from hovorna.domain.facts import SessionCreated
from hovorna.domain.settings import (
    DepartmentSettings,
    Membership,
    OperatorSettings,
    Rule,
    RuleSet,
)
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.decide import decide
from hovorna.domain.switchboard.turn import Turn
from hovorna.domain.vocabulary import (
    Channel,
    ClientType,
    DialState,
    GuestLeftSession,
    Presence,
    RecordingType,
    Source,
    TerminationReason,
)
from tests.domain.department import START, Department, support

EVA, PETR, JANA, OFF = 31, 32, 33, 34
TALKING, OFFERED, AFTERWARDS = 1, 2, 3
CHAT = SessionCreated(Channel.CHAT, Source.DEFAULT)
CALL_OUT = SessionCreated(Channel.PHONE, Source.OUTGOING_CALL)
BLOB = c.StoredBlob("k", "0", 1, "audio/wav")


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def busy() -> Department:
    """Eva talks in session 1, Petr has an offer of session 2, Jana writes up session 3; another is switched off."""
    department = support(EVA)
    department.arrive(TALKING)
    department.accept(EVA, TALKING)
    department.do(c.SetPresence(EVA, Presence.AWAY))
    department.operator(JANA)
    department.arrive(AFTERWARDS)
    department.accept(JANA, AFTERWARDS)
    department.leave(JANA, AFTERWARDS)
    department.do(c.SetPresence(JANA, Presence.BREAK))
    department.operator(PETR)
    department.arrive(OFFERED)
    department.do(c.ConfigureOperator(OperatorSettings(OFF, (Membership(1),), is_enabled=False)))
    return department


_OFFER_GONE = 99999

REFUSED: list[tuple[c.Command, type[e.DomainError]]] = [
    (c.CreateSession(TALKING, CHAT), e.SessionExists),
    (c.CreateSession(9, CHAT, rule_set_id=77), e.RuleSetUnknown),
    (c.CreateSession(9, CHAT, guest_is_connected=False, is_routed=False), e.InvalidValue),
    (c.CreateSession(9, CALL_OUT), e.InvalidValue),
    (c.CreateSession(9, CALL_OUT, operator_id=99), e.OperatorUnknown),
    (c.CreateSession(9, CALL_OUT, operator_id=OFF), e.OperatorUnavailable),
    (c.CreateSession(9, CALL_OUT, operator_id=EVA), e.OperatorFull),
    (c.CreateSession(9, SessionCreated(Channel.CHAT, Source.INVITATION)), e.InvalidValue),
    (c.RequestRouting(TALKING), e.MoveRefused),
    (c.RequestRouting(404), e.SessionUnknown),
    (c.JoinGuest(AFTERWARDS), e.MoveRefused),
    (c.JoinChatbot(OFFERED, 5), e.MoveRefused),
    (c.HandOff(TALKING, 5), e.MoveRefused),
    (c.JoinOperator(TALKING, PETR), e.MoveRefused),
    (c.BanGuest(AFTERWARDS), e.MoveRefused),
    (c.EndSession(AFTERWARDS), e.MoveRefused),
    (c.LeaveSession(TALKING, PETR), e.OperatorNotInSession),
    (c.LeaveSession(AFTERWARDS, JANA), e.MoveRefused),
    (c.Conclude(TALKING, EVA), e.MoveRefused),
    (c.Conclude(TALKING, PETR), e.OperatorNotInSession),
    (c.AcceptOffer(PETR, _OFFER_GONE), e.OfferGone),
    (c.RingLeg(PETR, _OFFER_GONE), e.OfferGone),
    (c.RejectOffer(99, _OFFER_GONE), e.OperatorUnknown),
    (c.SetPresence(99, Presence.ONLINE), e.OperatorUnknown),
    (c.SetPresence(OFF, Presence.ONLINE), e.OperatorUnavailable),
    (c.ChangeContact(88, b"{}", (), is_known=False), e.ContactUnknown),
    (c.RemoveContact(88, is_known=False), e.ContactUnknown),
    (c.AnonymiseContact(88, b"{}", is_known=False), e.ContactUnknown),
    (c.LinkContact(404, 88), e.SessionUnknown),
    (c.Forward(TALKING, EVA), e.InvalidValue),
    (c.Forward(TALKING, EVA, to_group_id=1, to_operator_id=PETR), e.InvalidValue),
    (c.Forward(TALKING, EVA, to_group_id=8), e.GroupUnknown),
    (c.Forward(TALKING, EVA, to_operator_id=EVA), e.OperatorInSession),
    (c.Forward(TALKING, PETR, to_group_id=1), e.OperatorNotInSession),
    (c.Forward(OFFERED, None, to_phone="+420"), e.MoveRefused),
    (c.ReportPhoneForward(TALKING, DialState.ANSWERED), e.MoveRefused),
    (c.Invite(TALKING, EVA), e.InvalidValue),
    (c.Invite(TALKING, PETR, 1), e.OperatorNotInSession),
    (c.Invite(TALKING, EVA, invited_id=99), e.OperatorUnknown),
    (c.CancelInvite(TALKING, 3), e.InvalidValue),
    (c.Dial(TALKING, EVA), e.MoveRefused),
    (c.ReportDial(TALKING, DialState.ANSWERED), e.MoveRefused),
    (c.Hold(TALKING, EVA), e.InvalidValue),
    (c.Resume(TALKING, PETR), e.OperatorNotInSession),
    (c.PostMessage(TALKING, ClientType.USER, "hi", PETR), e.OperatorNotInSession),
    (c.PostMessage(AFTERWARDS, ClientType.GUEST, "hi"), e.MoveRefused),
    (c.ShareFile(TALKING, ClientType.USER, "a.png", BLOB), e.OperatorNotInSession),
    (c.DeleteFile(TALKING, 5), e.InvalidValue),
    (c.StartRecording(AFTERWARDS, RecordingType.GUEST, "r"), e.MoveRefused),
    (c.ProcessRecording(TALKING, 5, BLOB, timedelta(seconds=1)), e.RecordingUnknown),
    (c.FailRecording(TALKING, 5, "why"), e.RecordingUnknown),
    (c.DeleteRecording(TALKING, 5), e.RecordingUnknown),
    (c.AssignTag(TALKING, 5), e.TagUnknown),
    (c.RemoveTag(TALKING, 5), e.TagUnknown),
    (c.WriteNote(TALKING, "n", PETR), e.OperatorNotInSession),
    (c.Anonymise(TALKING), e.MoveRefused),
    (c.ConfigureDepartment(DepartmentSettings(default_rule_set_id=7)), e.InvalidValue),
    (c.ConfigureOperator(OperatorSettings(EVA, (Membership(8),))), e.GroupUnknown),
    (c.ConfigureRuleSet(RuleSet(2, "x", (Rule(),))), e.InvalidValue),
    (c.ConfigureRuleSet(RuleSet(2, "x", (Rule(group_id=8),))), e.GroupUnknown),
]


@pytest.mark.parametrize(("command", "error"), REFUSED)
def test_a_refusal_changes_nothing(command: c.Command, error: type[e.DomainError]) -> None:
    board = busy().board
    before = msgspec.msgpack.encode(board)
    with pytest.raises(error) as refusal:
        decide(board, command, at(60))
    assert type(refusal.value) is error
    assert msgspec.msgpack.encode(board) == before


def test_every_refusal_that_the_domain_knows_is_among_those_tried() -> None:
    assert {error for _, error in REFUSED} == set(e.ERRORS)


def test_versions_go_on_where_the_board_stands() -> None:
    department = support(EVA)
    last = department.board.version
    turn = department.arrive()
    assert [fact.version for fact in turn.facts] == list(range(last + 1, last + 1 + len(turn.facts)))
    assert department.board.version == turn.facts[-1].version


def test_a_clock_that_goes_back_is_held_where_the_department_was_and_the_claim_is_kept() -> None:
    department = support(EVA)
    department.do(c.DefineTag(1, "a"), now=at(50))
    turn = department.do(c.DefineTag(2, "b"), now=at(20))
    [fact] = turn.facts
    assert (fact.at, fact.claimed) == (at(50), at(20))
    assert department.board.decided_until == at(50)


def test_an_instant_that_was_not_moved_claims_nothing() -> None:
    department = support(EVA)
    assert {fact.claimed for fact in department.arrive().facts} == {None}


def test_a_fact_never_comes_before_the_last_of_its_session() -> None:
    """A recorded session may have happened later than the department's own clock says."""
    department = support()
    turn = Turn(department.board, at(0))
    turn.record(5, CHAT, at(100))
    fact = turn.emit(5, f.GuestJoined())
    assert (fact.at, fact.claimed) == (at(100), at(0))


def test_what_happened_elsewhere_keeps_its_instant_unless_its_session_would_run_back() -> None:
    department = support()
    turn = Turn(department.board, at(500))
    turn.record(5, CHAT, at(-1000))
    kept = turn.record(5, f.GuestJoined(), at(-900))
    moved = turn.record(5, f.TagAssigned(1), at(-950))
    assert (kept.at, kept.claimed, kept.is_decided) == (at(-900), None, False)
    assert (moved.at, moved.claimed) == (at(-900), at(-950))
    assert department.board.decided_until < at(1)


def told_late(department: Department, since: float) -> datetime:
    """The guest of session 1 is found to have left after all."""
    turn = Turn(department.board, at(100))
    gone = f.SessionEnded(TerminationReason.GUEST_LEFT, GuestLeftSession.LEFT_SESSION)
    return turn.emit(TALKING, gone, since=at(since)).effective


def talk(department: Department) -> None:
    """Eva is in from the tenth second."""
    department.arrive()
    department.wait(10)
    department.accept(EVA)


def test_a_fact_may_be_true_since_earlier_than_it_is_told() -> None:
    department = support(EVA)
    talk(department)
    assert told_late(department, since=40) == at(40)


def test_since_is_never_before_the_last_change_of_state() -> None:
    department = support(EVA)
    talk(department)
    assert told_late(department, since=3) == at(10)


def test_since_is_never_before_somebody_joined_or_left() -> None:
    department = support(EVA)
    talk(department)
    department.operator(PETR)
    department.do(c.Invite(TALKING, EVA, invited_id=PETR))
    department.wait(10)
    department.accept(PETR)
    department.wait(10)
    department.leave(PETR)
    assert told_late(department, since=12) == at(30)


def test_a_fact_that_the_table_does_not_know_is_refused_before_it_is_written() -> None:
    department = support(EVA)
    department.arrive()
    turn = Turn(department.board, at(1))
    with pytest.raises(e.MoveRefused) as refusal:
        turn.emit(TALKING, f.HoldStarted(EVA))
    assert (refusal.value.session_id, refusal.value.status, turn.facts) == (TALKING, "WAITING", [])


def test_a_turn_that_has_begun_may_not_be_refused_any_more() -> None:
    """It would leave facts in memory that nobody writes: a fault of ours and not of whoever asked."""
    department = support(EVA)
    department.arrive()
    turn = Turn(department.board, at(1))
    turn.emit(TALKING, f.TagAssigned(1))
    with pytest.raises(AssertionError, match="has begun already"):
        turn.emit(TALKING, f.HoldStarted(EVA))


def test_a_fact_that_leads_where_the_table_does_not_is_a_fault() -> None:
    department = support(EVA)
    talk(department)
    department.board.sessions[TALKING].guest_is_connected = False  # As a broken fold would leave it.
    turn = Turn(department.board, at(11))
    with pytest.raises(AssertionError, match="TagAssigned led session 1 from ACTIVE to BCW"):
        turn.emit(TALKING, f.TagAssigned(1))


def test_requiring_a_session_tells_its_state_and_the_deed() -> None:
    department = support(EVA)
    talk(department)
    turn = Turn(department.board, at(11))
    assert turn.require(TALKING, f.HoldStarted, "holding").id == TALKING
    with pytest.raises(e.MoveRefused, match="Session 1 is ACTIVE: dialling is not possible now"):
        turn.require(TALKING, f.DialStarted, "dialling")


def test_a_session_that_became_final_is_seen_in_the_turn_and_forgotten_by_the_board() -> None:
    department = support(EVA)
    talk(department)
    department.leave(EVA)
    turn = department.conclude(EVA)
    assert turn.touched[TALKING].status.is_final
    assert TALKING not in department.board.sessions
