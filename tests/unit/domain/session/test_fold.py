"""How facts move a session through its states, and what the guest, chatbots and dials leave in it."""

from hovorna.domain import facts as f
from hovorna.domain.session.fold import fold
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Cause, ClientType, DialState, GuestLeftSession, RequestKind, TerminationReason
from hovorna.domain.vocabulary import SessionStatus as S
from tests.unit.domain.session_facts import SESSION, Story, after, plain_chat

EVA, PETR = 31, 32


def seen(story: Story) -> Session:
    return fold(story.facts)


def visits(story: Story) -> list[tuple[S, float, float | None]]:
    """(state, from, to) in seconds."""
    begin = after(0)
    return [
        (
            visit.state,
            (visit.since.at - begin).total_seconds(),
            None if visit.until is None else (visit.until.at - begin).total_seconds(),
        )
        for visit in seen(story).visits
    ]


def test_a_new_session_is_created_and_nothing_else() -> None:
    session = seen(Story())
    assert (session.id, session.status, session.guest_is_connected) == (SESSION, S.CREATED, False)
    assert (session.created.at, session.created.fact) == (after(0), "SessionCreated")


def test_each_visit_starts_where_the_last_ended() -> None:
    assert visits(plain_chat()) == [
        (S.CREATED, 0, 5),
        (S.IN_QUEUE, 5, 12),
        (S.WAITING, 12, 20),
        (S.ACTIVE, 20, 320),
        (S.ACW, 320, 350),
        (S.CLOSED, 350, None),
    ]


def test_a_fact_that_moves_nothing_opens_no_visit() -> None:
    story = Story()
    story.guest_joins(1)
    story.told(2, f.TagAssigned(1))
    assert len(seen(story).visits) == 1


def test_a_fact_told_late_counts_from_when_it_was_true() -> None:
    story = Story()
    story.requested(5)
    story.told(90, f.SessionEnded(TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE), since=30)
    assert visits(story)[1:] == [(S.IN_QUEUE, 5, 30), (S.CLOSED, 30, None)]


def test_a_fact_told_late_is_never_true_before_the_last_change_of_state() -> None:
    story = Story()
    story.requested(40)
    story.told(90, f.SessionEnded(TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE), since=30)
    assert visits(story)[1:] == [(S.IN_QUEUE, 40, 40), (S.CLOSED, 40, None)]


def test_time_within_a_session_never_runs_back_for_what_is_told_next() -> None:
    story = Story()
    story.told(90, f.TagAssigned(1), since=10)
    assert seen(story).last_at == after(90)


def test_a_session_is_closed_since_the_latest_conclusion_though_it_was_told_first() -> None:
    """The after-call work that lasted longest may have been ended by hand before a limit was told late."""
    story = Story()
    story.told(5, f.OperatorJoined(EVA))
    story.told(6, f.OperatorJoined(PETR))
    story.guest_joins(7)
    story.ended(100, EVA, PETR)
    story.told(500, f.OperatorConcluded(EVA))
    story.told(510, f.OperatorConcluded(PETR, Cause.ACW_LIMIT), since=400)
    assert visits(story)[-2:] == [(S.ACW, 100, 500), (S.CLOSED, 500, None)]


def test_an_end_told_late_that_closes_at_once_still_shows_earlier_after_call_work() -> None:
    story = Story()
    request = story.requested(5)
    offer = story.offered(6, request, EVA)
    story.accepted(7, request, offer)
    story.guest_joins(8)
    second = story.requested(20, kind=RequestKind.FORWARD)
    story.told(20, f.OperatorLeft(EVA, Cause.FORWARDED))
    story.told(50, f.OperatorConcluded(EVA))
    story.told(90, f.SessionEnded(TerminationReason.GUEST_ABANDONED, GuestLeftSession.LEFT_QUEUE), since=30)
    story.told(90, f.RoutingEnded(second, Cause.SESSION_OVER))
    assert visits(story)[-3:] == [(S.IN_QUEUE, 20, 30), (S.ACW, 30, 50), (S.CLOSED, 50, None)]


def test_the_guest_joined_once_however_often_they_come_back() -> None:
    story = Story()
    story.guest_joins(3)
    story.told(10, f.GuestDropped())
    assert seen(story).guest_dropped == after(10)
    story.told(20, f.GuestReturned())
    assert seen(story).guest_dropped is None
    story.guest_joins(30)
    session = seen(story)
    assert session.guest_joined is not None
    assert session.guest_joined.at == after(3)


def test_a_guest_who_dropped_off_is_still_connected_while_they_may_return() -> None:
    story = Story()
    story.guest_joins(3)
    story.told(4, f.OperatorJoined(EVA))
    story.told(10, f.GuestDropped())
    assert seen(story).status is S.ACTIVE


def test_a_chat_guest_may_stay_after_the_end_and_then_go() -> None:
    story = Story()
    story.guest_joins(3)
    story.told(9, f.SessionEnded(TerminationReason.SESSION_API_CALL, GuestLeftSession.STILL_CONNECTED))
    assert seen(story).guest_is_connected
    story.told(20, f.GuestLeft())
    session = seen(story)
    assert not session.guest_is_connected
    assert session.guest_left is GuestLeftSession.LEFT_AFTER_SESSION
    assert session.status is S.CLOSED


def test_a_guest_who_ended_the_session_is_gone_and_one_who_never_came_is_not_still_connected() -> None:
    left = Story()
    left.guest_joins(1)
    left.ended(9)
    assert not seen(left).guest_is_connected
    never = Story()
    never.told(9, f.SessionEnded(TerminationReason.SESSION_API_CALL, GuestLeftSession.STILL_CONNECTED))
    assert not seen(never).guest_is_connected


def test_a_ban_is_final_and_says_where_the_guest_was() -> None:
    story = Story()
    story.guest_joins(1)
    story.requested(5)
    story.told(9, f.GuestBanned())
    session = seen(story)
    assert (session.status, session.guest_left) == (S.BLACKLISTED, GuestLeftSession.LEFT_QUEUE)
    assert not session.guest_is_connected
    assert session.banned is not None
    assert session.ended == session.banned


def test_a_ban_stops_everything_that_went_on() -> None:
    story = Story()
    story.guest_joins(1)
    story.told(2, f.ChatbotJoined(3))
    story.told(4, f.HoldStarted(EVA))
    story.told(5, f.GuestDropped())
    story.told(9, f.GuestBanned())
    session = seen(story)
    assert (session.has_chatbot, session.is_on_hold, session.guest_dropped) == (False, False, None)


def test_an_end_stops_everything_that_went_on() -> None:
    story = Story()
    story.guest_joins(1)
    story.told(2, f.ChatbotJoined(3, rule_set_id=4))
    story.told(3, f.HoldStarted(EVA))
    story.told(4, f.ForwardedToPhone(None, EVA))
    story.told(5, f.GuestDropped())
    story.ended(9)
    session = seen(story)
    assert (session.is_on_hold, session.phone_forward_by, session.guest_dropped) == (False, None, None)
    [stay] = session.chatbots
    assert stay.left is not None
    assert (stay.left.at, session.has_chatbot) == (after(9), False)


def test_each_stay_of_a_chatbot_has_its_own_times() -> None:
    story = Story()
    story.told(1, f.ChatbotJoined(3, rule_set_id=4))
    assert seen(story).has_chatbot
    story.told(5, f.ChatbotLeft(3))
    story.told(6, f.ChatbotJoined(3))
    first, second = seen(story).chatbots
    assert first.left is not None
    assert (first.left.at, first.rule_set_id) == (after(5), 4)
    assert (second.left, second.rule_set_id) == (None, None)


def test_the_first_dial_is_when_the_number_was_dialled_and_the_last_tells_how_it_stands() -> None:
    story = Story()
    story.told(5, f.DialStarted())
    assert seen(story).is_dialling
    story.told(8, f.DialProgressed(DialState.RINGING))
    assert seen(story).is_dialling
    story.told(20, f.DialProgressed(DialState.NO_ANSWER))
    assert not seen(story).is_dialling
    story.told(30, f.DialStarted())
    session = seen(story)
    assert session.dialed is not None
    assert (session.dialed.at, session.dial_state) == (after(5), DialState.DIALING)


def test_a_guest_on_hold_is_still_in_the_call() -> None:
    story = Story()
    story.guest_joins(1)
    story.told(2, f.OperatorJoined(EVA))
    story.told(3, f.HoldStarted(EVA))
    assert (seen(story).is_on_hold, seen(story).status) == (True, S.ACTIVE)
    story.told(4, f.HoldEnded(EVA))
    assert not seen(story).is_on_hold


def test_the_first_word_of_the_guest_is_remembered_and_no_other() -> None:
    story = Story()
    story.told(1, f.MessagePosted(ClientType.USER, EVA))
    first = story.told(2, f.MessagePosted(ClientType.GUEST))
    story.told(3, f.MessagePosted(ClientType.GUEST))
    assert seen(story).first_guest_message == first


def test_ended_is_the_last_leaving_and_not_the_end_of_a_second_wait() -> None:
    """A forwarded guest who gives up in the second queue: `ended` is the forwarder's `left` (section 4)."""
    story = Story()
    story.guest_joins(1)
    story.told(2, f.OperatorJoined(EVA))
    story.requested(20, kind=RequestKind.FORWARD)
    story.told(20, f.OperatorLeft(EVA, Cause.FORWARDED))
    assert seen(story).ended is None
    story.ended(60)
    ended = seen(story).ended
    assert ended is not None
    assert ended.at == after(20)
