"""The newest facts of departments that somebody follows."""

import asyncio
from datetime import UTC, datetime
from threading import Thread

from hovorna.application.log_tail import KEPT, LogTail
from hovorna.application.unit import Unit
from hovorna.domain.facts import Fact, TagRemoved

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
#: A test that waits for so long has failed.
PATIENCE = 20.0


def unit(*versions: int, department: int = 1) -> Unit:
    return Unit(department, facts=[Fact(version, NOW, 1, TagRemoved(1)) for version in versions])


def versions_after(tail: LogTail, version: int, at_most: int = 10_000, department: int = 1) -> list[int] | None:
    lines = tail.lines_after(department, version, at_most)
    return None if lines is None else [line.version for line in lines]


def test_what_comes_while_somebody_follows_is_handed_out_in_order() -> None:
    tail = LogTail()
    tail.note(unit(1, 2))
    with tail.following(1):
        assert versions_after(tail, 0) is None
        tail.note(unit(3, 4))
        tail.note(unit(5))
        tail.note(unit(7, department=2))
        assert versions_after(tail, 2) == [3, 4, 5]
        assert versions_after(tail, 3) == [4, 5]
        assert versions_after(tail, 2, at_most=1) == [3]
        assert versions_after(tail, 5) == versions_after(tail, 9) == []


def test_only_the_store_can_tell_what_is_older() -> None:
    tail = LogTail()
    with tail.following(1):
        tail.note(unit(*range(11, 13 + KEPT)))
        assert versions_after(tail, 11) is None
        assert versions_after(tail, 12) == list(range(13, 13 + KEPT))


def test_a_gap_leaves_what_came_before_it_to_the_store() -> None:
    tail = LogTail()
    with tail.following(1):
        tail.note(unit(1, 2))
        tail.note(unit(5))
        assert versions_after(tail, 1) is None
        assert versions_after(tail, 4) == [5]


def test_facts_are_kept_as_long_as_anybody_follows() -> None:
    tail = LogTail()
    with tail.following(1):
        with tail.following(1):
            tail.note(unit(1))
        assert versions_after(tail, 0) == [1]
    assert versions_after(tail, 0) is None


def test_a_fact_is_written_out_once() -> None:
    tail, written = LogTail(), list[int]()

    def write(fact: Fact) -> bytes:
        written.append(fact.version)
        return b"%d" % fact.version

    with tail.following(1):
        tail.note(unit(1))
        for _ in range(3):
            assert [line.text(write) for line in tail.lines_after(1, 0, 9) or ()] == [b"1"]
    assert written == [1]


async def test_news_of_another_thread_wakes_who_waits_for_that_department() -> None:
    tail = LogTail()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        waiting = [group.create_task(tail.news(1, 4, PATIENCE)) for _ in range(3)]
        other = group.create_task(tail.news(2, 0, PATIENCE))
        await asyncio.sleep(0)
        writer = Thread(target=tail.note, args=(unit(5),))
        writer.start()
        assert await asyncio.gather(*waiting) == [True] * 3
        assert not other.done()
        other.cancel()
        writer.join()


async def test_what_is_known_already_is_not_waited_for() -> None:
    tail = LogTail()
    tail.note(unit(1, 2))
    assert await tail.news(1, 1, PATIENCE)
    assert not await tail.news(1, 2, 0.0)


async def test_a_unit_without_facts_is_no_news() -> None:
    tail = LogTail()
    tail.note(unit())
    assert not await tail.news(1, 0, 0.0)


async def test_who_waits_no_longer_is_forgotten() -> None:
    tail = LogTail()
    assert not await tail.news(1, 0, 0.0)
    waiting = asyncio.create_task(tail.news(1, 0, PATIENCE))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert tail._waiters == {}


async def test_nobody_waits_at_a_closed_one() -> None:
    tail = LogTail()
    waiting = asyncio.create_task(tail.news(1, 0, PATIENCE))
    await asyncio.sleep(0)
    tail.close()
    assert await waiting
    assert await tail.news(2, 0, PATIENCE)
    assert tail.is_closed


def test_a_loop_that_is_closed_holds_nobody() -> None:
    tail = LogTail()
    loop = asyncio.new_event_loop()
    waiting = loop.create_task(tail.news(1, 0, PATIENCE))
    loop.run_until_complete(asyncio.sleep(0))
    waiters = set(tail._waiters[1])
    waiting.cancel()
    loop.run_until_complete(asyncio.gather(waiting, return_exceptions=True))
    loop.close()
    tail._waiters[1] = waiters
    tail.note(unit(1))
    assert tail._waiters == {}
