from hovorna.adapters.importers.bank_calls.to_record import digest_of, key_of, to_record
from hovorna.application.source_records import Accepted, Assigned, Concluded, Routed, SourceSession
from hovorna.domain.switchboard.recording import Ended, GuestIn
from hovorna.domain.vocabulary import GuestLeftSession, Source, TerminationReason
from tests.unit.adapters.importers.bank_rows import HUNG_UP, UNQUEUED, call_of, row_of


def _record(**columns: str) -> SourceSession:
    return to_record(call_of(**columns), "key")


def _end(session: SourceSession) -> Ended:
    return next(step for step in session.steps if isinstance(step, Ended))


def test_an_answered_call_is_an_incoming_call_taken_by_its_server_from_the_group_of_its_type() -> None:
    session, call = _record(), call_of()
    assert call.routed is not None
    assert call.accepted is not None
    assert session.source is Source.INCOMING_CALL
    assert session.steps == (
        GuestIn(call.created),
        Routed(call.routed, "PS"),
        Assigned(call.accepted, "RUT"),
        Accepted(call.accepted, "RUT"),
        Ended(call.ended, TerminationReason.UNKNOWN_REASON, GuestLeftSession.LEFT_SESSION),
        Concluded(call.ended, "RUT"),
    )


def test_a_caller_who_hung_up_in_the_queue_abandoned_it() -> None:
    session = _record(**HUNG_UP)
    assert [type(step) for step in session.steps] == [GuestIn, Routed, Ended]
    assert _end(session).termination is TerminationReason.GUEST_ABANDONED
    assert _end(session).guest_left is GuestLeftSession.LEFT_QUEUE


def test_a_caller_who_never_queued_abandoned_before_it_and_still_names_the_group() -> None:
    session = _record(**HUNG_UP, **UNQUEUED)
    assert [type(step) for step in session.steps] == [GuestIn, Ended]
    assert _end(session).termination is TerminationReason.GUEST_ABANDONED
    assert _end(session).guest_left is GuestLeftSession.LEFT_BEFORE_QUEUE
    assert session.groups == ("PS",)


def test_a_phantom_ended_before_the_queue_for_no_known_reason() -> None:
    end = _end(_record(outcome="PHANTOM"))
    assert end.termination is TerminationReason.UNKNOWN_REASON
    assert end.guest_left is GuestLeftSession.LEFT_BEFORE_QUEUE


def test_every_column_of_the_source_is_kept_under_its_own_name() -> None:
    params = _record(customer_id="4711", vru_time="-3").params
    assert len(params) == 17
    assert params["bank_vru_line"] == "XX0101"
    assert params["bank_customer_id"] == "4711"
    assert params["bank_vru_time"] == "-3"
    assert params["bank_server"] == "RUT"


def test_equal_rows_have_a_key_each_and_the_same_one_every_time() -> None:
    digest = digest_of(row_of())
    assert key_of(digest, 0) == key_of(digest_of(row_of()), 0)
    assert len({key_of(digest, 0), key_of(digest, 1), key_of(digest_of(row_of(call_id="2")), 0)}) == 3
