"""Killed at any moment and started again on its store, the demo goes on."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from hovorna.application import personal
from hovorna.demo.recorder import is_unfinished
from hovorna.domain import facts as f
from hovorna.domain.facts import SessionCreated
from hovorna.domain.session.state import Session
from hovorna.domain.switchboard.commands import (
    Command,
    CreateSession,
    JoinGuest,
    SetPresence,
    StartRecording,
)
from hovorna.domain.vocabulary import Channel, Presence, RecordingType, SessionStatus, Source
from tests.demo.laws import violations
from tests.demo.stage import Stage
from tests.demo.virtual_time import run_virtually


@pytest.mark.parametrize("outage", [0, 60, 1000])
def test_sessions_that_were_open_are_finished(tmp_path: Path, outage: int) -> None:
    stage = Stage(tmp_path)
    stage.play(50)
    was_open = {session.id for session in stage.sessions() if not session.status.is_final}
    assert any(session.status is SessionStatus.ACTIVE for session in stage.sessions())
    assert any(is_unfinished(one) for session in stage.sessions() for one in session.recordings.values())
    stage.now += timedelta(seconds=outage)
    stage.play(120)
    assert len(was_open) > 3
    assert not [one for one in stage.sessions() if one.id in was_open and not one.status.is_final]
    assert f"{len(was_open)} open sessions taken up" in stage.announced[-1]
    assert violations(stage) == []


def test_twenty_kills_at_any_moment_leave_no_session_and_no_recording_behind(tmp_path: Path) -> None:
    stage, rng = Stage(tmp_path), random.Random(3)
    for _ in range(20):
        stage.play(rng.uniform(3.0, 40.0))
        stage.now += timedelta(seconds=rng.choice((0, 20, 500)))
    before = {session.id for session in stage.sessions()}
    stage.play(150)
    ended = [session for session in stage.sessions() if session.id in before]
    assert all(session.status.is_final for session in ended)
    assert not [one.id for one in ended if any(is_unfinished(recording) for recording in one.recordings.values())]
    assert violations(stage) == []


def test_a_second_run_lets_new_guests_of_every_source_come(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    stage.play(30)
    before = {session.id for session in stage.sessions()}
    stage.play(120)
    assert {session.source for session in stage.sessions() if session.id not in before} == set(Source)


def test_a_call_of_an_operator_who_is_not_played_any_more_is_talked_to_an_end(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    run_virtually(stage.prepare())
    department_id = stage.departments()[0]
    stranger = stage.hire("eva.stara", department_id)
    session_id = left_in_a_recorded_call(stage, department_id, stranger)
    assert session_of(stage, session_id).status is SessionStatus.ACTIVE
    stage.play(60)
    session = session_of(stage, session_id)
    assert session.status is SessionStatus.CLOSED
    assert [one.operator_id for one in session.joinings] == [stranger]
    assert all(one.blob for one in session.recordings.values())


def left_in_a_recorded_call(stage: Stage, department_id: int, operator_id: int) -> int:
    """The server was killed in the middle of this operator's outgoing call."""
    session_id = stage.log.reserve_session_ids(1)[0]
    created = SessionCreated(Channel.PHONE, Source.OUTGOING_CALL, created_by=operator_id, slots=(personal.IDENTITY,))
    commands: list[Command] = [
        SetPresence(operator_id, Presence.ONLINE),
        CreateSession(
            session_id, created, guest_is_connected=False, operator_id=operator_id, personal={personal.IDENTITY: "x"}
        ),
        JoinGuest(session_id),
        StartRecording(session_id, RecordingType.ALL_PARTICIPANTS, "x.wav", operator_id),
    ]

    async def call() -> None:
        parts = stage.parts()
        for command in commands:
            await parts.engine.execute(department_id, command)

    run_virtually(call())
    return session_id


def test_an_offer_that_was_live_is_answered_once(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    while not any(session.offers for session in stage.sessions()):
        stage.play(7)
    waiting = [session.id for session in stage.sessions() if session.offers]
    stage.play(120)
    for session_id in waiting:
        facts = stage.facts_of_sessions()[session_id]
        accepted = [fact.body.offer_id for fact in facts if isinstance(fact.body, f.OfferAccepted)]
        assert len(accepted) == len(set(accepted))
        assert session_of(stage, session_id).status.is_final


def session_of(stage: Stage, session_id: int) -> Session:
    return next(session for session in stage.sessions() if session.id == session_id)
