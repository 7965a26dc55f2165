"""How contacts come in, who begins them, and what can't begin at all."""

from typing import Any

import pytest

from hovorna.domain import facts as f
from hovorna.domain.errors import (
    InvalidValue,
    MoveRefused,
    OperatorFull,
    OperatorUnavailable,
    OperatorUnknown,
    RuleSetUnknown,
    SessionExists,
)
from hovorna.domain.settings import Condition, Rule, RuleSet
from hovorna.domain.switchboard import arrivals
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.decide import HANDLERS
from hovorna.domain.vocabulary import (
    CampaignKind,
    Cause,
    Channel,
    DialState,
    GuestLeftSession,
    Presence,
    RequestKind,
    SessionStatus,
    Source,
    TerminationReason,
)
from tests.domain.department import Department, kinds, support


def create(source: Source, channel: Channel = Channel.PHONE, **given: Any) -> c.CreateSession:
    kind = given.pop("campaign_kind", None)
    return c.CreateSession(1, f.SessionCreated(channel, source, campaign_kind=kind), **given)


def with_chatbot(*rules: Rule | int) -> Department:
    department = support(11)
    department.rules(Rule(chatbot_id=9), *rules)
    return department


def test_the_handlers_of_arrivals_are_here() -> None:
    assert HANDLERS[c.CreateSession] is arrivals.create
    assert HANDLERS[c.HandOff] is arrivals.hand_off
    assert HANDLERS[c.JoinOperator] is arrivals.join_operator


def test_a_routed_chat_is_offered_in_the_turn_in_which_it_came() -> None:
    department = support(11)
    assert kinds(department.arrive()) == [
        "SessionCreated",
        "GuestJoined",
        "RoutingRequested",
        "GroupQueueEntered",
        "OperatorOffered",
    ]


def test_personal_values_ride_beside_the_facts_and_never_in_them() -> None:
    department = support(11)
    turn = department.do(create(Source.DEFAULT, Channel.CHAT, personal={"guest_name": "Jana"}))
    assert [(write.session_id, write.slot, write.value) for write in turn.personal] == [(1, "guest_name", "Jana")]
    assert "Jana" not in str(turn.facts)


def test_a_session_id_is_given_once() -> None:
    department = support(11)
    department.arrive()
    assert isinstance(department.refusal(create(Source.DEFAULT)), SessionExists)


def test_an_unknown_rule_set_is_refused() -> None:
    assert isinstance(support(11).refusal(create(Source.DEFAULT, rule_set_id=7)), RuleSetUnknown)


def test_a_form_or_an_ivr_keeps_the_session_created_until_it_is_routed() -> None:
    department = support(11)
    department.do(create(Source.INCOMING_CALL, is_routed=False))
    department.wait(20)
    assert department.status() is SessionStatus.CREATED
    department.do(c.RequestRouting(1))
    assert department.status() is SessionStatus.WAITING


def test_a_second_routing_request_is_refused_while_the_first_is_open_or_an_operator_is_in() -> None:
    department = support(11)
    department.arrive()
    assert isinstance(department.refusal(c.RequestRouting(1)), MoveRefused)
    department.accept(11)
    assert isinstance(department.refusal(c.RequestRouting(1)), MoveRefused)


def test_call_params_choose_among_the_rules_and_never_enter_a_fact() -> None:
    department = support(11)
    department.group(2)
    department.rules(Rule(group_id=2, conditions=(Condition("Tier", value="GOLD"),)), 1)
    turn = department.do(create(Source.DEFAULT, Channel.CHAT, params={"tier": "gold"}))
    (entered,) = [fact.body for fact in turn.facts if isinstance(fact.body, f.GroupQueueEntered)]
    assert entered.group_id == 2
    assert "gold" not in str(turn.facts)


# --- guests ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "channel"),
    [(Source.CALLBACK, Channel.PHONE), (Source.OUTGOING_CALL, Channel.PHONE), (Source.CHAT_INVITATION, Channel.CHAT)],
)
def test_a_guest_who_has_to_be_reached_first_is_not_connected_at_creation(source: Source, channel: Channel) -> None:
    department = support(11)
    department.do(create(source, channel, operator_id=11))
    assert department.sessions[1].guest_joined is None


@pytest.mark.parametrize("given", [{"is_routed": False}, {"source": Source.INVITATION, "operator_id": 11}])
def test_a_session_that_nobody_is_in_and_nobody_seeks_is_refused(given: dict[str, Any]) -> None:
    """No timer and no person could ever end it."""
    command = create(given.pop("source", Source.DEFAULT), Channel.CHAT, guest_is_connected=False, **given)
    assert isinstance(support(11).refusal(command), InvalidValue)


def test_a_guest_joins_once_and_returns_from_a_drop() -> None:
    department = support(11)
    department.arrive()
    assert kinds(department.do(c.JoinGuest(1))) == []
    assert kinds(department.do(c.DropGuest(1))) == ["GuestDropped"]
    assert kinds(department.do(c.DropGuest(1))) == []
    assert kinds(department.do(c.JoinGuest(1))) == ["GuestReturned"]
    assert kinds(department.do(c.ReturnGuest(1))) == []


def test_a_guest_who_drops_off_and_returns_within_the_tolerance_was_never_gone() -> None:
    department = support(11)
    department.arrive()
    department.accept(11)
    department.wait(10)
    department.do(c.DropGuest(1))
    department.wait(59)
    department.do(c.ReturnGuest(1))
    department.wait(600)
    assert [visit.state.value for visit in department.sessions[1].visits][-1] == "ACTIVE"


def test_a_guest_who_stays_away_has_left_when_they_dropped_off() -> None:
    department = support(11)
    department.arrive()
    department.accept(11)
    department.wait(10)
    department.do(c.DropGuest(1))
    department.wait(60)
    session = department.sessions[1]
    assert session.status is SessionStatus.ACW
    assert department.seconds(session.status_since) == 10
    (ended,) = department.told(f.SessionEnded)
    assert department.seconds(ended.at) == 70
    assert session.guest_left is GuestLeftSession.LEFT_SESSION


# --- chatbots -------------------------------------------------------------------------------------------------------


def test_no_request_is_open_while_a_chatbot_has_the_session_and_its_hand_off_opens_one() -> None:
    department = with_chatbot(1)
    department.arrive()
    session = department.sessions[1]
    assert session.status is SessionStatus.CREATED
    assert session.requests == {}
    department.wait(40)
    assert kinds(department.do(c.HandOff(1, 9)))[:3] == ["ChatbotLeft", "RoutingRequested", "GroupQueueEntered"]
    assert session.chatbots[0].left is not None
    (request,) = session.requests.values()
    assert request.asked.kind is RequestKind.HANDOFF


def test_the_hand_off_goes_on_by_the_rule_set_that_named_the_chatbot() -> None:
    department = support(11)
    department.group(2)
    department.do(c.ConfigureRuleSet(RuleSet(5, "Campaign", (Rule(chatbot_id=9), Rule(group_id=2)))))
    department.do(create(Source.API, Channel.CHAT, rule_set_id=5))
    turn = department.do(c.HandOff(1, 9))
    (entered,) = [fact.body for fact in turn.facts if isinstance(fact.body, f.GroupQueueEntered)]
    assert entered.group_id == 2


@pytest.mark.parametrize("command", [c.RequestRouting(1), c.Forward(1, to_group_id=1)])
def test_whoever_routes_the_session_past_the_chatbot_sends_it_away(command: c.Command) -> None:
    department = with_chatbot(1)
    department.arrive()
    assert kinds(department.do(command))[0] == "ChatbotLeft"
    assert not department.sessions[1].has_chatbot


def test_a_chatbot_that_does_not_have_the_session_can_t_hand_it_off() -> None:
    department = with_chatbot(1)
    department.arrive()
    assert isinstance(department.refusal(c.HandOff(1, 10)), InvalidValue)


def test_a_second_chatbot_is_refused_and_a_first_one_may_come_later() -> None:
    department = support(11)
    department.do(create(Source.DEFAULT, Channel.CHAT, is_routed=False))
    assert kinds(department.do(c.JoinChatbot(1, 9))) == ["ChatbotJoined"]
    assert isinstance(department.refusal(c.JoinChatbot(1, 10)), MoveRefused)


def test_a_chatbot_has_left_a_session_that_is_over() -> None:
    department = with_chatbot(1)
    department.arrive()
    department.do(c.LeaveAsGuest(1))
    (stay,) = department.sessions[1].chatbots
    assert stay.left is not None
    assert department.sessions[1].guest_left is GuestLeftSession.LEFT_BEFORE_QUEUE


# --- operators begin ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "channel"), [(Source.OUTGOING_CALL, Channel.PHONE), (Source.CHAT_INVITATION, Channel.CHAT)]
)
def test_who_begins_a_session_is_in_it_from_its_creation(source: Source, channel: Channel) -> None:
    department = support(11)
    department.do(create(source, channel, operator_id=11))
    session = department.sessions[1]
    assert session.status is SessionStatus.BCW
    assert session.started is not None
    assert session.started.at == session.created.at


def test_who_begins_a_session_is_named_known_logged_in_and_free() -> None:
    department = support(11)
    department.operator(12, presence=Presence.OFFLINE)
    department.operator(13)
    department.do(c.DisconnectOperator(13))
    department.arrive(2)
    department.accept(11, 2)
    assert isinstance(department.refusal(create(Source.OUTGOING_CALL)), InvalidValue)
    assert isinstance(department.refusal(create(Source.OUTGOING_CALL, operator_id=99)), OperatorUnknown)
    assert isinstance(department.refusal(create(Source.OUTGOING_CALL, operator_id=12)), OperatorUnavailable)
    assert isinstance(department.refusal(create(Source.OUTGOING_CALL, operator_id=13)), OperatorUnavailable)
    assert isinstance(department.refusal(create(Source.OUTGOING_CALL, operator_id=11)), OperatorFull)


def test_who_dials_out_loses_the_chat_that_was_only_offered() -> None:
    department = support(11)
    department.arrive(2)
    turn = department.do(create(Source.OUTGOING_CALL, operator_id=11))
    assert [fact.body.cause for fact in turn.facts if isinstance(fact.body, f.OfferWithdrawn)] == [Cause.OVER_CAPACITY]
    assert department.status(2) is SessionStatus.IN_QUEUE


def test_a_two_way_call_is_created_until_the_operator_answers_and_that_is_started() -> None:
    department = support(11)
    department.do(create(Source.OUTGOING_CALL, operator_id=11, operator_joins_later=True))
    department.wait(8)
    assert department.status() is SessionStatus.CREATED
    department.do(c.JoinOperator(1, 11))
    session = department.sessions[1]
    assert session.status is SessionStatus.BCW
    assert session.started is not None
    assert department.seconds(session.started.at) == 8


def test_a_two_way_call_whose_operator_never_answers_ends_by_itself() -> None:
    department = support(11)
    department.do(create(Source.OUTGOING_CALL, operator_id=11, operator_joins_later=True))
    department.wait(120)
    session = department.sessions[1]
    assert session.status is SessionStatus.CLOSED
    assert session.termination is TerminationReason.OPERATOR_ABANDONED
    assert session.guest_left is GuestLeftSession.LEFT_BEFORE_QUEUE


def test_nobody_joins_without_an_offer_what_they_did_not_begin() -> None:
    department = support(11, 12)
    department.arrive(1)
    assert isinstance(department.refusal(c.JoinOperator(1, 12)), MoveRefused)
    department.do(c.CreateSession(2, f.SessionCreated(Channel.PHONE, Source.OUTGOING_CALL), operator_id=12))
    assert isinstance(department.refusal(c.JoinOperator(2, 11)), MoveRefused)


def test_the_queue_is_not_for_a_call_that_an_operator_begins() -> None:
    department = support(11)
    department.do(create(Source.OUTGOING_CALL, operator_id=11, operator_joins_later=True))
    assert isinstance(department.refusal(c.RequestRouting(1)), MoveRefused)


# --- invitations and campaigns --------------------------------------------------------------------------------------


def test_an_invitation_is_offered_to_the_inviting_operator_alone_without_a_group() -> None:
    department = support(11, 12)
    turn = department.do(create(Source.INVITATION, Channel.AV, operator_id=12))
    (offered,) = [fact.body for fact in turn.facts if isinstance(fact.body, f.OperatorOffered)]
    assert (offered.operator_id, offered.group_id) == (12, None)
    assert "queue" not in {key.split(":")[0] for key in department.board.timers}


def test_an_invitation_waits_in_the_queue_while_its_operator_is_away() -> None:
    department = support(11, 12)
    department.do(c.SetPresence(12, Presence.AWAY))
    department.do(create(Source.INVITATION, Channel.AV, operator_id=12))
    department.wait(3600)
    assert department.status() is SessionStatus.IN_QUEUE
    department.do(c.SetPresence(12, Presence.ONLINE))
    assert department.status() is SessionStatus.WAITING


def test_a_predictive_call_is_not_routed_before_the_guest_answers() -> None:
    department = support(11)
    department.do(create(Source.CAMPAIGN, campaign_kind=CampaignKind.PREDICTIVE))
    assert department.status() is SessionStatus.CREATED
    department.do(c.Dial(1))
    assert isinstance(department.refusal(c.RequestRouting(1)), MoveRefused)
    assert isinstance(department.refusal(c.JoinGuest(1)), MoveRefused)
    department.do(c.ReportDial(1, DialState.ANSWERED))
    assert department.status() is SessionStatus.WAITING


def test_a_predictive_call_that_is_never_dialled_ends_by_itself() -> None:
    department = support(11)
    department.do(create(Source.CAMPAIGN, campaign_kind=CampaignKind.PREDICTIVE))
    department.wait(120)
    assert department.sessions[1].termination is TerminationReason.CAMPAIGN_FAILED_DIAL


def test_a_sticky_operator_is_asked_first_if_free() -> None:
    department = support(11, 12)
    department.do(create(Source.DEFAULT, Channel.CHAT, sticky_operator_id=12))
    assert list(department.offers()) == [12]


def test_a_sticky_operator_who_is_away_is_not_waited_for() -> None:
    department = support(11, 12)
    department.do(c.SetPresence(12, Presence.BREAK))
    department.do(create(Source.DEFAULT, Channel.CHAT, sticky_operator_id=12))
    assert list(department.offers()) == [11]
