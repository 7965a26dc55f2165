"""Whether webhooks lose anything: a receiver that fails and hangs, a server that is killed, and the log as the judge.

The receiver counts an event when it has answered 200. At the end every event that the log tells of has to be there, in
the order of its session's log, with sequence numbers from 1 without a gap.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import msgspec
import uvloop

from bench.faulty_receiver import Ledger, receiving
from bench.figure import Aim, Figure, Measured
from bench.folders import fresh_folder
from bench.hasty_server import HastyServer
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.application.setup import first_department, new_client
from hovorna.bootstrap.embedded import open_accounts
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.contract.public_events.telling import events_of
from hovorna.domain.session import fold

EVENTS, KILLS = 20_000, 3

TYPES = (
    E.SESSION_CREATED,
    E.SESSION_STARTED,
    E.SESSION_ACTIVITY_CHAT_MESSAGE,
    E.SESSION_ENDED,
    E.SESSION_ACTIVITY_SESSION_ENDED,
)
#: Of each session: two at its beginning, its messages, two at its end.
MESSAGES = 12
OF_A_SESSION = MESSAGES + 4
_GUESTS = 16
#: Seconds without anything new that end the waiting.
_PATIENCE = 60.0
_FOUND = 0.05


class Outcome(msgspec.Struct, frozen=True):
    events: int
    lost: int
    #: Events that were received in another order than the log's, or under a number that was not the next.
    disordered: int
    #: Attempts that were made though an earlier event of the session had not come through.
    early: int
    attempts: int
    failed: int
    hung: int
    #: Received again, because a crash came between the answer and its being written down.
    repeated: int
    kills: int
    seconds: float


class _Guests:
    """They come, write and go; what is not answered they send again until it is."""

    def __init__(self, server: HastyServer, http: aiohttp.ClientSession, token: str) -> None:
        self._server, self._http, self._token = server, http, token
        self._keys = count()

    async def come(self, sessions: int) -> None:
        left = iter(range(sessions))

        async def one_after_the_other() -> None:
            for _ in left:
                await self._live()

        await asyncio.gather(*(one_after_the_other() for _ in range(_GUESTS)))

    async def _live(self) -> None:
        created = await self._ask("", self._token, {"source": "Default"})
        path, token = f"/{created['sessionId']}", created["guestToken"]
        for place in range(MESSAGES):
            await self._ask(f"{path}/messages", token, {"text": f"This is message {place}."})
        await self._ask(f"{path}/leave", token, None)

    async def _ask(self, path: str, token: str, body: object) -> Any:  # Any: JSON
        headers = {"authorization": f"Bearer {token}", "idempotency-key": f"guest-{next(self._keys)}"}
        while True:
            try:
                url = f"{self._server.url}/api/v1/guest/sessions{path}"
                async with self._http.post(url, json=body, headers=headers) as answer:
                    if answer.status < 300:
                        return await answer.json() if answer.status == 201 else None
                    if answer.status != 503:
                        raise AssertionError(f"{path}: {answer.status} {await answer.text()}")
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(_FOUND)


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[tuple[HastyServer, tuple[str, str]]]:
    with open_accounts(folder) as (accounts, clock):
        client = new_client(accounts, first_department(accounts).company_id, "load", clock.now())
    server = HastyServer(folder)
    await server.start()
    try:
        yield server, client
    finally:
        await server.stop()


async def _register(server: HastyServer, http: aiohttp.ClientSession, token: str, port: int) -> None:
    body = {"eventTypes": [one.value for one in TYPES], "callbackUrl": f"http://hook:secret@127.0.0.1:{port}/"}
    headers = {"authorization": f"Bearer {token}"}
    async with http.post(f"{server.url}/api/v1/Webhooks", json=body, headers=headers) as answer:
        assert answer.status == 201, await answer.text()


async def _run(folder: Path, sessions: int, kills: int) -> Outcome:
    begun, ledger = time.perf_counter(), Ledger(seed=kills)
    expected = sessions * OF_A_SESSION
    async with receiving(ledger) as port, _served(folder) as (server, client), aiohttp.ClientSession() as http:
        token = await server.token(http, client)
        await _register(server, http, token, port)
        guests = asyncio.create_task(_Guests(server, http, token).come(sessions))
        for kill in range(1, kills + 1):
            await ledger.reaches(expected * kill // (kills + 1))
            await server.kill()
            await server.start()
        await guests
        await _until_quiet(ledger, expected)
    seconds = time.perf_counter() - begun
    return _judged(await asyncio.to_thread(_told, folder), ledger, kills, seconds)


async def _until_quiet(ledger: Ledger, expected: int) -> None:
    while ledger.count < expected:
        before = ledger.count
        try:
            async with asyncio.timeout(_PATIENCE):
                await ledger.reaches(before + 1)
        except TimeoutError:
            return


def _told(folder: Path) -> dict[int, list[str]]:
    """Session -> the ids of its events in the order of the log: what has to be received."""
    reader, told = Reader(folder), defaultdict[int, list[str]](list)
    try:
        for department_id in reader.department_ids():
            for session_id in {fact.session_id for fact in reader.facts_after(department_id, 0)} - {0}:
                facts = reader.session_facts(department_id, session_id)
                session = fold.fold(facts)
                told[session_id] = [
                    f"msg_1_{department_id}_{fact.version}_{event.ordinal}"
                    for fact in facts
                    for event in events_of(fact, session)
                    if event.type in TYPES
                ]
    finally:
        reader.close()
    return told


def _judged(told: dict[int, list[str]], ledger: Ledger, kills: int, seconds: float) -> Outcome:
    lost = disordered = 0
    for session_id, names in told.items():
        got = ledger.received.get(session_id, [])
        lost += len(set(names) - {name for _, name in got})
        right = list(enumerate(names, start=1))
        disordered += sum(one != wanted for one, wanted in zip(got, right, strict=False))
        disordered += max(len(got) - len(right), 0)
    return Outcome(
        events=sum(map(len, told.values())),
        lost=lost,
        disordered=disordered,
        early=ledger.early,
        attempts=ledger.attempts,
        failed=ledger.failed,
        hung=ledger.hung,
        repeated=ledger.repeated,
        kills=kills,
        seconds=seconds,
    )


def prove(events: int = EVENTS, kills: int = KILLS) -> Outcome:
    with fresh_folder() as folder, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_run(folder / "data", -(-events // OF_A_SESSION), kills))


def measure(events: int = EVENTS, kills: int = KILLS) -> Measured:
    outcome = prove(events, kills)
    also = {name: float(value) for name, value in msgspec.structs.asdict(outcome).items() if name != "lost"}
    return Measured(outcome.lost + outcome.disordered + outcome.early, also=also)


FIGURE = Figure("webhooks_faults", "events lost or out of order", measure, aim=0, aims_at=Aim.VALUE_AT_MOST)
