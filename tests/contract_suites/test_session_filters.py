"""Every filter of the session list means the same in every store."""

from datetime import timedelta

import pytest

from hovorna.application.unit import Unit
from hovorna.contract.session_filters import SessionFilters, read_session_filters
from tests.contract_suites.conftest import Store
from tests.contract_suites.samples import activity, after, session_row

ROWS = [
    session_row(1, created=after(1)),
    session_row(
        2,
        created=after(2),
        department_id=2,
        status="ACTIVE",
        channel="Phone",
        source="Callback",
        url="https://example.org/Pricing?plan=100%25",
        operators=(7, 8, 7),
        chatbots=(5,),
        widget="shop",
        guest_joined=after(10),
        accepted=after(20),
        ended=after(30),
        waited=timedelta(seconds=5),
        length=timedelta(0),
        stars=5,
        feedback_scale="NPS",
        ip_address="10.0.0.1",
        phone_callback_number="+420123456",
        initial_message="Dobrý DEN, Straße",
        tags=("vip", "Sale"),
        guest_identity="ada@example.org",
        browser="FF",
        os="IOS",
        language="cs",
        gdpr_version="v2",
        guest_left="LeftQueue",
        is_auto_accepted=True,
        had_concurrent_operators=True,
        termination="GuestLeft",
        anonymised=after(99),
    ),
    session_row(3, created=after(3), operators=(8,), tags=("vip",), length=timedelta(minutes=2), ended=after(40)),
    session_row(4, company_id=2, created=after(4), department_id=9, operators=(8,)),
    # Created at the same instant as 3: the higher id comes first.
    session_row(5, created=after(3), status="ACTIVE", stars=1, waited=timedelta(seconds=60)),
]


@pytest.fixture
def listed(store: Store) -> Store:
    texts = [
        activity(1, "Hello WORLD", session_id=1),
        activity(2, "100% sure_thing", session_id=2),
        activity(3, None, session_id=3),
        activity(4, "Příliš ŽLUŤOUČKÝ kůň", session_id=5),
        activity(5, "hello again", session_id=4),
    ]
    departments = sorted({row.department_id for row in ROWS})
    store.writer.commit(
        [
            Unit(
                department,
                sessions=[row for row in ROWS if row.department_id == department],
                activities=[
                    text
                    for text in texts
                    if any(row.id == text.session_id and row.department_id == department for row in ROWS)
                ],
            )
            for department in departments
        ]
    )
    return store


def ids(store: Store, filters: SessionFilters, *, company: int = 1, limit: int = 100, offset: int = 0) -> list[int]:
    with store.reader.sessions(company, filters, limit, offset) as chunks:
        return [session.id for chunk in chunks for session in chunk]


def query(store: Store, text: str) -> list[int]:
    return ids(store, read_session_filters(text))


def test_all_sessions_of_the_company_come_newest_first(listed: Store) -> None:
    assert query(listed, "") == [5, 3, 2, 1]
    assert ids(listed, SessionFilters(), company=2) == [4]
    assert ids(listed, SessionFilters(), company=3) == []


@pytest.mark.parametrize(
    ("limit", "offset", "expected"),
    [(2, 0, [5, 3]), (2, 1, [3, 2]), (9, 3, [1]), (9, 4, []), (2**31 - 1, 0, [5, 3, 2, 1])],
)
def test_limit_and_offset_cut_a_piece_out(listed: Store, limit: int, offset: int, expected: list[int]) -> None:
    assert ids(listed, SessionFilters(), limit=limit, offset=offset) == expected


FILTERS = [
    ("SessionId=2", [2]),
    ("SessionId=1&SessionId=3&SessionId=4&SessionId=77", [3, 1]),
    ("SessionId=9223372036854775807", []),
    ("DepartmentId=2", [2]),
    ("DepartmentId=1&DepartmentId=2", [5, 3, 2, 1]),
    ("DepartmentId=9", []),
    ("ChannelIdentityId=1", []),
    ("Status=ACTIVE", [5, 2]),
    ("Status=ACTIVE&Status=CLOSED", [5, 3, 2, 1]),
    ("Status=BCW", []),
    ("Channel=Phone", [2]),
    ("Source=Callback&Source=Default", [5, 3, 2, 1]),
    ("LandingPage.Text=PRICING", [2]),
    ("LandingPage.Text=100%2525", [2]),
    ("LandingPage.Text=100%2500", []),
    ("LandingPage.Text=Pricing&LandingPage.Exact=true", []),
    ("LandingPage.Text=https://example.org/Pricing?plan=100%2525&LandingPage.Exact=true", [2]),
    ("LandingPage.Null=true", [5, 3, 1]),
    ("LandingPage.Null=false", [2]),
    ("LandingPage.Null=true&LandingPage.Text=x", []),
    ("OperatorUserId=7", [2]),
    ("OperatorUserId=8", [3, 2]),
    ("OperatorUserId=7&OperatorUserId=8", [3, 2]),
    ("ChatbotId=5", [2]),
    ("Widget=shop&Widget=other", [2]),
    ("GuestJoined.Null=false", [2]),
    ("GuestJoined.Null=true", [5, 3, 1]),
    ("Accepted.Null=false", [2]),
    ("Ended.Null=true", [5, 1]),
    ("Ended.Null=false", [3, 2]),
    ("Created.Null=true", []),
    ("Created.Null=false", [5, 3, 2, 1]),
    ("WaitingTime.Min=PT5S", [5, 2]),
    ("WaitingTime.Max=PT5S", [2]),
    ("WaitingTime.Min=PT5.000001S", [5]),
    ("WaitingTime.Null=true", [3, 1]),
    ("Duration.Min=PT0S", [3, 2]),
    ("Duration.Min=PT1S&Duration.Max=PT2M", [3]),
    ("Duration.Max=PT1S", [2]),
    ("Result=Good", []),
    ("ClientStars=1&ClientStars=5", [5, 2]),
    ("ClientFeedbackScale=NPS", [2]),
    ("ClientId=3", [3]),
    ("ClientId=3&SessionId=2", []),
    ("IPAddress.Text=10.0.0.1&IPAddress.Exact=true", [2]),
    ("IPAddress.Text=10.0.0", [2]),
    ("PhoneCallbackNumber.Text=%2B420", [2]),
    ("InitialMessage.Text=dobr%C3%BD", [2]),
    ("InitialMessage.Text=STRASSE", [2]),
    ("InitialMessage.Text=%25", []),
    ("Tags=vip", [3, 2]),
    ("Tags=vip&Tags=Sale", [3, 2]),
    ("Tags=VIP", []),
    ("GuestIdentifications=ada%40example.org", [2]),
    ("Browser=FF&Browser=CHROME", [5, 3, 2, 1]),
    ("Browser=FF", [2]),
    ("OS=IOS", [2]),
    ("Language.Text=cs&Language.Exact=true", [2]),
    ("GDPRVersion.Text=V", [2]),
    ("GuestLeftSession=LeftQueue", [2]),
    ("AutoAccepted=true", [2]),
    ("AutoAccepted=false", [5, 3, 1]),
    ("HasConcurrentOperators=true", [2]),
    ("ActivityTextsContain=hello", [1]),
    ("ActivityTextsContain=100%25", [2]),
    ("ActivityTextsContain=0_sure", []),
    ("ActivityTextsContain=sure_thing", [2]),
    ("ActivityTextsContain=%C5%BElu%C5%A5ou%C4%8Dk%C3%BD", [5]),
    ("TerminationReason=GuestLeft", [2]),
    ("Anonymized.Null=false", [2]),
    ("Status=ACTIVE&DepartmentId=1", [5]),
    ("OperatorUserId=8&Status=CLOSED&Tags=vip", [3]),
    ("OperatorUserId=8&Duration.Max=PT0S", [2]),
    ("Status=ACTIVE&ActivityTextsContain=sure", [2]),
    ("SessionId=2&SessionId=3&OperatorUserId=8&Channel=Chat", [3]),
    ("Ended.Null=false&WaitingTime.Null=false", [2]),
]


@pytest.mark.parametrize(("text", "expected"), FILTERS, ids=[text for text, _ in FILTERS])
def test_a_filter_finds_what_it_says(listed: Store, text: str, expected: list[int]) -> None:
    assert query(listed, text) == expected


@pytest.mark.parametrize("name", ["Created", "GuestJoined", "Accepted", "Ended", "Anonymized"])
def test_bounds_of_an_instant_are_inclusive(store: Store, name: str) -> None:
    field = {"Created": "created", "GuestJoined": "guest_joined", "Anonymized": "anonymised"}.get(name, name.lower())
    rows = [session_row(number, **{field: after(number)}) for number in (1, 2, 3)]
    store.writer.commit([Unit(1, sessions=rows)])
    least, most = "2024-05-17T12:00:02.123456Z", "2024-05-17T14:00:03.123456%2B02:00"
    assert sorted(query(store, f"{name}.Min={least}&{name}.Max={most}")) == [2, 3]
    assert sorted(query(store, f"{name}.Min=2024-05-17T12:00:02.123457Z")) == [3]
    assert sorted(query(store, f"{name}.Max=2024-05-17T12:00:02.123455Z")) == [1]


def test_every_filter_of_the_contract_is_tried_here() -> None:
    tried = " ".join(text for text, _ in FILTERS)
    for name in SessionFilters.__struct_fields__:
        if name not in ("page", "created"):
            word = name.replace("_", "").lower()
            assert f"{word}=" in tried.lower() or f"{word}." in tried.lower(), name


def test_a_session_that_changes_is_found_by_what_it_is_now(store: Store) -> None:
    old = session_row(1, status="ACTIVE", operators=(1, 2), tags=("a",), stars=None, phone_callback_number="1")
    new = session_row(1, status="CLOSED", operators=(2, 3), tags=(), stars=4, phone_callback_number=None)
    for row in (old, new):
        store.writer.commit([Unit(1, sessions=[row])])
    gone = ["Status=ACTIVE", "OperatorUserId=1", "Tags=a", "PhoneCallbackNumber.Null=false"]
    there = ["Status=CLOSED", "OperatorUserId=2", "OperatorUserId=3", "ClientStars=4", "PhoneCallbackNumber.Null=true"]
    assert [query(store, text) for text in gone] == [[]] * len(gone)
    assert [query(store, text) for text in there] == [[1]] * len(there)


def test_more_values_than_are_merged_still_find_all(listed: Store) -> None:
    many = "&".join(f"OperatorUserId={number}" for number in range(100))
    assert query(listed, many) == [3, 2]
    stars = "&".join(f"ClientStars={number}" for number in range(100))
    assert query(listed, stars) == [5, 2]
    everybody = "&".join(f"SessionId={number}" for number in range(2000))
    assert query(listed, everybody) == [5, 3, 2, 1]


def test_texts_of_any_length_may_be_looked_for(listed: Store) -> None:
    assert query(listed, f"ActivityTextsContain={'x' * 60_000}") == []
