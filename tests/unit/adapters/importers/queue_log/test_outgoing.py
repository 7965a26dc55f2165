import pytest

from hovorna.adapters.importers.queue_log.outgoing import DIAL_MOVED_BACK, RING_TIME_REPLACED, outgoing_session
from hovorna.application.source_records import SourceSession
from hovorna.domain.vocabulary import Source
from tests.unit.adapters.importers.queue_rows import at, rows_of, story

DIAL = "0 c1 NONE RUT OUTDIAL 777 - - 0 0"


def _session(*rows: str) -> SourceSession:
    return outgoing_session(rows_of(DIAL, *rows), "key", "id")


@pytest.mark.parametrize(
    ("how", "end"), [("COMPLETEAGENT", "OperatorLeft"), ("COMPLETECALLER", "GuestLeft"), ("OTHER", "UnknownReason")]
)
def test_an_answered_call_is_as_long_as_its_talk_time(how: str, end: str) -> None:
    session = _session(f"70 c1 NONE RUT OUTANSWER 777 {how} - 9 61")
    assert (session.source, session.created) == (Source.OUTGOING_CALL, at(0))
    assert story(session.steps) == [
        "0 Joined RUT",
        "0 Dialled",
        "9 DialResult ANSWERED",
        "9 GuestIn",
        f"70 Ended {end} LeftSession",
        "70 Concluded RUT",
    ]
    assert session.mended == ()


@pytest.mark.parametrize(
    ("event", "state", "end"),
    [
        ("OUTCANCEL", "CANCELLED_BY_USER", "OperatorAbandoned"),
        ("OUTCHANUNAVAIL", "UNREACHABLE", "UnknownReason"),
        ("OUTCONGESTION", "UNREACHABLE", "UnknownReason"),
        ("OUTBUSY", "REJECTED", "UnknownReason"),
        ("OUTNOANSWER", "NO_ANSWER", "UnknownReason"),
    ],
)
def test_a_number_may_not_be_reached(event: str, state: str, end: str) -> None:
    assert story(_session(f"30 c1 NONE RUT {event} 777 - - 30 0").steps)[2:] == [
        f"30 DialResult {state}",
        f"30 Ended {end} LeftSession",
        "30 Concluded RUT",
    ]


def test_a_transferred_call_is_a_forward_to_a_number() -> None:
    session = _session("50 c1 NONE RUT OUTANSWER 777 TRANSFER - 10 40", "60 c1 NONE RUT OUTTRANSFER 777 888 - 5 5")
    assert story(session.steps)[4:] == [
        "50 ForwardedOut RUT 888",
        "50 Ended CallForwardedToExternalPhone LeftSession",
        "50 Concluded RUT",
    ]
    assert session.lines == (1, 2, 3)


def test_a_transfer_whose_target_is_not_in_the_log_has_no_number() -> None:
    assert "50 ForwardedOut RUT ?" in story(_session("50 c1 NONE RUT OUTANSWER 777 TRANSFER - 10 40").steps)


def test_a_dial_gives_way_to_a_conversation_that_is_longer_than_the_call() -> None:
    session = _session("60 c1 NONE RUT OUTANSWER 777 COMPLETEAGENT - 2 61")
    assert session.created == at(-1)
    assert story(session.steps)[0] == "-1 Joined RUT"
    assert session.mended == (DIAL_MOVED_BACK,)


def test_a_ring_time_that_the_talk_time_contradicts_is_counted() -> None:
    session = _session("70 c1 NONE RUT OUTANSWER 777 COMPLETEAGENT - 3 0")
    assert "70 GuestIn" in story(session.steps)
    assert session.mended == (RING_TIME_REPLACED,)


def test_a_call_without_an_end_is_closed_where_it_was_seen_last() -> None:
    session = _session()
    assert story(session.steps)[2:] == ["0 Ended UnknownReason LeftSession", "0 Concluded RUT"]
    assert session.mended == ("no_end_in_log",)


def test_the_dialled_number_is_personal() -> None:
    assert _session().personal == {"phone_callback_number": "777"}
    assert "777" not in _session().params.values()
