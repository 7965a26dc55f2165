import pytest

from hovorna.adapters.importers.queue_log.incoming import incoming_session
from hovorna.application.source_records import SourceSession
from hovorna.domain.vocabulary import Source
from tests.unit.adapters.importers.queue_rows import at, rows_of, story

ENTER = "0 c1 Help NONE ENTERQUEUE - +15550100 1"
CONNECT = "9 c1 Help RUT CONNECT 9 x 4"


def _session(*rows: str) -> SourceSession:
    return incoming_session(rows_of(*rows), "key", "id")


def test_a_call_is_created_as_it_enters_the_queue() -> None:
    session = _session(ENTER, "5 c1 Help NONE ABANDON 1 1 5")
    assert (session.source, session.created, session.lines) == (Source.INCOMING_CALL, at(0), (1, 2))
    assert story(session.steps[:2]) == ["0 GuestIn", "0 Routed Help"]


@pytest.mark.parametrize(
    ("event", "end"),
    [
        ("ABANDON", "Ended GuestAbandoned LeftQueue"),
        ("EXITWITHTIMEOUT", "Ended FailedRouting LeftQueue"),
        ("EXITEMPTY", "Ended FailedRouting LeftQueue"),
        ("EXITWITHKEY", "Ended GuestAbandoned LeftQueue"),
    ],
)
def test_a_call_may_leave_the_queue_unanswered(event: str, end: str) -> None:
    assert story(_session(ENTER, f"5 c1 Help NONE {event} 1 1 5").steps)[2:] == [f"5 {end}"]


@pytest.mark.parametrize(("event", "end"), [("COMPLETEAGENT", "OperatorLeft"), ("COMPLETECALLER", "GuestLeft")])
def test_a_conversation_ends_by_who_hung_up(event: str, end: str) -> None:
    assert story(_session(ENTER, CONNECT, f"60 c1 Help RUT {event} 9 51 1").steps)[2:] == [
        "5 Assigned RUT",
        "9 Accepted RUT",
        f"60 Ended {end} LeftSession",
        "60 Concluded RUT",
    ]


@pytest.mark.parametrize(
    "transfer", ["TRANSFER 777 default 9 51", "BLINDTRANSFER 777 default 9 51 1", "ATTENDEDTRANSFER BRIDGE 777 9 51 1"]
)
def test_a_transfer_out_of_the_queues_is_a_forward_to_a_number(transfer: str) -> None:
    assert story(_session(ENTER, CONNECT, f"60 c1 Help RUT {transfer}").steps)[4:] == [
        "60 ForwardedOut RUT 777",
        "60 Ended CallForwardedToExternalPhone LeftSession",
        "60 Concluded RUT",
    ]


def test_a_transfer_into_a_queue_is_a_forward_to_its_group() -> None:
    session = _session(
        ENTER,
        CONNECT,
        "60 c1 Help RUT BLINDTRANSFER 200 default 9 51 1",
        "61 c1 Sales NONE ENTERQUEUE - +15550100 1",
        "70 c1 Sales DAN CONNECT 9 x 4",
        "90 c1 Sales DAN COMPLETEAGENT 9 20 1",
    )
    assert story(session.steps)[4:] == [
        "60 ForwardedTo RUT Sales",
        "66 Assigned DAN",
        "70 Accepted DAN",
        "90 Ended OperatorLeft LeftSession",
        "90 Concluded DAN",
    ]


@pytest.mark.parametrize(
    ("rows", "end"),
    [
        ((ENTER,), ["0 Ended UnknownReason LeftQueue"]),
        ((ENTER, CONNECT), ["9 Ended UnknownReason LeftSession", "9 Concluded RUT"]),
    ],
)
def test_a_call_without_an_end_is_closed_where_it_was_seen_last(rows: tuple[str, ...], end: list[str]) -> None:
    session = _session(*rows)
    assert story(session.steps)[-len(end) :] == end
    assert session.mended == ("no_end_in_log",)


def test_the_callers_number_is_personal_and_the_calls_own_id_a_param() -> None:
    session = _session("0 c1 Help NONE ENTERQUEUE http://crm/1 +15550100 1")
    assert session.personal == {"phone_callback_number": "+15550100"}
    assert session.params == {"queue_log_call_id": "c1", "queue_log_url": "http://crm/1"}
    assert _session("0 c1 Help NONE ENTERQUEUE - - 1").personal == {}
