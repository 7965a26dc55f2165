from datetime import timedelta

import pytest
from rich.console import Console

from hovorna.cli.timeline import clock, span, timeline
from hovorna.contract.durations_view import view_of
from hovorna.contract.routing_history import IdNameModel, RoutingTimeLine, RoutingTimelineOperator
from hovorna.domain import facts as f
from hovorna.domain.session import fold
from hovorna.domain.session.durations import times_of
from hovorna.domain.vocabulary import RoutingActivity
from tests.unit.domain.session_facts import BEGIN, Story, after, plain_chat


def activity(seconds: float, kind: RoutingActivity, operator: int | None = None) -> RoutingTimeLine:
    who = None if operator is None else RoutingTimelineOperator(user_id=operator, first_name="Jana", last_name="Nová")
    group = IdNameModel(id=4, name="Support") if operator is None else None
    return RoutingTimeLine(
        routing_request_id=3, timestamp=after(seconds), activity_type=kind, group=group, operator=who
    )


def told(story: Story, *history: RoutingTimeLine, as_of: float = 1000, width: int = 80) -> list[str]:
    view = view_of(times_of(fold.fold(story.facts), after(as_of)))
    console = Console(width=width, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(timeline(view, history))
    return capture.get().splitlines()


def lane(lines: list[str], state: str) -> str:
    return next(line for line in lines if line[2:].startswith(state + " "))


def even_chat() -> Story:
    """Created 0, queue 100, offered 200, accepted 300, over 400, concluded 500: five bars of one length."""
    story = Story()
    story.guest_joins(0)
    request = story.requested(100)
    story.accepted(300, request, story.offered(200, request, 31))
    story.ended(400, 31)
    story.concluded(500, 31)
    return story


def test_the_heading_says_which_session_and_where_it_stands() -> None:
    assert told(plain_chat())[0] == "Session 7  ■ CLOSED  since 2026-03-02 09:05:50 UTC"


def test_visits_of_equal_length_are_bars_of_equal_length() -> None:
    lines = told(even_chat(), width=13 + 51 + 13)
    bars = [lane(lines, state).count("█") for state in ("CREATED", "IN_QUEUE", "WAITING", "ACTIVE", "ACW")]
    assert bars == [10, 10, 10, 10, 10]


def test_each_bar_begins_where_the_one_before_ends() -> None:
    lines = told(even_chat(), width=13 + 51 + 13)
    begins = [lane(lines, state).index("█") for state in ("CREATED", "IN_QUEUE", "WAITING", "ACTIVE", "ACW")]
    assert begins == [13, 23, 33, 43, 53]
    assert lane(lines, "CLOSED").rindex("■") == 63


def test_a_lane_ends_with_the_time_spent_in_its_state() -> None:
    assert lane(told(even_chat()), "WAITING").endswith("0:01:40")


def test_a_visit_of_no_length_is_seen() -> None:
    story = Story()
    story.requested(0)
    assert "▏" in lane(told(story), "CREATED")


def test_a_session_that_lives_ends_in_an_arrow() -> None:
    story = Story()
    story.requested(500)
    assert lane(told(story), "IN_QUEUE").rstrip("0123456789: ").endswith("█▶")


def test_a_second_visit_is_drawn_in_the_same_lane() -> None:
    story = Story()
    request = story.requested(0)
    offer = story.offered(250, request, 31)
    story.told(500, f.OfferRejected(offer))
    lines = told(story)
    assert sum("IN_QUEUE" in line and "█" in line for line in lines) == 1
    assert len(lane(lines, "IN_QUEUE").split()) == 5


def test_a_routing_activity_stands_under_its_instant() -> None:
    lines = told(even_chat(), activity(200, RoutingActivity.ASSIGNED_TO_OPERATOR, 31))
    mark = next(line for line in lines if "AssignedToOperator" in line)
    assert mark.index("▲") == lane(lines, "WAITING").index("█")
    assert mark.endswith("▲ 09:03:20 AssignedToOperator: Jana Nová")


def test_words_that_would_leave_the_screen_stand_before_their_mark() -> None:
    lines = told(even_chat(), activity(480, RoutingActivity.ROUTING_ENDED))
    mark = next(line for line in lines if "RoutingEnded" in line)
    assert mark.endswith("09:08:00 RoutingEnded: Support ▲")


def test_words_too_long_for_either_side_go_without_their_time() -> None:
    row = RoutingTimeLine(
        routing_request_id=3,
        timestamp=after(240),
        activity_type=RoutingActivity.FORWARDED_TO_PHONE,
        phone_number="+420 601 000 000",
    )
    mark = next(line for line in told(even_chat(), row) if "Forwarded" in line)
    assert mark.endswith("▲ ForwardedToPhone: +420 601 000 000")


@pytest.mark.parametrize("width", [60, 80, 132])
def test_nothing_is_wider_than_the_screen(width: int) -> None:
    history = [activity(second, RoutingActivity.ASSIGNED_TO_OPERATOR, 31) for second in range(0, 500, 25)]
    assert all(len(line) <= width for line in told(even_chat(), *history, width=width))


def test_every_duration_shows_its_two_ends() -> None:
    text = "\n".join(told(plain_chat(), width=120))
    for words in ("ACTIVE", "0:05:00", "09:00:20.000 v5 OfferAccepted", "09:05:20.000 v8 OperatorLeft"):
        assert words in text


def test_an_operator_is_called_by_name_where_the_history_knows_it() -> None:
    lines = told(plain_chat(), activity(12, RoutingActivity.ASSIGNED_TO_OPERATOR, 31))
    assert any(line.startswith("Jana Nová") for line in lines)
    assert any(line.startswith("operator 31") for line in told(plain_chat()))


def test_a_terminal_without_signs_gets_letters() -> None:
    view = view_of(times_of(fold.fold(plain_chat().facts), after(1000)))
    console = Console(width=80, color_system=None, legacy_windows=False)
    options = console.options.update()
    options.encoding = "ascii"
    lines = console.render_lines(timeline(view, [activity(12, RoutingActivity.ROUTING_ENDED)]), options)
    text = "".join(segment.text for line in lines for segment in line)
    assert text.isascii()
    assert "====" in text


def test_clock_says_the_day_only_where_it_changes() -> None:
    assert clock(after(1.25), BEGIN) == "09:00:01.250"
    assert clock(after(86_400), BEGIN) == "03-03 09:00:00.000"


def test_a_span_shows_milliseconds_only_where_there_are_any() -> None:
    assert span(timedelta(hours=30, minutes=2, seconds=5)) == "30:02:05"
    assert span(timedelta(seconds=92, milliseconds=500)) == "0:01:32.500"
