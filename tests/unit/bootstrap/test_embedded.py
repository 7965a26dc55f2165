"""The embedded store, opened again and again."""

from datetime import timedelta
from pathlib import Path

import pytest

from hovorna.application.ports import StoreLocked
from hovorna.application.setup import ensure_routing, first_department
from hovorna.bootstrap.embedded import open_embedded
from hovorna.domain.facts import SessionCreated
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import Channel, Source


def test_a_wall_clock_that_was_set_back_does_not_stop_time(tmp_path: Path) -> None:
    with open_embedded(tmp_path) as embedded:
        department = first_department(embedded.accounts)
        ensure_routing(embedded.accounts, embedded.engine.execute_now, department.id)
        ahead = embedded.clock.now() + timedelta(hours=2)
        embedded.clock.catch_up(ahead)
        about = SessionCreated(Channel.CHAT, Source.DEFAULT)
        first = embedded.engine.execute_now(department.id, lambda room: [CreateSession(room.new_session_id(), about)])
    with open_embedded(tmp_path) as embedded:
        second = embedded.engine.execute_now(department.id, lambda room: [CreateSession(room.new_session_id(), about)])
    assert first.facts[0].at >= ahead
    assert second.facts[0].at > first.facts[-1].at
    assert second.facts[0].claimed is None


def test_a_second_writer_on_the_folder_is_refused(tmp_path: Path) -> None:
    with open_embedded(tmp_path), pytest.raises(StoreLocked), open_embedded(tmp_path):
        pass
