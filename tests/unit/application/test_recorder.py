"""An import through the running engine, into a real store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hovorna.adapters.importers import FORMATS
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.application.accounts import Accounts
from hovorna.application.engine import Engine
from hovorna.application.import_result import ImportResult
from hovorna.application.importing import Importer
from hovorna.application.recorder import EngineRecorder
from hovorna.domain.vocabulary import Presence
from tests.unit.adapters.importers.bank_rows import HUNG_UP, bank_file, text_of
from tests.unit.adapters.importers.queue_rows import at, queue_log
from tests.unit.application.office import DEPARTMENT, GROUP, Office


class _Import:
    def __init__(self, office: Office, engine: Engine, accounts: Accounts) -> None:
        self._office, self._accounts = office, accounts
        self.recorder = EngineRecorder(engine, office.reader)

    def run(self, kind: str, path: Path) -> ImportResult:
        (department,) = self._accounts.departments()
        return Importer(department, self.recorder, self._accounts).run(FORMATS[kind], path)

    def document(self, session_id: int) -> dict[str, Any]:
        stored = self._office.reader.session(session_id)
        assert stored is not None
        found: dict[str, Any] = msgspec.json.decode(stored.document)
        return found

    def user_id(self, user_name: str) -> int:
        return next(user.id for user in self._accounts.users(1) if user.user_name == user_name)


@pytest.fixture
def imports(tmp_path: Path) -> Iterator[_Import]:
    office = Office(tmp_path).open()
    engine, accounts = Engine(office.writing, office.reader, office.hands), Accounts(SqliteRegister(tmp_path))
    engine.start()
    yield _Import(office, engine, accounts)
    engine.stop()
    accounts.close()
    office.close()


def test_an_imported_call_is_a_document_like_any_other(imports: _Import, tmp_path: Path) -> None:
    result = imports.run("bank-calls", bank_file(tmp_path, text_of()))
    assert (result.rows, result.sessions, result.refused) == (1, 1, [])
    document = imports.document(1)
    assert (document["status"], document["source"], document["length"]) == ("CLOSED", "IncomingCall", "PT2M")
    assert document["created"] == document["guestJoined"] == "1999-03-01T07:00:00Z"
    assert document["guest"]["callParams"]["bank_ser_time"] == "120"
    assert document["phoneCallbackNumber"] is None


def test_importing_twice_changes_nothing_in_the_store(imports: _Import, tmp_path: Path) -> None:
    path = bank_file(tmp_path, text_of(), text_of(), text_of(**HUNG_UP))
    assert imports.run("bank-calls", path).sessions == 3
    again = imports.run("bank-calls", path)
    assert (again.rows, again.already, again.sessions, again.facts) == (3, 3, 0, 0)


def test_origins_of_two_kinds_of_files_are_told_apart(imports: _Import, tmp_path: Path) -> None:
    imports.run("bank-calls", bank_file(tmp_path, text_of()))
    assert len(imports.recorder.known_origins(DEPARTMENT, "bank-calls")) == 1
    assert imports.recorder.known_origins(DEPARTMENT, "queue-log") == set()


def test_a_queue_with_the_name_of_a_group_is_that_group(imports: _Import, tmp_path: Path) -> None:
    imports.run(
        "queue-log", queue_log(tmp_path, "0 c1 Support NONE ENTERQUEUE - 1 1", "5 c1 Support NONE ABANDON 1 1 5")
    )
    assert imports.recorder.group_ids(DEPARTMENT) == {"Support": GROUP}


def test_a_log_in_is_on_the_operators_timeline_once(imports: _Import, tmp_path: Path) -> None:
    path = queue_log(tmp_path, "0 NONE NONE RUT AGENTLOGIN SIP/1", "9 NONE NONE RUT AGENTLOGOFF SIP/1 9")
    assert imports.run("queue-log", path).already == 0
    rut = imports.user_id("RUT")
    told = {step for step in imports.recorder.recorded_presence(DEPARTMENT) if step[0] == rut}
    assert {(rut, at(0), Presence.ONLINE), (rut, at(9), Presence.OFFLINE)} <= told
    assert rut in imports.recorder.operator_ids(DEPARTMENT)
    again = imports.run("queue-log", path)
    assert (again.already, again.facts) == (2, 0)


def test_reserved_ids_are_given_to_nobody_else(imports: _Import) -> None:
    first = imports.recorder.reserve_session_ids(DEPARTMENT, 70)
    second = imports.recorder.reserve_session_ids(DEPARTMENT, 70)
    assert len({*first, *second}) == 140
