"""What the running engine promises: answers after the commit, timers across restarts, a stop that loses nothing."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from hovorna.application.engine import Engine
from hovorna.application.jobs import Idempotency, Job, Outcome, Result
from hovorna.application.ports import StoreUnavailable
from hovorna.domain.errors import SessionUnknown
from hovorna.domain.switchboard import commands as c
from hovorna.domain.vocabulary import ClientType, SessionStatus
from tests.unit.application.office import DEPARTMENT, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path).open()
    yield office
    office.close()


@pytest.fixture
def engine(office: Office) -> Iterator[Engine]:
    engine = Engine(office.writing, office.reader, office.hands)
    engine.start()
    yield engine
    if engine.is_running:
        engine.stop()


def test_an_answer_comes_after_the_commit(office: Office, engine: Engine) -> None:
    office_session = engine.execute_now(DEPARTMENT, lambda room: [_create(room.new_session_id())])
    session_id = office_session.facts[0].session_id
    assert office.reader.session(session_id) is not None


def test_a_refusal_is_raised_where_it_was_asked_for(engine: Engine) -> None:
    with pytest.raises(SessionUnknown):
        engine.execute_now(DEPARTMENT, c.LeaveAsGuest(404))


def test_many_callers_of_an_event_loop_are_all_answered(office: Office, engine: Engine) -> None:
    async def crowd() -> list[Outcome]:
        return await asyncio.gather(
            *(engine.execute(DEPARTMENT, lambda room: [_create(room.new_session_id())]) for _ in range(100))
        )

    outcomes = asyncio.run(crowd())
    ids = {outcome.facts[0].session_id for outcome in outcomes}
    assert len(ids) == 100
    assert all(office.reader.session(session_id) for session_id in ids)


def test_a_refusal_and_a_repeated_key_reach_an_event_loop(engine: Engine) -> None:
    key = Idempotency("me", "k", "r")

    async def ask() -> None:
        with pytest.raises(SessionUnknown):
            await engine.execute(DEPARTMENT, c.LeaveAsGuest(404))
        make = lambda room: [_create(room.new_session_id())]  # noqa: E731 - read twice below
        first = await engine.execute(DEPARTMENT, make, answer=lambda _: (201, b"1"), idempotency=key)
        again = await engine.execute(DEPARTMENT, make, answer=lambda _: (201, b"2"), idempotency=key)
        assert first.repeated is None
        assert again.repeated is not None
        assert (again.repeated.status, again.repeated.body, again.facts) == (201, b"1", [])

    asyncio.run(ask())


def test_a_timer_that_fell_due_while_nobody_ran_fires_at_the_start(office: Office) -> None:
    operator = office.closed_chat_until_acw(1)
    office.hands.move(hours=10)
    office.restart()
    engine = Engine(office.writing, office.reader, office.hands)
    engine.start()
    engine.stop()
    office.restart()
    session = office.writing.room(DEPARTMENT).session(1)
    assert session is not None
    assert session.status is SessionStatus.CLOSED
    [joining] = session.joinings
    assert joining.operator_id == operator
    assert joining.left is not None
    assert joining.concluded is not None
    assert (joining.concluded.at - joining.left.at).total_seconds() == 300


def test_what_was_accepted_before_a_stop_is_finished(office: Office, engine: Engine) -> None:
    engine.execute_now(DEPARTMENT, _create(1))
    results: list[Result] = []
    for _ in range(600):
        engine.submit(Job(DEPARTMENT, lambda _: (c.PostMessage(1, ClientType.GUEST, "x"),), done=results.append))
    engine.stop()
    assert len(results) == 600
    assert all(isinstance(result, Outcome) for result in results)
    assert [fact.type for fact in office.stored_facts()].count("MessagePosted") == 600


def test_a_stopped_engine_takes_nothing_more(engine: Engine) -> None:
    engine.stop()
    assert not engine.is_running
    with pytest.raises(StoreUnavailable):
        engine.execute_now(DEPARTMENT, _create(1))


def test_a_stop_leaves_a_snapshot_for_the_next_start(office: Office, engine: Engine) -> None:
    engine.execute_now(DEPARTMENT, _create(1))
    engine.stop()
    snapshot = office.store.latest_snapshot(DEPARTMENT)
    assert snapshot is not None
    assert snapshot.version == office.stored_facts()[-1].version


def _create(session_id: int) -> c.CreateSession:
    return Office.arrival(session_id)
