"""Going through all sessions while new ones come in."""

from datetime import timedelta
from typing import Any

import pytest

from hovorna.client import AsyncClient
from hovorna.client.session_pages import SessionPages
from hovorna.contract.session_model import SessionModel
from tests.api.house import House


async def through(client: AsyncClient, pages: SessionPages, *, page: Any = None) -> list[int]:
    """Ids in the order in which they came; `page` is called before each page but the first."""
    found: list[int] = []
    while not pages.is_over:
        if found and page is not None:
            await page()
        query: Any = pages.next_query()
        listed = await client.sessions.list(query)
        found += [session.id for session in pages.take(listed)]
    return found


async def guests(house: House, count: int, **apart: float) -> list[int]:
    found = []
    for _ in range(count):
        found.append((await house.guest())[0])
        house.pass_time(**apart)
    return found


async def test_every_session_comes_once_newest_first(house: House, client: AsyncClient) -> None:
    ids = await guests(house, 7, seconds=1)
    for size in (1, 2, 7, 8, 100):
        assert await through(client, SessionPages({}, size)) == ids[::-1], size


async def test_sessions_of_one_instant_are_not_lost_between_pages(house: House, client: AsyncClient) -> None:
    ids = await guests(house, 3, seconds=1) + await guests(house, 6) + await guests(house, 2, seconds=1)
    for size in (1, 2, 4, 5):
        assert await through(client, SessionPages({}, size)) == ids[::-1], size


async def test_new_ones_at_the_front_shift_nothing(house: House, client: AsyncClient) -> None:
    ids = await guests(house, 6, seconds=1)

    async def three_more() -> None:
        await guests(house, 3, seconds=1)

    assert await through(client, SessionPages({}, 2), page=three_more) == ids[::-1]


async def test_filters_hold_on_every_page(house: House, client: AsyncClient) -> None:
    ids = await guests(house, 6, seconds=1)
    start = (await client.sessions.get(ids[1])).created
    query = {"Created.Min": start, "Created.Max": start + timedelta(seconds=3)}
    assert await through(client, SessionPages(query, 2)) == ids[1:5][::-1]


async def test_a_limit_is_for_all_pages_together(house: House, client: AsyncClient) -> None:
    ids = await guests(house, 6, seconds=1)
    for limit in (0, 1, 2, 3, 6, 9):
        found = [session.id async for session in client.sessions.iterate({"limit": limit})]
        assert found == ids[::-1][:limit]
        assert await through(client, SessionPages({"limit": limit}, 2)) == found


def test_an_offset_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="offset"):
        SessionPages({"offset": 5})


async def test_sessions_come_as_models(house: House, client: AsyncClient) -> None:
    await house.closed()
    (session,) = [session async for session in client.sessions.iterate()]
    assert isinstance(session, SessionModel)
    assert session == await client.sessions.get(session.id)
