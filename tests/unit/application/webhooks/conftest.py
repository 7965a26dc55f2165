"""Fixtures of the delivery tests."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.unit.application.webhooks.post_room import PostRoom


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[PostRoom]:
    room = PostRoom(tmp_path / "data")
    yield room
    await room.close()


@pytest.fixture
def room_without_loop(tmp_path: Path) -> Iterator[PostRoom]:
    """For those who do the work of the desk themselves."""
    room = PostRoom(tmp_path / "data")
    yield room
    room.deliveries.close()
    room.accounts.close()
    room.office.close()
