from datetime import UTC, datetime, timedelta

import pytest

from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import Page, Range, TextFilter
from hovorna.contract.session_filters import SessionFilters, read_session_filters
from hovorna.domain.vocabulary import GuestBrowser, GuestOs, SessionStatus, TerminationReason
from tests.unit.contract.published import Published

#: A value that each published kind of filter takes.
_VALUES = {"integer": "5", "boolean": "true"}
_TEXTS = {"Min": "2020-11-09", "Max": "2020-11-09"}
_DURATIONS = {"WaitingTime", "Duration"}


def test_nothing_given_filters_nothing() -> None:
    assert read_session_filters(b"") == SessionFilters() == read_session_filters("?")


def test_unknown_names_are_ignored() -> None:
    assert read_session_filters("api-version=1&_=5&Created=2020-11-09") == SessionFilters()


def test_a_typical_query_is_read() -> None:
    filters = read_session_filters(
        "limit=200&offset=400&Status=CLOSED&status=acw&Created.Min=2020-11-09&Created.Max=2020-11-10T12:00:00"
        "&OperatorUserId=7&operatoruserid=8&IPAddress.Text=192.0.2.&WaitingTime.Min=00:00:30&OS=linux&browser=FF"
        "&TerminationReason=GuestLeft&Anonymized.Null=true&AutoAccepted=false&Tags=vip&ActivityTextsContain=refund"
    )
    assert filters == SessionFilters(
        status=frozenset({SessionStatus.CLOSED, SessionStatus.ACW}),
        created=Range(min=datetime(2020, 11, 9, tzinfo=UTC), max=datetime(2020, 11, 10, 12, tzinfo=UTC)),
        operator_user_id=frozenset({7, 8}),
        ip_address=TextFilter(text="192.0.2."),
        waiting_time=Range(min=timedelta(seconds=30)),
        os=frozenset({GuestOs.LINUX}),
        browser=frozenset({GuestBrowser.FF}),
        termination_reason=frozenset({TerminationReason.GUEST_LEFT}),
        anonymized=Range(null=True),
        auto_accepted=False,
        tags=frozenset({"vip"}),
        activity_texts_contain="refund",
        page=Page(limit=200, offset=400),
    )


def test_every_wrong_filter_is_named_as_the_contract_spells_it() -> None:
    with pytest.raises(BadInput) as refused:
        read_session_filters("gdprversion.null=x&ipaddress.exact=x&os=x&limit=0&created.max=x")
    assert set(refused.value.fields) == {"GDPRVersion.Null", "IPAddress.Exact", "OS", "limit", "Created.Max"}


def test_every_published_filter_is_read(published: Published) -> None:
    parameters = published.document["paths"]["/api/v1/Sessions"]["get"]["parameters"]
    for parameter in parameters:
        name = parameter["name"]
        if name.endswith(".Exact"):
            continue
        schema = published.resolved(parameter["schema"].get("items", parameter["schema"]))
        _, _, part = name.partition(".")
        text = "PT1S" if name.partition(".")[0] in _DURATIONS and part in _TEXTS else _TEXTS.get(part, "text")
        value = schema["enum"][0] if "enum" in schema else _VALUES.get(schema["type"], text)
        assert read_session_filters(f"{name}={value}") != SessionFilters(), name


def test_a_filter_of_the_contract_that_takes_no_free_text_refuses_nonsense(published: Published) -> None:
    parameters = published.document["paths"]["/api/v1/Sessions"]["get"]["parameters"]
    for parameter in parameters:
        name = parameter["name"]
        schema = published.resolved(parameter["schema"].get("items", parameter["schema"]))
        if schema["type"] == "string" and "enum" not in schema and not name.endswith((".Min", ".Max")):
            continue
        with pytest.raises(BadInput) as refused:
            read_session_filters(f"{name.lower()}=nonsense")
        assert list(refused.value.fields) == [name]
