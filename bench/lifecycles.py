"""Whole chats per second through the engine into the SQLite store, every step durable before the next.

The limit: plain sqlite3 writes the very rows that such a run wrote, into the same schema, in the same transactions.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvloop

from bench.chats import CHAT, OPERATORS, conversation, department
from bench.figure import Aim, Figure, Measured, medians
from bench.folders import fresh_folder
from bench.journal import Transaction, journal_kept, write_raw
from hovorna.adapters.stores.sqlite.connections import open_to_write
from hovorna.adapters.stores.sqlite.folder import database_of
from hovorna.adapters.stores.sqlite.migrate import bring_up_to_date
from hovorna.application.engine import Engine
from hovorna.application.jobs import Room
from hovorna.application.setup import first_department
from hovorna.bootstrap.embedded import Embedded, open_embedded
from hovorna.bootstrap.long_lived import keep_what_is_loaded
from hovorna.domain.facts import OperatorOffered
from hovorna.domain.switchboard.commands import AcceptOffer, Command, Conclude, CreateSession, LeaveSession

CHATS = 800
#: How many go on at once; fewer than the operators have slots, so that nobody has to wait.
AT_ONCE = 80
ROUNDS = 9


async def _chat(engine: Engine, department_id: int) -> int:
    def arrive(room: Room) -> Iterator[Command]:
        yield CreateSession(room.new_session_id(), CHAT)

    facts = (await engine.execute(department_id, arrive)).facts
    ((session_id, operator_id, offer_id),) = [
        (fact.session_id, fact.body.operator_id, fact.version)
        for fact in facts
        if isinstance(fact.body, OperatorOffered)
    ]
    await engine.execute(department_id, AcceptOffer(operator_id, offer_id))
    for command in conversation(session_id, operator_id):
        await engine.execute(department_id, command)
    await engine.execute(department_id, LeaveSession(session_id, operator_id))
    await engine.execute(department_id, Conclude(session_id, operator_id))
    return session_id


async def chats(engine: Engine, department_id: int, count: int, at_once: int) -> list[int]:
    """The ids of their sessions."""
    left, done = iter(range(count)), list[int]()

    async def client() -> None:
        for _ in left:
            done.append(await _chat(engine, department_id))

    await asyncio.gather(*(client() for _ in range(at_once)))
    return done


def staffed(parts: Embedded) -> int:
    """The department with its operators there."""
    whose = first_department(parts.accounts)
    people = [
        parts.accounts.add_user(whose.company_id, whose.id, f"operator{place}", "Ann", f"Other {place}").id
        for place in range(OPERATORS)
    ]
    parts.engine.execute_now(whose.id, lambda _: department(people))
    return whose.id


def _run(folder: Path, count: int, at_once: int) -> float:
    """Seconds."""
    with open_embedded(folder) as parts, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        department_id = staffed(parts)
        # As the server does.
        keep_what_is_loaded()
        begun = time.perf_counter()
        runner.run(chats(parts.engine, department_id, count, at_once))
        return time.perf_counter() - begun


def lifecycles_per_second(count: int = CHATS, at_once: int = AT_ONCE) -> float:
    with fresh_folder() as folder:
        return count / _run(folder, count, at_once)


def journal_of(count: int, at_once: int) -> list[Transaction]:
    """What such a run writes."""
    with fresh_folder() as folder, journal_kept() as journal:
        _run(folder, count, at_once)
    return journal


def raw_per_second(journal: Sequence[Transaction], count: int) -> float:
    with fresh_folder() as folder:
        bring_up_to_date(folder, is_locked=True)
        connection = open_to_write(database_of(folder))
        try:
            begun = time.perf_counter()
            write_raw(connection, journal)
            return count / (time.perf_counter() - begun)
        finally:
            connection.close()


def measure(rounds: int = ROUNDS, count: int = CHATS) -> Measured:
    journal = journal_of(count, AT_ONCE)
    value, limit = medians(rounds, lambda: lifecycles_per_second(count), lambda: raw_per_second(journal, count))
    return Measured(value, limit)


FIGURE = Figure("lifecycles", "chats/s", measure, aim=0.3, aims_at=Aim.RATIO_AT_LEAST)
