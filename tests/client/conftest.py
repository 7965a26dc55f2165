from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from hovorna.client import AsyncClient, ClientCredentials, Options
from tests.api.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The company of tests/api, with Eva online."""
    house = House(tmp_path / "data").furnish()
    yield house
    house.close()


@pytest.fixture
async def client(house: House) -> AsyncIterator[AsyncClient]:
    """Of an API client with all rights, in this process."""
    # Litestar and httpx name the same interface in types of their own.
    transport = httpx.ASGITransport(cast(Any, house.app))
    credentials = ClientCredentials(*house.client)
    async with AsyncClient("http://desk.example", credentials, Options(transport=transport)) as client:
        yield client
