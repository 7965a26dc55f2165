"""Operators come and go, take breaks and lose their connection; what they held goes on to others."""

from datetime import timedelta

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import OperatorUnavailable, OperatorUnknown
from hovorna.domain.settings import GroupSettings, Membership, OperatorSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import presence
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import (
    Cause,
    Channel,
    OperatorStateKind,
    Presence,
    SessionStatus,
    Source,
    TerminationReason,
)
from tests.domain.department import Department, kinds, support


def talking(source: Source = Source.DEFAULT, channel: Channel | None = None) -> Department:
    department = support(11)
    department.arrive(1, source, channel)
    department.accept(11)
    department.wait(50)
    return department


def test_the_handlers_of_presence_are_here() -> None:
    assert HANDLERS[c.SetPresence] is presence.set_presence
    assert HANDLERS[c.DisconnectOperator] is presence.disconnect
    assert HANDLERS[c.ReconnectOperator] is presence.reconnect


@pytest.mark.parametrize(
    "command", [c.SetPresence(99, Presence.AWAY), c.DisconnectOperator(99), c.ReconnectOperator(99)]
)
def test_nobody_is_anywhere_who_is_no_operator(command: c.Command) -> None:
    assert isinstance(support().refusal(command), OperatorUnknown)


def test_saying_the_same_twice_changes_nothing_but_another_break_is_another_step() -> None:
    department = support(11)
    assert kinds(department.do(c.SetPresence(11, Presence.ONLINE))) == []
    assert kinds(department.do(c.SetPresence(11, Presence.BREAK, 1))) == ["PresenceSet"]
    assert kinds(department.do(c.SetPresence(11, Presence.BREAK, 2))) == ["PresenceSet"]


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (Presence.AWAY, Cause.OPERATOR_AWAY),
        (Presence.BREAK, Cause.OPERATOR_AWAY),
        (Presence.OFFLINE, Cause.OPERATOR_OFFLINE),
    ],
)
def test_an_operator_who_goes_loses_the_offer_to_another(said: Presence, cause: Cause) -> None:
    department = support(11, 12)
    department.arrive()
    offer = department.offers()[11]
    turn = department.do(c.SetPresence(11, said))
    assert turn.facts[1].body == f.OfferWithdrawn(offer, cause)
    assert list(department.offers()) == [12]


def test_who_comes_online_is_given_what_waits() -> None:
    department = support()
    department.operator(11, presence=Presence.AWAY)
    department.arrive()
    assert department.status() is SessionStatus.IN_QUEUE
    department.do(c.SetPresence(11, Presence.ONLINE))
    assert department.status() is SessionStatus.WAITING


def test_a_disabled_operator_can_t_come_online_but_can_go() -> None:
    department = support(11)
    department.do(c.ConfigureOperator(OperatorSettings(11, (Membership(1),), is_enabled=False)))
    assert isinstance(department.refusal(c.SetPresence(11, Presence.BREAK)), OperatorUnavailable)
    assert kinds(department.do(c.SetPresence(11, Presence.OFFLINE))) == ["PresenceSet"]


def test_presence_as_the_person_says_it_is_kept_apart_from_work() -> None:
    """Who is talking is on a call, whatever they said of themselves."""
    department = talking()
    department.do(c.SetPresence(11, Presence.BREAK, 1))
    operator = department.board.operators[11]
    assert (operator.presence, operator.kind) == (Presence.BREAK, OperatorStateKind.ON_CALL)
    department.leave(11)
    department.conclude(11)
    assert department.board.operators[11].kind == OperatorStateKind.BREAK


# --- lost connections -----------------------------------------------------------------------------------------------


def test_a_disconnected_operator_is_disconnected_at_once_and_keeps_the_offer_for_20_seconds() -> None:
    department = support(11, 12)
    department.arrive()
    department.do(c.DisconnectOperator(11))
    assert department.board.operators[11].kind is OperatorStateKind.DISCONNECTED
    department.wait(19)
    assert list(department.offers()) == [11]
    department.wait(1)
    assert list(department.offers()) == [12]


def test_who_is_back_in_time_has_lost_nothing() -> None:
    department = support(11)
    department.arrive()
    department.do(c.DisconnectOperator(11))
    department.wait(19)
    assert kinds(department.do(c.ReconnectOperator(11))) == ["OperatorReturned"]
    department.wait(5)
    department.accept(11)
    assert department.status() is SessionStatus.ACTIVE


def test_only_who_is_here_can_be_disconnected_and_only_who_is_gone_can_return() -> None:
    department = support(11)
    assert kinds(department.do(c.ReconnectOperator(11))) == []
    department.do(c.DisconnectOperator(11))
    assert kinds(department.do(c.DisconnectOperator(11))) == []
    department.operator(12, presence=Presence.OFFLINE)
    assert kinds(department.do(c.DisconnectOperator(12))) == []


def test_nothing_is_offered_to_a_disconnected_operator() -> None:
    department = support(11)
    department.do(c.DisconnectOperator(11))
    department.arrive()
    assert department.status() is SessionStatus.IN_QUEUE


@pytest.mark.parametrize("channel", [Channel.CHAT, Channel.AV])
def test_after_120_seconds_the_session_returns_to_its_group_at_its_old_place(channel: Channel) -> None:
    department = talking(channel=channel)
    department.do(c.DisconnectOperator(11))
    department.wait(119)
    assert department.status() is SessionStatus.ACTIVE
    department.wait(1)
    session = department.sessions[1]
    (request,) = session.requests.values()
    (joining,) = session.joinings
    assert department.status() is SessionStatus.IN_QUEUE
    assert (request.group_id, request.asked.arrival) == (1, department.start)
    assert joining.left is not None
    assert joining.concluded is not None
    assert department.seconds(joining.left.at) == department.seconds(joining.concluded.at) == 50
    assert department.seconds(session.status_since) == 50


def test_a_session_of_several_goes_on_without_the_lost_operator() -> None:
    department = talking()
    department.operator(12)
    department.do(c.Invite(1, 11, invited_id=12))
    department.accept(12)
    department.do(c.DisconnectOperator(11))
    department.wait(120)
    assert department.status() is SessionStatus.ACTIVE
    assert [joining.left is None for joining in department.sessions[1].joinings] == [False, True]
    assert department.sessions[1].requests == {}


def test_a_phone_call_lives_as_long_as_the_pbx_says() -> None:
    department = talking(Source.INCOMING_CALL)
    department.do(c.DisconnectOperator(11))
    department.wait(3600)
    assert department.status() is SessionStatus.ACTIVE
    department.do(c.LeaveAsGuest(1))
    assert department.status() is SessionStatus.ACW


def test_a_callback_that_was_not_dialled_yet_has_no_pbx_and_returns() -> None:
    department = support(11)
    department.arrive(1, Source.CALLBACK, Channel.PHONE)
    department.accept(11)
    department.do(c.DisconnectOperator(11))
    department.wait(120)
    assert department.status() is SessionStatus.IN_QUEUE
    department.operator(12)
    assert list(department.offers()) == [12]


def test_an_invitation_that_the_visitor_never_opened_ends_with_its_lost_operator() -> None:
    department = support(11)
    department.do(c.CreateSession(1, f.SessionCreated(Channel.CHAT, Source.CHAT_INVITATION), operator_id=11))
    department.do(c.DisconnectOperator(11))
    department.wait(120)
    assert department.status() is SessionStatus.CLOSED
    assert department.sessions[1].termination is TerminationReason.OPERATOR_ABANDONED


def test_where_nobody_can_take_the_session_on_it_ends_and_the_operator_has_concluded() -> None:
    """The group is deleted meanwhile, and there is no other."""
    department = talking()
    department.do(c.DisconnectOperator(11))
    department.group(GroupSettings(1, "Gone", is_deleted=True))
    department.wait(120)
    session = department.sessions[1]
    assert department.status() is SessionStatus.CLOSED
    assert session.termination is TerminationReason.FAILED_ROUTING
    assert department.seconds(session.status_since) == 50


def test_a_lost_operator_without_after_call_work_concludes_once() -> None:
    department = support(11)
    department.group(GroupSettings(1, "No after-call work", acw_limit=timedelta()))
    department.do(c.CreateSession(1, f.SessionCreated(Channel.CHAT, Source.CHAT_INVITATION), operator_id=11))
    department.do(c.DisconnectOperator(11))
    department.wait(120)
    assert len(department.told(f.OperatorConcluded)) == 1


def test_after_call_work_is_not_returned_to_anybody() -> None:
    department = talking()
    department.leave(11)
    department.do(c.DisconnectOperator(11))
    department.wait(120)
    assert department.status() is SessionStatus.ACW
    department.wait(180)
    assert department.status() is SessionStatus.CLOSED


def test_what_was_forwarded_by_another_waits_on_when_the_last_operator_is_lost() -> None:
    department = talking()
    department.operator(12)
    department.do(c.Invite(1, 11, invited_id=12))
    department.accept(12)
    department.group(2)
    department.do(c.Forward(1, 11, to_group_id=2))
    department.do(c.DisconnectOperator(12))
    department.wait(120)
    assert department.status() is SessionStatus.IN_QUEUE
    assert [request.group_id for request in department.sessions[1].requests.values()] == [2]


# --- gone without saying so -----------------------------------------------------------------------------------------


def test_who_goes_offline_with_sessions_in_hand_has_the_same_time_to_come_back() -> None:
    department = talking()
    department.do(c.SetPresence(11, Presence.OFFLINE))
    department.wait(119)
    department.do(c.SetPresence(11, Presence.ONLINE))
    department.wait(600)
    assert department.status() is SessionStatus.ACTIVE
    department.do(c.SetPresence(11, Presence.OFFLINE))
    department.wait(120)
    assert department.status() is SessionStatus.IN_QUEUE


def test_being_set_offline_does_not_give_a_lost_operator_more_time() -> None:
    department = talking()
    department.do(c.DisconnectOperator(11))
    department.wait(100)
    department.do(c.SetPresence(11, Presence.OFFLINE, by=1))
    department.wait(20)
    assert department.status() is SessionStatus.IN_QUEUE
    assert department.seconds(department.sessions[1].status_since) == 50


def test_a_word_of_somebody_else_does_not_bring_a_lost_operator_back() -> None:
    department = talking()
    department.do(c.DisconnectOperator(11))
    assert kinds(department.do(c.SetPresence(11, Presence.ONLINE, by=1))) == []
    department.do(c.SetPresence(11, Presence.AWAY, by=1))
    assert not department.board.operators[11].is_connected
    department.wait(120)
    assert department.status() is SessionStatus.IN_QUEUE


def test_a_lost_operator_whom_the_system_sets_away_is_still_lost() -> None:
    """The accept time-out runs out within the 20 seconds, for the third time in a row."""
    department = talking()
    for session in (2, 3, 4):
        department.arrive(session)
        if session < 4:
            department.wait(30)
            department.do(c.LeaveAsGuest(session))
    department.wait(15)
    department.do(c.DisconnectOperator(11))
    department.wait(15)
    operator = department.board.operators[11]
    assert (operator.presence, operator.is_connected) == (Presence.AWAY, False)
    department.wait(105)
    assert department.status() is SessionStatus.IN_QUEUE


def test_a_connection_alone_does_not_bring_back_who_is_offline() -> None:
    department = talking()
    department.do(c.DisconnectOperator(11))
    department.do(c.SetPresence(11, Presence.OFFLINE, by=1))
    department.do(c.ReconnectOperator(11))
    department.wait(120)
    assert department.status() is SessionStatus.IN_QUEUE


def test_their_own_word_brings_a_lost_operator_back() -> None:
    department = talking()
    department.do(c.DisconnectOperator(11))
    department.wait(60)
    department.do(c.SetPresence(11, Presence.ONLINE))
    department.wait(600)
    assert department.status() is SessionStatus.ACTIVE


def test_a_note_is_a_personal_value_beside_the_fact() -> None:
    department = support(11)
    turn = department.do(c.SetPresence(11, Presence.AWAY, note="dentist"))
    [fact] = turn.facts
    assert fact.body == f.PresenceSet(11, Presence.AWAY, has_note=True)
    assert [(write.session_id, write.slot, write.value) for write in turn.personal] == [
        (0, f"presence_note:{fact.version}", "dentist")
    ]
    assert department.board.operators[11].noted == fact.version
    department.do(c.SetPresence(11, Presence.ONLINE))
    assert department.board.operators[11].noted == 0


def test_another_note_is_news_and_the_same_is_none() -> None:
    department = support(11)
    department.do(c.SetPresence(11, Presence.AWAY, note="dentist"))
    assert kinds(department.do(c.SetPresence(11, Presence.AWAY, note="dentist"))) == []
    assert kinds(department.do(c.SetPresence(11, Presence.AWAY, note="train", renews_note=True))) == ["PresenceSet"]


def test_a_call_elsewhere_is_away_of_its_own_kind() -> None:
    department = support(11)
    department.do(c.SetPresence(11, Presence.AWAY, is_on_call=True))
    assert department.board.operators[11].is_on_call
    assert kinds(department.do(c.SetPresence(11, Presence.AWAY, is_on_call=True))) == []
    assert kinds(department.do(c.SetPresence(11, Presence.AWAY))) == ["PresenceSet"]
    assert not department.board.operators[11].is_on_call
