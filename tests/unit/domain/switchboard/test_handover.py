"""Handing a session over: to a group, an operator or a number, and inviting a colleague in."""

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import (
    GroupUnknown,
    InvalidValue,
    MoveRefused,
    OperatorInSession,
    OperatorNotInSession,
    OperatorUnknown,
)
from hovorna.domain.settings import GroupSettings
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import handover
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import (
    CampaignKind,
    Cause,
    Channel,
    DialState,
    RequestKind,
    SessionStatus,
    Source,
    TerminationReason,
)
from tests.domain.department import Department, kinds, support


def talking(*operators: int, source: Source = Source.DEFAULT) -> Department:
    """Session 1 with the first of these operators, all of them in group 1; nobody is in group 2."""
    department = support(operators[0])
    department.group(2)
    department.arrive(1, source)
    department.accept(operators[0])
    for operator in operators[1:]:
        department.operator(operator)
    return department


def conference(*operators: int) -> Department:
    department = talking(*operators)
    for operator in operators[1:]:
        department.do(c.Invite(1, operators[0], invited_id=operator))
        department.accept(operator)
    return department


def requested(department: Department) -> list[f.RoutingRequested]:
    return [fact.body for fact in department.facts if isinstance(fact.body, f.RoutingRequested)]


def test_the_handlers_of_handing_over_are_here() -> None:
    assert HANDLERS[c.Forward] is handover.forward
    assert HANDLERS[c.ReportPhoneForward] is handover.report_phone_forward
    assert HANDLERS[c.Invite] is handover.invite
    assert HANDLERS[c.CancelInvite] is handover.cancel_invite


# --- forward --------------------------------------------------------------------------------------------------------


def test_who_forwards_leaves_and_concludes_at_the_same_instant_and_a_new_request_starts() -> None:
    department = talking(11)
    department.wait(30)
    turn = department.do(c.Forward(1, 11, to_group_id=2))
    assert kinds(turn) == [
        "ForwardedToGroup",
        "RoutingRequested",
        "GroupQueueEntered",
        "OperatorLeft",
        "OperatorConcluded",
    ]
    assert {fact.at for fact in turn.facts} == {department.now}
    assert department.status() is SessionStatus.IN_QUEUE


def test_a_forward_starts_anew_in_the_line_and_started_keeps_its_first_value() -> None:
    department = talking(11, 12)
    department.wait(30)
    department.do(c.Forward(1, 11, to_operator_id=12))
    assert requested(department)[-1].arrival == department.now
    department.wait(5)
    department.accept(12)
    started = department.sessions[1].started
    assert started is not None
    assert department.seconds(started.at) == 0


def test_who_forwards_may_keep_the_after_call_work() -> None:
    department = talking(11, 12)
    turn = department.do(c.Forward(1, 11, to_operator_id=12, keeps_acw=True))
    assert "OperatorConcluded" not in kinds(turn)
    department.wait(20)
    department.conclude(11)
    (joining,) = department.sessions[1].joinings
    assert joining.left is not None
    assert joining.concluded is not None
    assert department.seconds(joining.concluded.at) - department.seconds(joining.left.at) == 20


def test_who_forwards_to_their_own_group_does_not_get_the_session_back() -> None:
    department = talking(11, 12)
    department.do(c.Forward(1, 11, to_group_id=1))
    assert list(department.offers()) == [12]
    department.reject(12)
    assert department.offers() == {}


def test_by_one_of_several_only_that_one_leaves_and_the_status_stays_active() -> None:
    department = conference(11, 12)
    department.do(c.Forward(1, 11, to_group_id=2))
    assert department.status() is SessionStatus.ACTIVE
    assert [joining.left is None for joining in department.sessions[1].joinings] == [False, True]


def test_a_forward_by_one_of_several_that_finds_nobody_leaves_the_conversation_as_it_is() -> None:
    department = conference(11, 12)
    department.group(GroupSettings(1, "Gone", is_deleted=True))
    department.do(c.Forward(1, 11, to_group_id=2))
    department.group(GroupSettings(2, "Gone too", is_deleted=True))
    department.wait(300)
    assert department.status() is SessionStatus.ACTIVE
    assert department.sessions[1].requests == {}
    assert department.told(f.RoutingEnded)[-1].body.cause is Cause.NO_OPEN_GROUP  # type: ignore[attr-defined]


def test_through_the_api_every_operator_leaves_and_concludes() -> None:
    department = conference(11, 12)
    department.do(c.Forward(1, None, to_group_id=2))
    assert department.status() is SessionStatus.IN_QUEUE
    assert all(joining.concluded is not None for joining in department.sessions[1].joinings)


def test_from_the_preview_an_offered_operator_sends_the_session_elsewhere() -> None:
    department = support(11, 12)
    department.group(2)
    department.arrive()
    turn = department.do(c.Forward(1, 11, to_group_id=2, note="speaks Czech"))
    assert kinds(turn)[:4] == ["ForwardedToGroup", "OfferWithdrawn", "GroupQueueLeft", "RoutingEnded"]
    assert department.status() is SessionStatus.IN_QUEUE
    assert [write.value for write in turn.personal] == ["speaks Czech"]
    assert "Czech" not in str(turn.facts)


def test_who_is_only_invited_has_nothing_to_forward() -> None:
    department = talking(11, 12)
    department.do(c.Invite(1, 11, invited_id=12))
    assert isinstance(department.refusal(c.Forward(1, 12, to_group_id=2)), OperatorNotInSession)
    assert isinstance(department.refusal(c.Forward(1, 12, to_phone="+420")), OperatorNotInSession)


def test_a_second_forward_replaces_the_first_that_nobody_took() -> None:
    department = conference(11, 12)
    department.do(c.Forward(1, 11, to_group_id=2))
    turn = department.do(c.Forward(1, 12, to_group_id=1))
    assert kinds(turn)[:3] == ["ForwardedToGroup", "GroupQueueLeft", "RoutingEnded"]
    assert len(department.sessions[1].requests) == 1


def test_the_api_can_forward_what_waits_and_what_was_never_routed() -> None:
    department = support()
    department.group(2)
    department.arrive(1)
    department.do(c.Forward(1, to_group_id=2))
    assert [request.group_id for request in department.sessions[1].requests.values()] == [2]
    department.do(c.CreateSession(2, f.SessionCreated(Channel.CHAT, Source.DEFAULT), is_routed=False))
    department.do(c.Forward(2, to_group_id=2))
    assert department.status(2) is SessionStatus.IN_QUEUE
    assert department.sessions[2].history[0].request_id == 0


def test_who_takes_over_an_invited_guest_waits_with_the_invitation_cancelled() -> None:
    department = talking(11, 12)
    department.do(c.Invite(1, 11, invited_id=12))
    department.do(c.Forward(1, 11, to_group_id=2))
    assert [request.asked.kind for request in department.sessions[1].requests.values()] == [RequestKind.FORWARD]
    assert department.status() is SessionStatus.IN_QUEUE


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (c.Forward(1, 11), InvalidValue),
        (c.Forward(1, 11, to_group_id=2, to_operator_id=12), InvalidValue),
        (c.Forward(1, 11, to_group_id=7), GroupUnknown),
        (c.Forward(1, 11, to_operator_id=99), OperatorUnknown),
        (c.Forward(1, 11, to_operator_id=11), OperatorInSession),
        (c.Forward(1, 12, to_group_id=2), OperatorNotInSession),
    ],
)
def test_a_forward_names_one_target_that_is_there_and_somebody_who_is_in(
    command: c.Forward, error: type[Exception]
) -> None:
    assert isinstance(talking(11, 12).refusal(command), error)


def test_a_deleted_group_gets_nothing_forwarded() -> None:
    department = talking(11)
    department.group(GroupSettings(2, "Gone", is_deleted=True))
    assert isinstance(department.refusal(c.Forward(1, 11, to_group_id=2)), GroupUnknown)


def test_a_call_that_an_operator_begins_is_not_forwarded_before_the_guest_is_reached() -> None:
    department = support(11, 12)
    department.do(c.CreateSession(1, f.SessionCreated(Channel.PHONE, Source.OUTGOING_CALL), operator_id=11))
    assert isinstance(department.refusal(c.Forward(1, 11, to_operator_id=12)), MoveRefused)


def test_a_previewed_contact_that_is_handed_on_is_prepared_anew_and_dialled_once() -> None:
    department = support(11)
    about = f.SessionCreated(Channel.PHONE, Source.CAMPAIGN, campaign_kind=CampaignKind.PREVIEW)
    department.do(c.CreateSession(1, about))
    department.accept(11)
    department.operator(12)
    department.wait(20)
    department.do(c.Forward(1, 11, to_operator_id=12))
    department.wait(20)
    department.accept(12)
    department.wait(29)
    assert department.told(f.DialStarted) == []
    department.wait(1)
    assert len(department.told(f.DialStarted)) == 1


def test_a_forward_while_the_number_is_dialled_cancels_the_dial_and_the_next_dials_again() -> None:
    department = support(11)
    department.arrive(1, Source.CALLBACK, Channel.PHONE)
    department.accept(11)
    department.operator(12)
    department.do(c.Dial(1, 11))
    department.wait(5)
    department.do(c.Forward(1, 11, to_operator_id=12))
    assert department.sessions[1].dial_state is DialState.CANCELLED_BY_USER
    department.accept(12)
    department.do(c.Dial(1, 12))
    department.do(c.ReportDial(1, DialState.ANSWERED))
    session = department.sessions[1]
    assert department.status() is SessionStatus.ACTIVE
    assert session.dialed is not None
    assert department.seconds(session.dialed.at) == 0


# --- to a number ----------------------------------------------------------------------------------------------------


def test_until_the_number_answers_the_operator_stays_in_and_then_the_session_is_over() -> None:
    department = talking(11, source=Source.INCOMING_CALL)
    turn = department.do(c.Forward(1, 11, to_phone="+420123456789", note="lawyer"))
    assert [write.value for write in turn.personal] == ["+420123456789", "lawyer"]
    assert department.status() is SessionStatus.ACTIVE
    department.wait(12)
    assert kinds(department.do(c.ReportPhoneForward(1, DialState.RINGING))) == []
    department.do(c.ReportPhoneForward(1, DialState.ANSWERED))
    session = department.sessions[1]
    assert session.termination is TerminationReason.CALL_FORWARDED_TO_EXTERNAL_PHONE
    assert session.ended is not None
    assert department.seconds(session.ended.at) == 12
    assert len(session.joinings) == 1


def test_a_number_that_fails_leaves_the_call_with_the_operator() -> None:
    department = talking(11, source=Source.INCOMING_CALL)
    department.do(c.Forward(1, 11, to_phone="+420123456789"))
    assert kinds(department.do(c.ReportPhoneForward(1, DialState.NO_ANSWER))) == ["PhoneForwardFailed"]
    assert department.status() is SessionStatus.ACTIVE
    assert isinstance(department.refusal(c.ReportPhoneForward(1, DialState.ANSWERED)), MoveRefused)
    department.do(c.Forward(1, 11, to_phone="+420987654321"))


def test_two_numbers_are_not_tried_at_once() -> None:
    department = talking(11, source=Source.INCOMING_CALL)
    department.do(c.Forward(1, 11, to_phone="+420123456789"))
    assert isinstance(department.refusal(c.Forward(1, 11, to_phone="+420987654321")), MoveRefused)


def test_a_number_that_answers_after_the_call_went_to_a_group_ends_nothing() -> None:
    department = talking(11, source=Source.INCOMING_CALL)
    department.do(c.Forward(1, 11, to_phone="+420123456789"))
    department.do(c.Forward(1, 11, to_group_id=2))
    assert isinstance(department.refusal(c.ReportPhoneForward(1, DialState.ANSWERED)), MoveRefused)
    assert department.status() is SessionStatus.IN_QUEUE


# --- invite ---------------------------------------------------------------------------------------------------------


def test_an_invited_operator_joins_and_the_inviting_one_stays() -> None:
    department = talking(11, 12)
    turn = department.do(c.Invite(1, 11, invited_id=12))
    assert kinds(turn) == ["InvitedUser", "RoutingRequested", "OperatorOffered"]
    assert department.status() is SessionStatus.ACTIVE
    department.accept(12)
    session = department.sessions[1]
    assert [joining.left for joining in session.joinings] == [None, None]
    assert session.had_concurrent_operators


def test_a_whole_group_is_invited_through_its_line() -> None:
    department = talking(11, 12)
    turn = department.do(c.Invite(1, 11, group_id=1))
    assert kinds(turn) == ["InvitedGroup", "RoutingRequested", "GroupQueueEntered", "OperatorOffered"]
    assert list(department.offers()) == [12]


def test_an_invitation_that_nobody_takes_closes_by_its_queue_time_out() -> None:
    department = talking(11)
    department.do(c.Invite(1, 11, group_id=2))
    department.wait(300)
    told = [fact.type for fact in department.facts[-4:]]
    assert told == ["GroupQueueEntered", "GroupQueueTimedOut", "GroupQueueLeft", "RoutingEnded"]
    assert department.status() is SessionStatus.ACTIVE


def test_an_invitation_can_be_taken_back_and_only_an_invitation() -> None:
    department = talking(11, 12)
    department.do(c.Invite(1, 11, invited_id=12))
    (request,) = department.sessions[1].requests
    assert kinds(department.do(c.CancelInvite(1, request))) == ["OfferWithdrawn", "RoutingEnded"]
    assert isinstance(department.refusal(c.CancelInvite(1, request)), InvalidValue)
    department.arrive(2)
    (entry,) = department.sessions[2].requests
    assert isinstance(department.refusal(c.CancelInvite(2, entry)), InvalidValue)


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (c.Invite(1, 11), InvalidValue),
        (c.Invite(1, 11, 2, 12), InvalidValue),
        (c.Invite(1, 12, 2), OperatorNotInSession),
        (c.Invite(1, 11, 7), GroupUnknown),
        (c.Invite(1, 11, invited_id=99), OperatorUnknown),
        (c.Invite(1, 11, invited_id=11), OperatorInSession),
    ],
)
def test_an_invitation_names_one_target_that_is_there_and_somebody_who_is_in(
    command: c.Invite, error: type[Exception]
) -> None:
    assert isinstance(talking(11, 12).refusal(command), error)


def test_nobody_is_invited_into_a_session_that_waits() -> None:
    department = support(11)
    department.arrive()
    assert isinstance(department.refusal(c.Invite(1, 11, group_id=1)), MoveRefused)


def test_two_invitations_of_one_session_reach_the_same_operator_one_after_the_other() -> None:
    department = talking(11, 12)
    department.do(c.Invite(1, 11, invited_id=12))
    first = department.offers()[12]
    department.do(c.Invite(1, 11, group_id=1))
    assert department.offers() == {12: first}
    department.reject(12)
    assert list(department.offers()) == [12]


def test_a_forward_to_a_number_closes_the_request_of_an_earlier_forward() -> None:
    department = conference(11, 12)
    department.do(c.Forward(1, 11, to_group_id=2))
    turn = department.do(c.Forward(1, 12, to_phone="+420123456789"))
    assert kinds(turn) == ["ForwardedToPhone", "GroupQueueLeft", "RoutingEnded"]
    assert department.status() is SessionStatus.ACTIVE
