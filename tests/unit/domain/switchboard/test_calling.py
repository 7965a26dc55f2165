"""Dialling numbers, what came of it, and holding the line."""

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import InvalidValue, MoveRefused, OperatorNotInSession
from hovorna.domain.settings import Rule
from hovorna.domain.switchboard import calling
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import (
    CampaignKind,
    Channel,
    DialState,
    GuestLeftSession,
    SessionStatus,
    Source,
    TerminationReason,
)
from tests.domain.department import Department, kinds, support


def before_call(source: Source = Source.CALLBACK, kind: CampaignKind | None = None) -> Department:
    """Operator 11 is in, the client is not."""
    department = support(11)
    about = f.SessionCreated(Channel.PHONE, source, campaign_kind=kind)
    department.do(c.CreateSession(1, about, operator_id=11))
    if source is not Source.OUTGOING_CALL:
        department.accept(11)
    assert department.status() is SessionStatus.BCW
    return department


def predictive() -> Department:
    department = support(11)
    about = f.SessionCreated(Channel.PHONE, Source.CAMPAIGN, campaign_kind=CampaignKind.PREDICTIVE)
    department.do(c.CreateSession(1, about))
    return department


def test_the_handlers_of_calls_are_here() -> None:
    assert HANDLERS[c.Dial] is calling.dial
    assert HANDLERS[c.ReportDial] is calling.report_dial
    assert HANDLERS[c.Hold] is calling.hold
    assert HANDLERS[c.Resume] is calling.resume


@pytest.mark.parametrize("source", [Source.CALLBACK, Source.OUTGOING_CALL])
def test_the_number_that_answers_connects_the_guest(source: Source) -> None:
    department = before_call(source)
    department.wait(3)
    turn = department.do(c.Dial(1, 11, "+420123456789"))
    assert [(write.slot, write.value) for write in turn.personal] == [("phone_callback_number", "+420123456789")]
    department.wait(9)
    department.do(c.ReportDial(1, DialState.RINGING))
    turn = department.do(c.ReportDial(1, DialState.ANSWERED))
    assert kinds(turn) == ["DialProgressed", "GuestJoined"]
    session = department.sessions[1]
    assert session.dialed is not None
    assert session.guest_joined is not None
    assert department.seconds(session.guest_joined.at) - department.seconds(session.dialed.at) == 9
    assert department.status() is SessionStatus.ACTIVE


def test_the_same_progress_twice_is_told_once() -> None:
    department = before_call()
    department.do(c.Dial(1, 11))
    assert kinds(department.do(c.ReportDial(1, DialState.DIALING))) == []
    assert kinds(department.do(c.ReportDial(1, DialState.RINGING))) == ["DialProgressed"]
    assert kinds(department.do(c.ReportDial(1, DialState.RINGING))) == []


def test_only_who_is_in_may_dial_and_only_what_is_dialled_at_all() -> None:
    department = before_call()
    department.operator(12)
    assert isinstance(department.refusal(c.Dial(1, 12)), OperatorNotInSession)
    department.operator(13)
    department.arrive(2)
    assert isinstance(department.refusal(c.Dial(2)), MoveRefused)
    department.accept(next(iter(department.offers(2))), 2)
    department.do(c.CreateSession(3, f.SessionCreated(Channel.CHAT, Source.DEFAULT), is_routed=False))
    assert isinstance(department.refusal(c.Dial(3)), InvalidValue)


def test_a_number_is_not_dialled_twice_at_once() -> None:
    department = before_call()
    department.do(c.Dial(1, 11))
    assert isinstance(department.refusal(c.Dial(1, 11)), MoveRefused)


def test_only_a_predictive_call_is_dialled_before_anybody_is_in() -> None:
    department = support()
    department.do(c.CreateSession(1, f.SessionCreated(Channel.PHONE, Source.CALLBACK), is_routed=False))
    assert isinstance(department.refusal(c.Dial(1)), MoveRefused)


@pytest.mark.parametrize("result", [state for state in DialState if state.is_failure])
def test_a_dial_that_fails_ends_the_call(result: DialState) -> None:
    department = before_call()
    department.do(c.Dial(1, 11))
    department.do(c.ReportDial(1, result))
    session = department.sessions[1]
    assert department.status() is SessionStatus.ACW
    assert session.termination is TerminationReason.UNKNOWN_REASON
    assert session.dial_state is result


def test_a_campaign_s_failed_dial_says_so() -> None:
    department = before_call(Source.CAMPAIGN, CampaignKind.PREVIEW)
    department.do(c.Dial(1, 11))
    department.do(c.ReportDial(1, DialState.NO_ANSWER))
    assert department.sessions[1].termination is TerminationReason.CAMPAIGN_FAILED_DIAL


def test_a_number_that_nobody_answers_is_given_up_after_the_limit() -> None:
    department = before_call()
    department.do(c.Dial(1, 11))
    department.wait(119)
    assert department.status() is SessionStatus.BCW
    department.wait(1)
    assert department.status() is SessionStatus.ACW
    assert department.sessions[1].dial_state is DialState.NO_ANSWER


def test_progress_without_a_dial_is_refused() -> None:
    department = before_call()
    assert isinstance(department.refusal(c.ReportDial(1, DialState.ANSWERED)), MoveRefused)


def test_a_previewed_contact_is_dialled_by_itself_when_the_preparation_is_over() -> None:
    department = before_call(Source.CAMPAIGN, CampaignKind.PREVIEW)
    department.wait(29)
    assert department.told(f.DialStarted) == []
    department.wait(1)
    (dialed,) = department.told(f.DialStarted)
    assert department.seconds(dialed.at) == 30


def test_an_operator_may_dial_a_previewed_contact_sooner_and_it_is_not_dialled_again() -> None:
    department = before_call(Source.CAMPAIGN, CampaignKind.PREVIEW)
    department.wait(10)
    department.do(c.Dial(1, 11))
    department.do(c.ReportDial(1, DialState.ANSWERED))
    department.wait(60)
    assert len(department.told(f.DialStarted)) == 1


def test_a_guest_who_hangs_up_while_being_dialled_has_rejected_the_call() -> None:
    department = before_call()
    department.do(c.Dial(1, 11))
    department.do(c.LeaveAsGuest(1))
    session = department.sessions[1]
    assert session.dial_state is DialState.REJECTED
    assert session.termination is TerminationReason.GUEST_ABANDONED


@pytest.mark.parametrize("command", [c.LeaveSession(1, 11), c.EndSession(1), c.BanGuest(1)])
def test_whatever_ends_the_session_cancels_the_dial(command: c.Command) -> None:
    department = before_call()
    department.do(c.Dial(1, 11))
    assert kinds(department.do(command))[0] == "DialProgressed"
    assert department.sessions[1].dial_state is DialState.CANCELLED_BY_USER
    assert "dial:1" not in department.board.timers


# --- predictive -----------------------------------------------------------------------------------------------------


def test_a_predictive_call_is_routed_in_the_turn_in_which_the_guest_answers() -> None:
    department = predictive()
    department.do(c.Dial(1))
    department.wait(12)
    turn = department.do(c.ReportDial(1, DialState.ANSWERED))
    assert kinds(turn) == [
        "DialProgressed",
        "GuestJoined",
        "RoutingRequested",
        "GroupQueueEntered",
        "OperatorOffered",
    ]


def test_a_predictive_call_may_meet_a_chatbot_first() -> None:
    department = predictive()
    department.rules(Rule(chatbot_id=9), 1)
    department.do(c.Dial(1))
    department.do(c.ReportDial(1, DialState.ANSWERED))
    assert department.sessions[1].has_chatbot
    assert department.status() is SessionStatus.CREATED


def test_a_predictive_call_in_vain_never_reached_the_queue() -> None:
    department = predictive()
    department.do(c.Dial(1))
    department.do(c.ReportDial(1, DialState.INVALID_NUMBER))
    session = department.sessions[1]
    assert department.status() is SessionStatus.CLOSED
    assert session.guest_left is GuestLeftSession.LEFT_BEFORE_QUEUE
    assert session.history == []


def test_nothing_is_dialled_that_a_chatbot_has() -> None:
    department = predictive()
    department.do(c.JoinChatbot(1, 9))
    assert isinstance(department.refusal(c.Dial(1)), MoveRefused)


# --- hold -----------------------------------------------------------------------------------------------------------


def talking(channel: Channel = Channel.PHONE) -> Department:
    department = support(11, 12)
    department.arrive(1, Source.INCOMING_CALL if channel is Channel.PHONE else Source.DEFAULT, channel)
    department.accept(11)
    return department


def test_a_held_call_is_still_active() -> None:
    department = talking()
    assert kinds(department.do(c.Hold(1, 11))) == ["HoldStarted"]
    assert kinds(department.do(c.Hold(1, 11))) == []
    assert department.status() is SessionStatus.ACTIVE
    assert kinds(department.do(c.Resume(1, 11))) == ["HoldEnded"]
    assert kinds(department.do(c.Resume(1, 11))) == []


def test_only_who_is_in_may_hold_and_a_chat_not_at_all() -> None:
    assert isinstance(talking().refusal(c.Hold(1, 12)), OperatorNotInSession)
    assert isinstance(talking().refusal(c.Resume(1, 12)), OperatorNotInSession)
    assert isinstance(talking(Channel.CHAT).refusal(c.Hold(1, 11)), InvalidValue)


def test_nothing_is_on_hold_after_the_end() -> None:
    department = talking()
    department.do(c.Hold(1, 11))
    department.do(c.LeaveAsGuest(1))
    assert not department.sessions[1].is_on_hold
