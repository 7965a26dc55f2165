from datetime import timedelta

from hovorna.domain import facts as f
from hovorna.domain.session import fold
from hovorna.domain.session.durations import DurationName, NamedDuration, SessionTimes, length, times_of, waited
from hovorna.domain.session.state import Session
from hovorna.domain.vocabulary import Cause, Channel, RequestKind, SessionStatus, Source
from tests.unit.domain.session_facts import Story, after, plain_chat


def session_of(story: Story) -> Session:
    return fold.fold(story.facts)


def times(story: Story, as_of: float = 1000) -> SessionTimes:
    return times_of(session_of(story), after(as_of))


def named(story: Story, name: DurationName, as_of: float = 1000) -> NamedDuration:
    return next(one for one in times(story, as_of).durations if one.name is name)


def seconds(value: timedelta | None) -> float | None:
    return None if value is None else value.total_seconds()


def durations(story: Story) -> dict[str, float | None]:
    return {one.name.value: seconds(one.duration) for one in times(story).durations}


def test_all_eight_names_are_told_in_their_order() -> None:
    assert [one.name for one in times(Story()).durations] == list(DurationName)


def test_a_plain_chat_is_timed_by_the_formulas() -> None:
    assert durations(plain_chat()) == {
        "CREATED": 5,
        "IN_QUEUE": 7,
        "WAITING": 8,
        "BCW": None,
        "ACTIVE": 300,
        "ACW": 30,
        "RING": None,
        "PBX_TO_OPERATOR": None,
    }


def test_each_duration_opens_to_the_two_facts_that_set_it() -> None:
    span = named(plain_chat(), DurationName.WAITING).span
    assert span.begin is not None
    assert span.end is not None
    assert (span.begin.at, span.begin.version, span.begin.fact) == (after(12), 4, "OperatorOffered")
    assert (span.end.at, span.end.version, span.end.fact) == (after(20), 5, "OfferAccepted")


def test_visited_agrees_with_the_formulas_on_a_single_pass() -> None:
    for one in times(plain_chat()).durations:
        if one.duration is not None:
            assert one.visited == one.duration, one.name


def test_visited_is_zero_for_a_skipped_state_and_null_where_there_is_no_state() -> None:
    told = {one.name: one.visited for one in times(plain_chat()).durations}
    assert told[DurationName.BCW] == timedelta()
    assert told[DurationName.RING] is None
    assert told[DurationName.PBX_TO_OPERATOR] is None


def test_the_visit_that_lasts_counts_up_to_as_of() -> None:
    story = Story()
    story.requested(4)
    assert seconds(named(story, DurationName.IN_QUEUE, 64).visited) == 60
    assert named(story, DurationName.IN_QUEUE, 64).duration is None
    assert times(story, 64).state is SessionStatus.IN_QUEUE
    assert times(story, 64).since.at == after(4)


def test_an_as_of_before_the_last_change_takes_nothing_away() -> None:
    story = Story()
    story.requested(4)
    assert seconds(named(story, DurationName.IN_QUEUE, 1).visited) == 0


def test_a_dialled_call_has_ring_time_and_before_call_work() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.told(0, f.OperatorJoined(31))
    story.told(2, f.DialStarted())
    story.guest_joins(14)
    story.ended(100, 31)
    told = durations(story)
    assert told["BCW"] == 14
    assert told["RING"] == 12
    assert told["ACTIVE"] == 86
    assert told["CREATED"] is None
    assert told["ACW"] is None


def test_a_call_that_reached_the_pbx_first_tells_the_time_to_its_operator() -> None:
    story = Story(Channel.PHONE, Source.INCOMING_CALL)
    story.guest_joins(0)
    request = story.requested(6)
    offer = story.offered(10, request, 31)
    story.accepted(18, request, offer)
    assert durations(story)["PBX_TO_OPERATOR"] == 18
    assert durations(story)["BCW"] is None
    assert named(story, DurationName.BCW).span.begin is None


def test_time_since_the_pbx_is_told_of_phone_calls_alone() -> None:
    assert durations(plain_chat())["PBX_TO_OPERATOR"] is None


def test_active_is_null_where_operator_and_guest_never_met() -> None:
    story = Story(source=Source.CHAT_INVITATION)
    story.told(0, f.OperatorJoined(31))
    story.ended(40, 31)
    assert durations(story)["ACTIVE"] is None
    assert length(session_of(story)) is None


def test_length_is_null_where_the_guest_came_after_the_operator_had_gone() -> None:
    story = Story(Channel.CHAT, Source.CHAT_INVITATION)
    story.told(0, f.OperatorJoined(31))
    story.requested(30, kind=RequestKind.RETURN)
    story.told(30, f.OperatorLeft(31, Cause.OPERATOR_DISCONNECTED))
    story.told(30, f.OperatorConcluded(31, Cause.OPERATOR_DISCONNECTED))
    story.guest_joins(50)
    story.ended(70)
    assert length(session_of(story)) is None


def test_after_call_work_is_known_when_everybody_has_concluded() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.guest_joins(0)
    story.told(0, f.OperatorJoined(31))
    story.told(9, f.OperatorJoined(32))
    story.ended(60, 31, 32)
    story.concluded(70, 31)
    assert durations(story)["ACW"] is None
    story.concluded(95, 32)
    assert durations(story)["ACW"] == 35
    assert [seconds(row.acw.length) for row in times(story).operators] == [10, 35]


def test_after_call_work_is_not_told_while_a_colleague_still_talks() -> None:
    story = Story(Channel.PHONE, Source.OUTGOING_CALL)
    story.guest_joins(0)
    story.told(0, f.OperatorJoined(31))
    story.told(9, f.OperatorJoined(32))
    story.told(20, f.OperatorLeft(31))
    story.concluded(25, 31)
    assert durations(story)["ACW"] is None


def test_an_operators_queue_time_runs_from_their_own_assignment() -> None:
    story = Story()
    story.guest_joins(0)
    request = story.requested(0)
    story.offered(10, request, 31)
    late = story.offered(40, request, 32)
    story.accepted(47, request, late)
    (row,) = times(story).operators
    assert row.joining.operator_id == 32
    assert seconds(row.queue.length) == 7
    assert durations(story)["WAITING"] == 37


def test_each_joining_of_the_same_operator_is_a_row_with_its_own_queue_time() -> None:
    story = Story()
    story.guest_joins(0)
    one = story.requested(0)
    story.accepted(5, one, story.offered(2, one, 31))
    story.told(60, f.ForwardedToGroup(4, one, 31))
    two = story.requested(60, kind=RequestKind.FORWARD)
    story.told(60, f.OperatorLeft(31, Cause.FORWARDED))
    story.told(60, f.OperatorConcluded(31, Cause.FORWARDED))
    story.accepted(81, two, story.offered(70, two, 31))
    assert [seconds(row.queue.length) for row in times(story).operators] == [3, 11]
    assert durations(story)["WAITING"] == 3
    assert seconds(named(story, DurationName.WAITING).visited) == 14


def test_who_came_in_without_an_offer_has_no_queue_time() -> None:
    story = Story(source=Source.OUTGOING_CALL)
    story.told(0, f.OperatorJoined(31))
    assert times(story).operators[0].queue.begin is None


def test_waited_lasts_until_the_first_operator() -> None:
    assert seconds(waited(session_of(plain_chat()))) == 15


def test_waited_is_null_while_the_guest_still_waits() -> None:
    story = Story()
    story.requested(3)
    assert waited(session_of(story)) is None


def test_waited_lasts_until_a_guest_who_gives_up_is_out_of_the_queue() -> None:
    story = Story()
    request = story.requested(3)
    story.offered(10, request, 31)
    story.ended(45)
    assert seconds(waited(session_of(story))) == 42


def test_nobody_waited_where_nothing_was_routed() -> None:
    story = Story()
    story.ended(9)
    assert waited(session_of(story)) is None


def test_an_operator_who_was_there_before_the_first_request_was_not_waited_for() -> None:
    story = Story(source=Source.OUTGOING_CALL)
    story.guest_joins(0)
    story.told(0, f.OperatorJoined(31))
    story.requested(60, kind=RequestKind.INVITE)
    assert waited(session_of(story)) is None
