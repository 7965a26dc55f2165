"""The examples run, and what they reckon is right."""

import asyncio
import runpy
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hovorna.client.generated.blocking.sessions import SessionsCalls
from hovorna.contract.durations import parse_duration
from hovorna.contract.session_durations import SessionDurations
from hovorna.domain.vocabulary import SessionStatus
from tests.api.house import House
from tests.api.sockets import Wire, listening
from tests.docs.pages import REPOSITORY

EXAMPLE = REPOSITORY / "docs" / "examples" / "time_in_each_state.py"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path / "data").furnish()
    yield house
    house.close()


async def run(house: House, wire: Wire, monkeypatch: pytest.MonkeyPatch, picture: Path, **given: str) -> dict[str, Any]:
    """The names that the example leaves behind."""
    settings = {"API": f"http://127.0.0.1:{wire.port}", "CLIENT_ID": house.client[0], "CLIENT_SECRET": house.client[1]}
    settings |= {"MPLBACKEND": "Agg", "PICTURE": str(picture), "DAY": "2026-03-02", "ZONE": "UTC", **given}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return await asyncio.to_thread(runpy.run_path, str(EXAMPLE))


@pytest.mark.slow
async def test_the_times_of_a_day_are_those_of_its_sessions(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed = [(await house.closed())[0] for _ in range(3)]
    waiting, _ = await house.guest()
    house.pass_time(minutes=40)
    picture = tmp_path / "picture.png"
    async with listening(house) as wire:
        found = await run(house, wire, monkeypatch, picture)
        client = await house.caller()
        told = {
            number: (await client.get(f"/api/v1/Sessions/{number}/durations")).json() for number in (*closed, waiting)
        }
    assert [session.id for session in found["sessions"]] == [waiting, *reversed(closed)]

    # By the other formula, of the durations themselves.
    totals = dict.fromkeys(SessionStatus, timedelta())
    for one in told.values():
        for duration in one["durations"]:
            if duration["name"] in SessionStatus.__members__ and duration["visited"] is not None:
                totals[SessionStatus(duration["name"])] += parse_duration(duration["visited"])
    assert found["totals"] == {state: total for state, total in totals.items() if total}
    assert found["totals"][SessionStatus.ACTIVE] == timedelta(minutes=3)
    assert found["totals"][SessionStatus.WAITING] == timedelta(minutes=40)

    # What is drawn over the day is the same time once more.
    drawn = {state: sum(quarters) * timedelta(minutes=15) for state, quarters in found["at_once"].items()}
    for state, total in found["totals"].items():
        assert abs(drawn[state] - total) < timedelta(milliseconds=1)
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
async def test_a_day_without_sessions_has_an_empty_picture(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    await house.closed()
    picture = tmp_path / "picture.png"
    async with listening(house) as wire:
        # The day on which Europe's clocks go forward has 23 hours.
        found = await run(house, wire, monkeypatch, picture, DAY="2026-03-29", ZONE="Europe/Prague")
    assert (found["sessions"], found["totals"], len(found["quarters"])) == ([], {}, 92)
    assert picture.exists()


@pytest.mark.slow
async def test_a_law_that_does_not_hold_stops_it(house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ask = SessionsCalls.durations

    def shortened(self: SessionsCalls, session_id: int) -> SessionDurations:
        told = ask(self, session_id)
        # As if nobody had told of the time before the last two visits.
        return msgspec.structs.replace(told, visits=told.visits[-2:])

    await house.closed()
    monkeypatch.setattr(SessionsCalls, "durations", shortened)
    async with listening(house) as wire:
        with pytest.raises(AssertionError):
            await run(house, wire, monkeypatch, tmp_path / "picture.png")
