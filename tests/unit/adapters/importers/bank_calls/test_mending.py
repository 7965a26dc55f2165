"""What a row becomes; clock times of the bank are two hours ahead of the instants in winter."""

from datetime import UTC, datetime

import pytest

from hovorna.adapters.importers.bank_calls import mending as m
from tests.unit.adapters.importers.bank_rows import HUNG_UP, UNQUEUED, UNSERVED, call_of


def at(clock: str, day: int = 1) -> datetime:
    hours, minutes, seconds = map(int, clock.split(":"))
    return datetime(1999, 3, day, hours - 2, minutes, seconds, tzinfo=UTC)


def test_an_answered_call_that_queued_is_routed_at_the_exit_and_accepted_when_service_began() -> None:
    call = call_of()
    assert (call.created, call.routed) == (at("9:00:00"), at("9:00:10"))
    assert (call.accepted, call.ended) == (at("9:00:39"), at("9:02:39"))
    assert call.mended == (m.QUEUE_EXIT_REPLACED,)


def test_a_row_that_agrees_with_itself_is_not_mended() -> None:
    assert call_of(ser_start="9:00:40", ser_exit="9:02:40").mended == ()


def test_routing_gives_way_to_a_service_that_began_before_it() -> None:
    call = call_of(**UNQUEUED, ser_start="9:00:08", ser_exit="9:02:08")
    assert call.routed == call.accepted == at("9:00:08")
    assert call.ended == at("9:02:08")
    assert call.mended == (m.ROUTING_MOVED_BACK,)


def test_a_service_is_as_long_as_its_length_says() -> None:
    call = call_of(ser_start="9:00:40", ser_exit="9:05:00", ser_time="120")
    assert call.ended == at("9:02:40")
    assert call.mended == (m.SERVICE_EXIT_REPLACED,)


def test_an_answered_call_without_service_times_is_accepted_and_left_as_it_leaves_the_queue() -> None:
    call = call_of(**UNSERVED)
    assert call.accepted == call.ended == at("9:00:40")
    assert call.mended == (m.SERVICE_TIMES_MISSING,)


def test_an_answered_call_without_queue_and_service_times_is_accepted_and_left_at_the_exit() -> None:
    call = call_of(**UNQUEUED, **UNSERVED)
    assert call.routed == call.accepted == call.ended == at("9:00:10")


def test_a_negative_time_in_the_voice_response_unit_counts_as_none() -> None:
    call = call_of(
        vru_exit="8:59:03", vru_time="-57", q_start="8:59:03", q_time="97", ser_start="9:00:40", ser_exit="9:02:40"
    )
    assert call.created == call.routed == at("9:00:00")
    assert call.mended == (m.VRU_EXIT_BEFORE_ENTRY,)


def test_a_caller_who_hung_up_in_the_queue_left_it_at_its_exit() -> None:
    call = call_of(**HUNG_UP)
    assert (call.routed, call.accepted, call.ended) == (at("9:00:10"), None, at("9:00:40"))
    assert call.mended == ()


def test_service_times_of_a_caller_who_hung_up_are_ignored_and_counted() -> None:
    columns = HUNG_UP | {"ser_start": "9:00:38", "ser_exit": "9:00:48", "ser_time": "10"}
    call = call_of(**columns)
    assert (call.accepted, call.ended) == (None, at("9:00:40"))
    assert call.mended == (m.HANG_SERVICE_IGNORED,)


def test_a_caller_who_never_queued_left_at_the_exit() -> None:
    call = call_of(**HUNG_UP, **UNQUEUED)
    assert (call.routed, call.accepted, call.ended) == (None, None, at("9:00:10"))


def test_a_caller_who_left_the_queue_before_it_began_was_routed_then() -> None:
    call = call_of(**HUNG_UP, q_exit="9:00:05")
    assert call.routed == call.ended == at("9:00:05")
    assert m.ROUTING_MOVED_BACK in call.mended


def test_of_a_phantom_only_the_voice_response_unit_is_told() -> None:
    call = call_of(outcome="PHANTOM")
    assert (call.created, call.routed, call.accepted, call.ended) == (at("9:00:00"), None, None, at("9:00:10"))
    assert call.mended == (m.PHANTOM_TIMES_IGNORED,)


def test_a_service_over_midnight_ends_on_the_next_day() -> None:
    call = call_of(
        vru_entry="23:59:50",
        vru_exit="23:59:55",
        **UNQUEUED,
        ser_start="23:59:55",
        ser_exit="0:01:55",
    )
    assert call.accepted == at("23:59:55")
    assert call.ended == datetime(1999, 3, 1, 22, 1, 55, tzinfo=UTC)
    assert call.mended == (m.MIDNIGHT_CROSSED,)


def test_midnight_itself_is_no_missing_time() -> None:
    call = call_of(vru_entry="23:59:50", vru_exit="23:59:55", **UNQUEUED, ser_start="0:00:00", ser_exit="0:02:00")
    assert call.accepted == datetime(1999, 3, 1, 22, tzinfo=UTC)
    assert call.mended == (m.MIDNIGHT_CROSSED,)


def test_a_queue_that_began_later_than_the_exit_begins_with_it() -> None:
    call = call_of(q_start="9:00:20", q_time="20", ser_start="9:00:40", ser_exit="9:02:40")
    assert call.routed == at("9:00:10")
    assert call.mended == (m.QUEUE_START_REPLACED,)


def test_the_entry_gives_way_to_a_service_that_began_before_it() -> None:
    call = call_of(**UNQUEUED, ser_start="8:59:58", ser_exit="9:01:58")
    assert call.created == call.routed == call.accepted == at("8:59:58")
    assert call.ended == at("9:01:58")
    assert m.ENTRY_MOVED_BACK in call.mended


@pytest.mark.parametrize("outcome", ["AGENT", "HANG", "PHANTOM"])
def test_moments_never_run_backwards(outcome: str) -> None:
    for vru_exit in ("8:58:00", "9:00:00", "9:10:00"):
        for service in ("8:57:00", "9:00:00", "9:20:00"):
            call = call_of(outcome=outcome, vru_exit=vru_exit, ser_start=service, ser_exit="9:30:00", ser_time="5")
            moments = [call.created, call.routed, call.accepted, call.ended]
            told = [moment for moment in moments if moment is not None]
            assert told == sorted(told)
