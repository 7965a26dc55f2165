"""GET Sessions: order, pages, filters, and a list that is read as it is sent."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hovorna.api.list_stream import ListStream
from hovorna.application.ports import StoredSession, StoreUnavailable
from tests.api.house import House

PATH = "/api/v1/Sessions"


async def _many(house: House, count: int) -> list[int]:
    """Newest first."""
    ids = []
    for number in range(count):
        house.pass_time(seconds=number % 2)  # Some share their instant.
        ids.append((await house.guest())[0])
    return ids[::-1]


async def test_a_company_without_sessions_has_an_empty_list(house: House) -> None:
    answer = await (await house.caller()).get(PATH)
    assert (answer.status_code, answer.content) == (200, b"[]")
    assert answer.headers["content-type"] == "application/json"


async def test_it_is_ordered_by_created_then_id_newest_first(house: House) -> None:
    ids = await _many(house, 7)
    listed = (await (await house.caller()).get(PATH)).json()
    assert [one["id"] for one in listed] == ids
    keys = [(one["created"], one["id"]) for one in listed]
    assert keys == sorted(keys, reverse=True)


async def test_pages_join_without_gap_and_only_the_last_is_short(house: House) -> None:
    ids = await _many(house, 7)
    client = await house.caller()
    pages = [[one["id"] for one in (await client.get(f"{PATH}?limit=3&offset={at}")).json()] for at in (0, 3, 6, 9)]
    assert pages == [ids[:3], ids[3:6], ids[6:], []]


async def test_100_without_a_limit_and_any_positive_limit_is_honoured(house: House) -> None:
    ids = await _many(house, 105)
    client = await house.caller()
    assert [one["id"] for one in (await client.get(PATH)).json()] == ids[:100]
    for limit in (104, 105, 1_000_000):
        assert [one["id"] for one in (await client.get(f"{PATH}?limit={limit}")).json()] == ids[:limit]


async def test_a_company_sees_its_own_sessions_only(house: House) -> None:
    await house.guest()
    stranger = await house.caller(client=house.other_client)
    assert (await stranger.get(PATH)).json() == []
    assert (await stranger.get(f"{PATH}?sessionId=1")).json() == []


async def test_what_is_listed_is_what_one_session_answers(house: House) -> None:
    closed, client = await house.closed(message="First words")
    waiting, _ = await house.guest(message="Hello")
    listed = (await client.get(PATH)).json()
    assert [one["id"] for one in listed] == [waiting, closed]
    for one in listed:
        assert (await client.get(f"{PATH}/{one['id']}")).json() == one
        assert [activity["text"] for activity in one["activities"] if activity["text"]] in (["Hello"], ["First words"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Status=CLOSED", "c"),
        ("status=closed&STATUS=waiting", "wc"),
        ("Channel=Chat", "wc"),
        ("channel=phone", ""),
        ("Source=default", "wc"),
        ("OperatorUserId={eva}", "c"),
        ("Created.Min=2026-03-02&Created.Max=2026-03-03", "wc"),
        ("created.max=2026-03-02T09:00:30", "c"),
        ("Created.Max=2026-03-02", ""),
        ("Ended.Null=true", "w"),
        ("Accepted.Null=false", "c"),
        ("Duration.Min=PT59S", "c"),
        ("Duration.Min=00:02:00", ""),
        ("WaitingTime.Max=PT0S", "c"),
        ("InitialMessage.Text=FIRST", "c"),
        ("InitialMessage.Text=First words&InitialMessage.Exact=true", "c"),
        ("Language.Text=cs", "w"),
        ("IPAddress.Text=198.51", "w"),
        ("LandingPage.Text=basket", "w"),
        ("Widget=shop", "w"),
        ("OS=LINUX&Browser=ff", "w"),
        ("GuestIdentifications=anna@example.com", "w"),
        ("GDPRVersion.Null=false", ""),
        ("Tags=vip", "c"),
        ("ActivityTextsContain=words", "c"),
        ("TerminationReason=operatorleft", "c"),
        ("AutoAccepted=true", ""),
        ("Anonymized.Null=true", "wc"),
        ("SessionId=1&SessionId=2", "wc"),
        ("DepartmentId=1", "wc"),
        ("DepartmentId=2", ""),
        ("GuestLeftSession=StillConnected", "wc"),
        ("Unknown=5", "wc"),
    ],
)
async def test_filters(shop: tuple[House, dict[int, str]], query: str, found: str) -> None:
    house, letters = shop
    answer = await (await house.caller()).get(f"{PATH}?{query.format(eva=house.eva)}")
    assert answer.status_code == 200, answer.text
    assert "".join(letters[one["id"]] for one in answer.json()) == found


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, dict[int, str]]]:
    """A closed chat (c), and a waiting one (w) that came later."""
    house = House(tmp_path_factory.mktemp("data")).furnish()

    async def fill() -> dict[int, str]:
        closed, client = await house.closed(message="First words")
        assert (await client.put(f"{PATH}/{closed}/tags/1")).status_code == 204
        guest = {
            "os": "linux",
            "browser": "FF",
            "language": "cs-CZ",
            "identity": "anna@example.com",
            "ipAddress": "198.51.100.7",
        }
        waiting, _ = await house.guest(guest=guest, url="https://shop.example/basket", widget="shop")
        return {closed: "c", waiting: "w"}

    yield house, asyncio.run(fill())
    house.close()


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("limit=0", ["limit"]),
        ("limit=-1&offset=x", ["limit", "offset"]),
        ("status=OPEN", ["Status"]),
        ("created.min=yesterday&ENDED.MAX=32.13.2026", ["Created.Min", "Ended.Max"]),
        ("waitingtime.min=5 minutes", ["WaitingTime.Min"]),
        ("sessionid=abc", ["SessionId"]),
        ("ipaddress.null=perhaps", ["IPAddress.Null"]),
        ("tags=%FF", ["Tags"]),
    ],
)
async def test_every_malformed_filter_is_named(house: House, query: str, fields: list[str]) -> None:
    answer = await (await house.caller()).get(f"{PATH}?{query}")
    assert (answer.status_code, sorted(answer.json())) == (400, sorted(fields))
    assert answer.headers["hovorna-code"] == "bad_input"


class Store:
    """Sessions in chunks; remembers how many chunks were asked for, and whether the snapshot is open."""

    def __init__(self, chunks: int, fails_at: int | None = None) -> None:
        self.chunks, self.fails_at = chunks, fails_at
        self.asked, self.is_open = 0, False

    @contextmanager
    def sessions(self) -> Iterator[Iterator[list[StoredSession]]]:
        self.is_open = True
        try:
            yield self._each()
        finally:
            self.is_open = False

    def _each(self) -> Iterator[list[StoredSession]]:
        for number in range(self.chunks):
            self.asked += 1
            if number == self.fails_at:
                raise StoreUnavailable("The disk is gone.")
            yield [StoredSession(number, 1, 1, "CLOSED", b'{"id":%d}' % number)]

    def listed(self) -> ListStream[StoredSession]:
        return ListStream(self.sessions(), lambda session: session.document)


async def test_no_more_of_the_list_is_read_than_was_sent() -> None:
    store = Store(1000)
    stream = store.listed().stream()
    sent = [await anext(stream) for _ in range(5)]
    assert sent == [b"", b'[{"id":0}', b',{"id":1}', b',{"id":2}', b',{"id":3}']
    assert store.asked <= 6
    await stream.aclose()
    assert not store.is_open


async def test_the_whole_list_is_one_array_and_closes_its_snapshot() -> None:
    store = Store(3)
    assert b"".join([chunk async for chunk in store.listed().stream()]) == b'[{"id":0},{"id":1},{"id":2}]'
    assert not store.is_open
    assert b"".join([chunk async for chunk in Store(0).listed().stream()]) == b"[]"


async def test_a_client_that_goes_away_holds_no_snapshot() -> None:
    store = Store(1000)
    stream = store.listed().stream()
    has_begun = asyncio.Event()

    async def read() -> None:
        async for _ in stream:
            if store.asked > 2:
                has_begun.set()

    reading = asyncio.create_task(read())
    await has_begun.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    await stream.aclose()
    assert not store.is_open


async def test_a_store_that_can_not_be_read_is_refused_before_the_answer_begins(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await house.caller()
    broken = Store(1, fails_at=0)
    monkeypatch.setattr(house.store.reader, "sessions", lambda *_: broken.sessions())
    answer = await client.get(PATH)
    assert (answer.status_code, answer.headers["hovorna-code"]) == (503, "store_unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert not broken.is_open
