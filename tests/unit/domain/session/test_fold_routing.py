"""What requests, offers and operators leave in a session and its routing history."""

from hovorna.domain import facts as f
from hovorna.domain.session.fold import HANDLERS, fold
from hovorna.domain.session.fold_routing import HANDLERS as ROUTING
from hovorna.domain.session.state import RoutingRow, Session
from hovorna.domain.vocabulary import Cause, DialState, RequestKind
from hovorna.domain.vocabulary import RoutingActivity as A
from tests.unit.domain.session_facts import Story, after

EVA, PETR = 31, 32


def asked(kind: RequestKind = RequestKind.ENTRY, **members: object) -> f.RoutingRequested:
    return f.RoutingRequested(kind, after(1), **members)  # type: ignore[arg-type] # members of the fact


def row(session: Session, activity: A) -> RoutingRow:
    """The only one of its kind."""
    [found] = [one for one in session.history if one.activity is activity]
    return found


def in_queue() -> tuple[Story, int]:
    """In the line of group 1 by its second rule."""
    story = Story()
    request = story.told(1, asked(rules=(1, 2), rule_set_id=4))
    story.told(1, f.GroupQueueEntered(request, 1, 1))
    return story, request


def offered_to_two() -> tuple[Story, int, int, int]:
    story, request = in_queue()
    first = story.told(2, f.OperatorOffered(request, EVA, 1))
    second = story.told(3, f.OperatorOffered(request, PETR, 1))
    return story, request, first, second


def test_a_request_is_known_by_the_version_that_opened_it() -> None:
    story, request = in_queue()
    session = fold(story.facts)
    assert list(session.requests) == [request]
    assert (session.last_request_id, session.last_rules) == (request, (1, 2))
    assert row(session, A.ROUTING_REQUEST_CREATED).request_id == request


def test_a_request_stands_where_it_entered_and_between_groups_nowhere() -> None:
    story, request = in_queue()
    waiting = fold(story.facts).requests[request]
    assert (waiting.group_id, waiting.rule_position) == (1, 1)
    story.told(9, f.GroupQueueTimedOut(request, 1))
    story.told(9, f.GroupQueueLeft(request, 1, Cause.QUEUE_TIMEOUT))
    session = fold(story.facts)
    assert session.requests[request].group_id is None
    assert session.requests[request].rule_position == 1
    assert [one.activity for one in session.history] == [
        A.ROUTING_REQUEST_CREATED,
        A.ENTERED_GROUP_QUEUE,
        A.GROUP_QUEUE_TIMEOUT_EXPIRED,
        A.LEFT_GROUP_QUEUE,
    ]
    assert {one.group_id for one in session.history[1:]} == {1}


def test_new_params_change_the_rules_of_the_request_and_of_what_follows_it() -> None:
    story, request = in_queue()
    story.told(2, f.RulesHeld(request, (0,)))
    session = fold(story.facts)
    assert (session.requests[request].rules, session.last_rules) == ((0,), (0,))


def test_an_invite_leaves_what_the_guest_asked_for_as_it_was() -> None:
    story, request = in_queue()
    invite = story.told(3, asked(RequestKind.INVITE, group_id=2))
    story.told(3, f.RulesHeld(invite, (5,)))
    session = fold(story.facts)
    assert session.last_asked is not None
    assert session.last_asked.kind is RequestKind.ENTRY
    assert session.last_rules == (1, 2)
    assert session.main_request is session.requests[request]


def test_who_forwards_to_their_own_group_is_not_asked_there() -> None:
    story = Story()
    request = story.told(1, asked(RequestKind.FORWARD, group_id=2, by_operator_id=EVA))
    assert fold(story.facts).requests[request].refused_by == {(2, EVA)}


def test_an_offer_is_known_by_its_version_and_stands_in_the_history() -> None:
    story, request, first, second = offered_to_two()
    session = fold(story.facts)
    assert list(session.offers) == [first, second]
    assert [one.operator_id for one in session.offers_of(request)] == [EVA, PETR]
    assert session.offers_of(999) == []
    assert [one.offer_id for one in session.history if one.activity is A.ASSIGNED_TO_OPERATOR] == [first, second]


def test_an_expired_offer_is_still_held_and_its_operator_remembered() -> None:
    story, request, first, _ = offered_to_two()
    story.told(32, f.OfferTimedOut(first))
    session = fold(story.facts)
    assert session.offers[first].is_expired
    assert session.requests[request].unanswered_by == {EVA}
    assert row(session, A.OPERATOR_TIMEOUT_EXPIRED).operator_id == EVA


def test_a_rejected_offer_is_gone_and_its_operator_is_not_asked_again_in_this_group() -> None:
    story, request, first, second = offered_to_two()
    story.told(4, f.OfferRejected(first))
    session = fold(story.facts)
    assert list(session.offers) == [second]
    assert session.requests[request].refused_by == {(1, EVA)}


def test_a_rejected_offer_by_name_counts_for_no_group() -> None:
    story = Story()
    request = story.told(1, asked(operator_id=EVA))
    offer = story.told(2, f.OperatorOffered(request, EVA))
    story.told(3, f.OfferRejected(offer))
    assert fold(story.facts).requests[request].refused_by == {(0, EVA)}


def test_a_withdrawn_offer_is_gone_and_nobody_is_blamed() -> None:
    story, request, first, second = offered_to_two()
    story.told(4, f.OfferWithdrawn(first, Cause.OPERATOR_AWAY))
    session = fold(story.facts)
    assert list(session.offers) == [second]
    assert (session.requests[request].refused_by, session.requests[request].unanswered_by) == (set(), set())


def test_a_telephone_that_rang_in_vain_counts_as_unanswered() -> None:
    story, request, first, _ = offered_to_two()
    story.told(4, f.LegRung(first))
    assert fold(story.facts).offers[first].is_ringing
    story.told(19, f.OfferWithdrawn(first, Cause.LEG_NOT_ANSWERED))
    assert fold(story.facts).requests[request].unanswered_by == {EVA}


def test_an_acceptance_is_a_joining_of_the_offers_operator_through_its_group() -> None:
    story, _, first, second = offered_to_two()
    story.told(7, f.OfferAccepted(first, is_auto=True))
    session = fold(story.facts)
    [joining] = session.joinings
    assert (joining.operator_id, joining.joined.at, joining.offer_id, joining.group_id) == (EVA, after(7), first, 1)
    assert (joining.is_auto, session.is_auto_accepted, session.last_group_id) == (True, True, 1)
    assert list(session.offers) == [second]
    assert row(session, A.ACCEPTED_BY_OPERATOR).offer_id == first


def test_the_session_started_with_the_first_acceptance_whoever_comes_later() -> None:
    story, request, first, _ = offered_to_two()
    story.accepted(7, request, first)
    story.told(50, f.OperatorLeft(EVA))
    story.told(60, f.OperatorJoined(PETR))
    session = fold(story.facts)
    assert session.started is not None
    assert session.started.at == after(7)
    assert not session.had_concurrent_operators


def test_two_who_were_in_together_are_remembered_after_one_has_left() -> None:
    story = Story()
    for body in (f.OperatorJoined(EVA), f.OperatorJoined(PETR), f.OperatorLeft(EVA)):
        story.told(5, body)
    session = fold(story.facts)
    assert session.had_concurrent_operators
    assert (session.present, session.unconcluded) == (1, 2)


def test_each_joining_of_the_same_person_is_a_row_of_its_own() -> None:
    story = Story()
    story.told(5, f.OperatorJoined(EVA))
    story.told(10, f.OperatorLeft(EVA))
    story.told(12, f.OperatorConcluded(EVA))
    story.told(20, f.OperatorJoined(EVA))
    story.told(30, f.OperatorLeft(EVA))
    first, second = fold(story.facts).joinings
    assert first.left is not None
    assert first.concluded is not None
    assert (first.left.at, first.concluded.at) == (after(10), after(12))
    assert second.left is not None
    assert (second.joined.at, second.left.at, second.concluded) == (after(20), after(30), None)


def test_leaving_twice_or_from_nowhere_is_counted_once() -> None:
    story = Story()
    story.told(5, f.OperatorJoined(EVA))
    story.told(10, f.OperatorLeft(EVA))
    story.told(11, f.OperatorLeft(EVA))
    story.told(12, f.OperatorLeft(PETR))
    story.told(13, f.OperatorConcluded(PETR))
    session = fold(story.facts)
    assert (session.present, session.unconcluded) == (0, 1)
    assert session.joinings[0].left is not None
    assert session.joinings[0].left.at == after(10)


def test_an_ended_request_is_open_no_more_and_closes_its_history() -> None:
    story, request = in_queue()
    story.told(9, f.RoutingEnded(request, Cause.NO_OPEN_GROUP))
    session = fold(story.facts)
    assert session.requests == {}
    assert row(session, A.ROUTING_ENDED).request_id == request


def test_forwards_name_the_old_request_their_target_and_who_forwarded() -> None:
    story, request = in_queue()
    story.told(5, f.ForwardedToGroup(2, request, EVA))
    story.told(6, f.ForwardedToUser(PETR, request, EVA))
    story.told(7, f.ForwardedToPhone(None, EVA))
    session = fold(story.facts)
    group, user, phone = (
        row(session, one) for one in (A.FORWARDED_TO_GROUP, A.FORWARDED_TO_USER, A.FORWARDED_TO_PHONE)
    )
    assert (group.request_id, group.group_id, group.operator_id, group.forwarded_by) == (request, 2, None, EVA)
    assert (user.request_id, user.group_id, user.operator_id, user.forwarded_by) == (request, None, PETR, EVA)
    assert (phone.request_id, phone.forwarded_by) == (0, EVA)


def test_a_forwarded_session_is_in_a_queue_until_its_next_request_is_open() -> None:
    story, request = in_queue()
    story.told(5, f.ForwardedToGroup(2, request, EVA))
    story.told(5, f.RoutingEnded(request, Cause.FORWARDED))
    assert fold(story.facts).is_handing_over
    story.told(5, asked(RequestKind.FORWARD, group_id=2))
    assert not fold(story.facts).is_handing_over


def test_a_number_is_being_dialled_until_it_fails_or_somebody_else_is_asked() -> None:
    story = Story()
    story.told(5, f.ForwardedToPhone(None))
    assert fold(story.facts).phone_forward_by == 0
    failed = Story()
    failed.facts = [*story.facts]
    failed.told(6, f.PhoneForwardFailed(DialState.NO_ANSWER))
    assert fold(failed.facts).phone_forward_by is None
    story.told(6, asked(RequestKind.FORWARD, group_id=2))
    assert fold(story.facts).phone_forward_by is None


def test_an_invite_does_not_call_off_the_number_that_is_being_dialled() -> None:
    story = Story()
    story.told(5, f.ForwardedToPhone(None, EVA))
    story.told(6, asked(RequestKind.INVITE, operator_id=PETR))
    assert fold(story.facts).phone_forward_by == EVA


def test_invitations_name_whom_and_by_whom() -> None:
    story, request = in_queue()
    story.told(5, f.InvitedGroup(2, EVA))
    story.told(6, f.InvitedUser(PETR, EVA))
    session = fold(story.facts)
    group, user = row(session, A.INVITED_GROUP), row(session, A.INVITED_USER)
    assert (group.request_id, group.group_id, group.invited_by) == (request, 2, EVA)
    assert (user.request_id, user.operator_id, user.invited_by) == (request, PETR, EVA)


def test_nothing_here_is_left_out_of_the_sessions_fold() -> None:
    assert ROUTING.items() <= HANDLERS.items()
