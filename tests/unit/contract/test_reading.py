"""What public client programs send must arrive; what can't arrive must be named."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hovorna.contract.bad_input import BadInput
from hovorna.contract.durations import DurationText
from hovorna.contract.reading import read_body, read_value
from hovorna.contract.session_model import SessionModel
from hovorna.contract.session_requests import ForwardSessionModel, SessionFiles, UpdateCallParamsModel
from hovorna.domain.vocabulary import GuestOs, TerminationReason
from tests.unit.contract.samples import BARE, FULL

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)


class EventType(StrEnum):
    USER_STATUS_CHANGED = "UserStatusChanged"
    SESSION_CREATED = "SessionCreated"
    SESSION_STARTED = "SessionStarted"
    SESSION_ENDED = "SessionEnded"
    SESSION_FORWARDED = "SessionForwarded"


class Guest(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    os: GuestOs
    first_name: str | None = None


class Order(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A request with a member of each kind."""

    callback_url: str = "none"
    event_types: tuple[EventType, ...] = ()
    guest: Guest | None = None
    guests: list[Guest] = []
    reason: TerminationReason | None = None
    since: datetime | None = None
    timeout: timedelta | None = None
    length: DurationText | None = None
    priority: Annotated[int, msgspec.Meta(ge=1, le=9)] = 5
    share: float = 0.5
    is_enabled: bool = True
    spoken: Annotated[str, msgspec.Meta(min_length=1)] = "x"
    region: Annotated[str, msgspec.Meta(min_length=2, pattern="^[a-z]+$")] = "cz"
    note: str | msgspec.UnsetType | None = msgspec.UNSET
    anything: object = None
    call_params: dict[str, str | None] | None = None


class Named(msgspec.Struct, frozen=True, rename="camel"):
    user_name: str


def _refused(raw: bytes, model: type = Order) -> dict[str, str]:
    with pytest.raises(BadInput) as refused:
        read_body(raw, model)
    return refused.value.fields


def test_keys_are_known_in_any_letter_case_at_every_depth() -> None:
    order = read_body(
        b'{"CallbackUrl": "http://u:p@h/?A", "GUEST": {"Os": "linux", "firstname": "Jana"}, "Guests": [{"OS": "osX"}]}',
        Order,
    )
    assert order.callback_url == "http://u:p@h/?A"
    assert order.guest == Guest(os=GuestOs.LINUX, first_name="Jana")
    assert order.guests == [Guest(os=GuestOs.OSX)]


def test_unknown_members_are_ignored() -> None:
    assert read_body(b'{"Id": 4, "enabled": null, "_links": {"a": [1]}}', Order) == Order()


def test_the_declared_spelling_wins_over_other_letter_cases() -> None:
    for raw in (b'{"callbackUrl": "a", "CALLBACKURL": "b"}', b'{"CALLBACKURL": "b", "callbackUrl": "a"}'):
        assert read_body(raw, Order).callback_url == "a"


def test_the_official_sample_with_numbers_for_events_is_read() -> None:
    order = read_body(b'{"EventTypes": [3, 5, 4], "CallbackUrl": "https://example.com"}', Order)
    assert order.event_types == (EventType.SESSION_STARTED, EventType.SESSION_FORWARDED, EventType.SESSION_ENDED)


def test_events_in_any_letter_case_are_read() -> None:
    assert read_body(b'{"eventtypes": ["sessionCreated"]}', Order).event_types == (EventType.SESSION_CREATED,)


def test_the_number_zero_is_the_first_termination_reason() -> None:
    assert read_body(b'{"reason": 0}', Order).reason is TerminationReason.UNKNOWN_REASON


def test_free_maps_keep_their_keys_exactly() -> None:
    body = b'{"CallParams": {"OrderId": "5", "orderid": "6", "x.y": null, "": ""}}'
    params = read_body(body, UpdateCallParamsModel).call_params
    assert params == {"OrderId": "5", "orderid": "6", "x.y": None, "": ""}


def test_free_json_is_kept_exactly() -> None:
    assert read_body(b'{"Anything": {"Aa": [1, {"bB": 1.5}], "c": null}}', Order).anything == {
        "Aa": [1, {"bB": 1.5}],
        "c": None,
    }


def test_instants_and_durations_are_read_in_all_their_forms() -> None:
    order = read_body(b'{"since": "2026-05-02", "timeout": "00:01:30", "length": "PT1S"}', Order)
    assert order.since == datetime(2026, 5, 2, tzinfo=UTC)
    assert order.timeout == timedelta(seconds=90)
    assert order.length == "PT1S"


def test_ids_may_be_numeric_texts() -> None:
    assert read_body(b'{"userId": "17", "operatorGroupId": 5.0}', ForwardSessionModel) == ForwardSessionModel(
        user_id=17, operator_group_id=5
    )
    assert read_body(b'{"fileIds": ["1", 2]}', SessionFiles).file_ids == (1, 2)


def test_null_where_it_can_not_stand_is_as_good_as_nothing() -> None:
    order = read_body(b'{"callbackUrl": null, "eventTypes": null, "isEnabled": null, "length": null}', Order)
    assert order == Order()


def test_null_and_nothing_are_told_apart_where_the_model_asks_for_it() -> None:
    assert read_body(b'{"note": null}', Order).note is None
    assert read_body(b"{}", Order).note is msgspec.UNSET


def test_a_list_of_models_is_read_as_a_whole() -> None:
    assert read_body(b'[{"OS": 1}, {"os": "ios"}]', list[Guest]) == [Guest(os=GuestOs.OTHER), Guest(os=GuestOs.IOS)]
    assert list(_refused(b'[{"os": 1}, {}]', list[Guest])) == ["[1].os"]


@pytest.mark.parametrize("raw", [b"[]", b"5", b'"text"', b"null", b"true"])
def test_a_body_that_is_no_object_is_an_error_of_the_body(raw: bytes) -> None:
    assert _refused(raw) == {"body": "Must be an object."}


@pytest.mark.parametrize(
    ("raw", "field", "sentence"),
    [
        (b'{"GUEST": {"OS": "BEOS"}}', "guest.os", "Must be one of OTHER, WINDOWS, OSX, LINUX, ANDROID, IOS."),
        (b'{"guest": {}}', "guest.os", "Is required."),
        (b'{"guest": {"os": null}}', "guest.os", "Must be one of OTHER, WINDOWS, OSX, LINUX, ANDROID, IOS."),
        (b'{"guest": []}', "guest", "Must be an object."),
        (b'{"guests": [{"os": 1}, {"os": 0}]}', "guests[1].os", "Must be one of OTHER, WINDOWS, OSX"),
        (b'{"guests": {}}', "guests", "Must be a list."),
        (b'{"CALLPARAMS": {"x": 5}}', "callParams.x", "Must be a text."),
        (b'{"callParams": {"x": "\\u0000"}}', "callParams.x", "Must not contain the character NUL."),
        (b'{"anything": [{"a": "\\u0000"}]}', "anything", "Must not contain the character NUL."),
        (b'{"anything": 123456789012345678901}', "anything", "Is out of range."),
        (b'{"EventTypes": ["SessionCreated", "Nonsense"]}', "eventTypes[1]", "Must be one of UserStatusChanged"),
        (b'{"reason": "UNKNOWN"}', "reason", "Must be one of UnknownReason"),
        (b'{"since": "soon"}', "since", "Must be an RFC 3339 instant"),
        (b'{"since": 5}', "since", "Must be a text."),
        (b'{"timeout": "soon"}', "timeout", "Must be an ISO 8601 duration"),
        (b'{"priority": 10}', "priority", "Must be 9 or less."),
        (b'{"priority": 0, "region": "cz"}', "priority", "Must be 1 or more."),
        (b'{"spoken": ""}', "spoken", "Must not be empty."),
        (b'{"region": "c"}', "region", "Must have 2 characters or more."),
        (b'{"region": "C1"}', "region", "Must be of the form ^[a-z]+$."),
        (b'{"priority": 1.5}', "priority", "Must be a whole number."),
        (b'{"priority": true}', "priority", "Must be a whole number."),
        (b'{"priority": "many"}', "priority", "Must be a whole number."),
        (b'{"priority": 123456789012345678901}', "priority", "Is out of range."),
        (b'{"share": "half"}', "share", "Must be a number."),
        (b'{"share": true}', "share", "Must be a number."),
        (b'{"share": 123456789012345678901}', "share", "Is out of range."),
        (b'{"isEnabled": "yes"}', "isEnabled", "Must be true or false."),
        (b'{"callbackUrl": 5}', "callbackUrl", "Must be a text."),
    ],
)
def test_an_error_names_its_field_as_the_contract_spells_it(raw: bytes, field: str, sentence: str) -> None:
    found = _refused(raw)
    assert list(found) == [field]
    assert found[field].startswith(sentence)


def test_a_required_member_in_null_is_refused() -> None:
    assert _refused(b'{"userName": null}', Named) == {"userName": "Must be a text."}


def test_all_errors_are_told_at_once() -> None:
    found = _refused(b'{"guest": {"os": 0}, "share": "x", "callParams": {"a": 1, "b": "fine", "c": {}}}')
    assert set(found) == {"guest.os", "share", "callParams.a", "callParams.c"}


def test_our_own_documents_are_read_again() -> None:
    for session in (FULL, BARE):
        assert read_body(msgspec.json.encode(session), SessionModel) == session


def test_a_law_of_the_model_is_an_error_of_the_body() -> None:
    document = msgspec.json.decode(msgspec.json.encode(BARE))
    with pytest.raises(BadInput) as refused:
        read_value(document | {"enteredQueue": "2020-01-01"}, SessionModel)
    assert refused.value.fields["body"].startswith("enteredQueue is the old name of created")


@given(st.dictionaries(st.sampled_from([*Order.__struct_encode_fields__, "OS", "x"]), JSON))
def test_any_json_is_read_or_refused(value: dict[str, object]) -> None:
    try:
        read_value(value, Order)
    except BadInput as refusal:
        assert refusal.fields  # noqa: PT017 - either is right


@given(st.binary())
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read_body(raw, Order)
    except BadInput as refusal:
        assert refusal.fields  # noqa: PT017 - either is right


@given(st.dictionaries(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8")), st.just("v")))
def test_no_key_of_a_free_map_is_changed(params: dict[str, str]) -> None:
    body = msgspec.json.encode({"callparams": params})
    assert read_body(body, UpdateCallParamsModel).call_params == params
