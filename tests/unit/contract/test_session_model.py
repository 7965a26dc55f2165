from datetime import timedelta

import msgspec
import pytest

from hovorna.contract.session_durations import (
    DurationEnd,
    NamedDuration,
    OperatorDurations,
    SessionDurations,
    StateVisit,
)
from hovorna.contract.session_model import SessionModel
from hovorna.domain.vocabulary import SessionStatus
from tests.unit.contract.samples import BARE, CREATED, FULL


def test_every_member_is_written_also_where_nothing_is_known() -> None:
    written = msgspec.json.decode(msgspec.json.encode(BARE))
    assert list(written) == list(SessionModel.__struct_encode_fields__)
    assert written["started"] is None
    assert written["guest"]["language"] is None


def test_a_phone_call_has_no_null_where_clients_break_on_it() -> None:
    written = msgspec.json.decode(msgspec.json.encode(BARE))
    never_null = (
        "channel",
        "source",
        "status",
        "avSupport",
        "guestLeftSession",
        "created",
        "enteredQueue",
        "blacklisted",
    )
    assert None not in [written[name] for name in never_null]
    assert written["guest"]["os"] == written["guest"]["browser"] == "OTHER"


def test_ids_and_instants_are_written_as_clients_parse_them() -> None:
    written = msgspec.json.encode(FULL)
    assert b'"id":5,"companyId":1' in written
    assert b'"created":"2026-05-02T16:05:24.454661Z"' in written
    assert b'"waited":"PT12.5S","length":"PT3M7.5S"' in written


def test_call_params_keep_their_letter_case() -> None:
    assert b'"callParams":{"orderId":"77","OrderID":"78"}' in msgspec.json.encode(FULL)


def test_the_old_name_of_created_can_not_tell_another_time() -> None:
    with pytest.raises(ValueError, match="enteredQueue"):
        msgspec.structs.replace(FULL, entered_queue=CREATED + timedelta(seconds=1))


def test_a_document_survives_the_store() -> None:
    for session in (FULL, BARE):
        assert msgspec.json.decode(msgspec.json.encode(session), type=SessionModel) == session


def test_durations_are_written_with_both_their_ends() -> None:
    end = DurationEnd(time=CREATED, version=7, fact="OperatorLeft")
    answer = SessionDurations(
        session_id=5,
        as_of=CREATED,
        state=SessionStatus.ACW,
        since=CREATED,
        durations=(NamedDuration(name="RING", duration=None, visited=None, begin=None, end=end),),
        operators=(
            OperatorDurations(
                user_id=7,
                joined=CREATED,
                left=CREATED,
                concluded=None,
                queue="PT0S",
                queue_from=end,
                queue_to=end,
                acw=None,
                acw_from=end,
                acw_to=None,
            ),
        ),
        visits=(StateVisit(state=SessionStatus.ACW, begin=CREATED, end=None, reason=None),),
    )
    time = "2026-05-02T16:05:24.454661Z"
    fact = {"time": time, "version": 7, "fact": "OperatorLeft"}
    assert msgspec.json.decode(msgspec.json.encode(answer)) == {
        "sessionId": 5,
        "asOf": time,
        "state": "ACW",
        "since": time,
        "durations": [{"name": "RING", "duration": None, "visited": None, "from": None, "to": fact}],
        "operators": [
            {
                "userId": 7,
                "joined": time,
                "left": time,
                "concluded": None,
                "queue": "PT0S",
                "queueFrom": fact,
                "queueTo": fact,
                "acw": None,
                "acwFrom": fact,
                "acwTo": None,
            }
        ],
        "visits": [{"state": "ACW", "from": time, "to": None, "reason": None}],
    }
