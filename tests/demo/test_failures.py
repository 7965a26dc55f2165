"""Disks fill up and storage is slow; people wait, say so, and go on."""

import asyncio
import logging
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from hovorna.demo import DemoParts, run_demo
from hovorna.demo.arriving import CROWD
from hovorna.demo.recorder import is_unfinished
from hovorna.domain import facts as f
from hovorna.domain.session.fold import fold
from hovorna.domain.switchboard.commands import SetPresence
from hovorna.domain.vocabulary import Presence, SessionStatus
from tests.demo.laws import violations
from tests.demo.stage import Stage
from tests.demo.virtual_time import run_virtually


def test_operators_wait_with_concluding_for_late_recordings(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.blobs.delay = 25.0
    stage.play(180)
    waited = 0
    for facts in stage.facts_of_sessions().values():
        session = fold(facts)
        if session.status is not SessionStatus.CLOSED or not session.recordings:
            continue
        assert not any(is_unfinished(recording) for recording in session.recordings.values())
        processed = [fact for fact in facts if isinstance(fact.body, f.RecordingProcessed)]
        assert session.visits[-1].since.at >= processed[-1].at
        waited += session.visits[-1].since.at - session.visits[-2].since.at > timedelta(seconds=20)
    assert waited > 3


def test_recordings_that_can_not_be_stored_have_failed_and_the_sessions_close(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stage = Stage(tmp_path)
    stage.blobs.is_broken = True
    with caplog.at_level(logging.CRITICAL):
        stage.play(120)
    spoken = [one for one in stage.sessions() if one.status is SessionStatus.CLOSED and one.recordings]
    assert len(spoken) > 5
    assert all(recording.is_failed for session in spoken for recording in session.recordings.values())


def test_people_go_on_after_the_disk_was_full(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    stage, seen = Stage(tmp_path), Counter[str]()

    async def fill(parts: DemoParts) -> None:
        await asyncio.sleep(30)
        stage.engine.is_full = True
        await asyncio.sleep(20)
        seen.update(str(session.status) for session in stage.sessions())
        stage.engine.is_full = False

    with caplog.at_level(logging.CRITICAL):
        stage.play(120, meanwhile=fill)
    assert sum(session.status is SessionStatus.CLOSED for session in stage.sessions()) > seen["CLOSED"] + 20
    old = stage.now - timedelta(seconds=90)
    assert not [one for one in stage.sessions() if not one.status.is_final and one.created.at < old]
    assert violations(stage) == []


def test_a_store_that_can_not_be_read_at_the_start_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stage = Stage(tmp_path)
    stage.play(5)

    async def start_on_a_full_disk() -> None:
        parts = stage.parts()
        stage.engine.is_full = True
        people = asyncio.create_task(run_demo(parts, stage.announced.append))
        await asyncio.sleep(12)
        assert len(stage.announced) == 1
        stage.engine.is_full = False
        await asyncio.sleep(12)
        people.cancel()
        await asyncio.wait({people})
        assert not stage.engine.listens_besides_timers

    with caplog.at_level(logging.CRITICAL):
        run_virtually(start_on_a_full_disk())
    assert len(stage.announced) == 2


def test_without_a_company_there_is_nothing_to_run(tmp_path: Path) -> None:
    async def run() -> None:
        await run_demo(Stage(tmp_path).parts(), print)

    with pytest.raises(LookupError):
        run_virtually(run())


def test_operators_sent_home_by_somebody_stay_there_and_no_crowd_gathers(tmp_path: Path) -> None:
    stage = Stage(tmp_path)

    async def send_home(parts: DemoParts) -> None:
        await asyncio.sleep(20)
        for department_id in stage.departments():
            for operator_id in stage.board(department_id).operators:
                await parts.engine.execute(department_id, SetPresence(operator_id, Presence.OFFLINE))

    stage.play(400, meanwhile=send_home)
    for department_id in stage.departments():
        board = stage.board(department_id)
        assert {one.presence for one in board.operators.values()} == {Presence.OFFLINE}
        assert len(board.sessions) <= CROWD


def test_no_text_of_a_guest_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    stage = Stage(tmp_path)
    stage.blobs.is_broken = True
    with caplog.at_level(logging.DEBUG, logger="hovorna"):
        stage.play(60)
    assert caplog.records
    rows = [row for department_id in stage.departments() for row in stage.log.personal_rows(department_id)]
    names = [value for _, slot, value in rows if slot == "identity"]
    assert names
    assert not [name for name in names if name in caplog.text]
