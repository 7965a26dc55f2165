from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import Page, QueryReader, Range, TextFilter
from hovorna.domain.vocabulary import Channel


def _errors(query: QueryReader) -> dict[str, str]:
    with pytest.raises(BadInput) as refused:
        query.finish()
    return refused.value.fields


def test_names_are_known_in_any_letter_case() -> None:
    query = QueryReader(b"created.min=2020-11-09&CREATED.Max=2020-11-10")
    assert query.instants("Created") == Range(
        min=datetime(2020, 11, 9, tzinfo=UTC), max=datetime(2020, 11, 10, tzinfo=UTC)
    )


def test_a_dollar_separates_as_an_old_client_writes_it() -> None:
    assert QueryReader("?offset=0$limit=1000").page() == Page(limit=1000, offset=0)


def test_a_dollar_inside_a_value_stays_there() -> None:
    assert QueryReader("Widget=a$b&Widget=US$&Widget=%24limit%3D1").texts("Widget") == {"a$b", "US$", "$limit=1"}


def test_repeated_names_make_a_set_also_in_several_letter_cases() -> None:
    query = QueryReader("Channel=Chat&channel=av&CHANNEL=Chat")
    assert query.words("Channel", Channel) == {Channel.CHAT, Channel.AV}


def test_an_empty_value_was_not_given() -> None:
    query = QueryReader("Status=&limit=&Created.Min=&Flag=&SessionId=&LandingPage.Text=&novalue&=x&&")
    assert query.page() == Page()
    assert not query.texts("Status")
    assert not query.numbers("SessionId")
    assert query.instants("Created") is None
    assert query.flag("Flag") is None
    assert query.text_filter("LandingPage") is None
    query.finish()


@pytest.mark.parametrize(
    "raw",
    [
        "T=2026-05-02T18:05:24+02:00",
        "T=2026-05-02T18:05:24%2B02:00",
        "t=2026-05-02+16:05:24",
        "T=2026-05-02%2016:05:24Z",
    ],
)
def test_a_plus_that_the_client_did_not_encode_is_understood(raw: str) -> None:
    assert QueryReader(raw).instant("T") == datetime(2026, 5, 2, 16, 5, 24, tzinfo=UTC)


def test_durations_are_read_in_both_forms() -> None:
    query = QueryReader("WaitingTime.Min=00:00:10&WaitingTime.Max=PT1M")
    assert query.durations("WaitingTime") == Range(min=timedelta(seconds=10), max=timedelta(minutes=1))


def test_text_is_decoded_percent_by_percent() -> None:
    query = QueryReader(b"A.Text=%C4%8De%C5%A1tina+a%2Bb&A.exact=TRUE")
    assert query.text_filter("A") == TextFilter(text="čeština a+b", exact=True)
    assert QueryReader("A.Text=čeština".encode()).text("A.Text") == "čeština"
    assert QueryReader("A.Null=true").text_filter("A") == TextFilter(null=True)


def test_the_first_of_repeated_single_values_counts() -> None:
    assert QueryReader("Page=0&page=7").number("Page") == 0


@pytest.mark.parametrize(("raw", "limit"), [("1", 1), ("1000000", 1_000_000), ("9" * 10_000, 2**31 - 1), ("007", 7)])
def test_a_limit_may_have_any_size(raw: str, limit: int) -> None:
    assert QueryReader(f"limit={raw}").page() == Page(limit=limit)


@pytest.mark.parametrize("raw", ["0", "-1", "000", "many", "1.5", "1e3", "%20"])
def test_a_limit_below_one_or_no_number_is_refused(raw: str) -> None:
    query = QueryReader(f"Limit={raw}")
    query.page()
    assert _errors(query) == {"limit": "Must be a whole number above 0."}


def test_an_offset_is_zero_or_more() -> None:
    assert QueryReader("offset=00").page() == Page()
    query = QueryReader("offset=-1")
    query.page()
    assert _errors(query) == {"offset": "Must be a whole number, 0 or more."}


def test_errors_are_gathered_under_the_names_of_the_contract() -> None:
    query = QueryReader(b"sessionid=x&CHANNEL=Fax&created.min=soon&duration.max=long&flag=maybe&w=%FF&v=%00&u=\xff")
    query.numbers("SessionId")
    query.words("Channel", Channel)
    query.instants("Created")
    query.durations("Duration")
    query.flag("Flag")
    for name in ("W", "V", "U"):
        query.texts(name)
    found = _errors(query)
    assert set(found) == {"SessionId", "Channel", "Created.Min", "Duration.Max", "Flag", "W", "V", "U"}
    assert found["Channel"] == "Must be one of Chat, AV, Phone."
    assert found["W"] == found["U"] == "Must be UTF-8."


def test_a_number_that_no_store_holds_is_refused() -> None:
    query = QueryReader("id=9223372036854775808&id=99999999999999999999")
    query.numbers("id")
    assert _errors(query) == {"id": "Must be a whole number."}


@given(st.text(alphabet=st.characters(exclude_characters="\0", codec="utf-8"), min_size=1))
def test_an_encoded_text_arrives_unchanged(text: str) -> None:
    assert QueryReader(f"a=1&Widget={quote(text, safe='')}&b=2").texts("Widget") == {text}


@given(st.binary())
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    query = QueryReader(b"Created.Min=" + raw)
    query.instants("Created")
    query.page()
    try:
        query.finish()
    except BadInput as refusal:
        assert refusal.fields  # noqa: PT017 - either is right
