"""The client against a server in a process of its own that is killed and started again."""

import asyncio
from pathlib import Path

import httpx
import pytest

from hovorna.client import AsyncClient, ClientCredentials, Options, Place, Retries
from hovorna.contract.operations_guest import NewSession
from hovorna.contract.session_events import LogEvent
from hovorna.contract.session_requests import SessionNoteModel
from tests.client.cutting import cutting
from tests.faults.server_process import ServerProcess

PATIENCE = 180.0
KILLS, SESSIONS = 3, 60
#: Connections last until the server is gone.
NEVER = 2**40


def port_of(server: ServerProcess) -> int:
    return int(server.url.rpartition(":")[2])


@pytest.mark.real
async def test_following_and_writing_go_on_over_kills(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data")
    made = await asyncio.to_thread(server.command, "client", "create", "--name", "real")
    credentials = ClientCredentials(made["client_id"], made["client_secret"])
    options: Options[httpx.AsyncBaseTransport] = Options(
        retries=Retries(attempts=None, first_wait=0.05, longest_wait=0.5)
    )
    await asyncio.to_thread(server.start)
    try:
        async with (
            asyncio.timeout(PATIENCE),
            # One address for all lives of the server.
            cutting(port_of(server), 1, NEVER, NEVER) as (port, cuts),
            AsyncClient(f"http://127.0.0.1:{port}", credentials, options) as client,
        ):
            seen: list[LogEvent] = []
            ids: list[int] = []
            moments = [asyncio.Event() for _ in range(KILLS)]

            async def follow() -> None:
                async for event in client.events.follow():
                    seen.append(event)
                    if event.type == "NoteWritten":
                        return

            async def write() -> None:
                for _ in range(SESSIONS):
                    created = await client.guest.create_session(NewSession())
                    ids.append(created.session_id)
                    for killing in range(KILLS):
                        if len(ids) == (killing + 1) * SESSIONS // (KILLS + 1):
                            moments[killing].set()

            following, writing = asyncio.create_task(follow()), asyncio.create_task(write())
            for moment in moments:
                await moment.wait()
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.start)
                cuts.lead_to(port_of(server))
            await writing
            await client.sessions.set_note(ids[-1], SessionNoteModel(note="The last."))
            await following
            stored = [event async for event in client.events.follow(Place(is_ending=True))]
            sessions = [session.id async for session in client.sessions.iterate()]
    finally:
        await asyncio.to_thread(server.stop)
    assert seen == stored[: len(seen)]
    assert [event.version for event in stored] == list(range(1, len(stored) + 1))
    # Every session once: whatever was sent again for want of an answer had happened once.
    assert sorted(ids) == sorted(sessions) == sorted(set(ids))
