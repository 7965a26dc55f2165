"""Whatever a source says, in whatever order: what comes out can be recorded, and its times keep the laws."""

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from hovorna.adapters.importers import BankCalls, QueueLog
from hovorna.adapters.importers.queue_log import events
from hovorna.application.import_result import ImportResult
from hovorna.application.importing import Importer
from hovorna.application.source_records import SourceFormat
from hovorna.domain.session.state import Session
from hovorna.domain.session.transitions import LEGAL_MOVES
from hovorna.domain.vocabulary import SessionStatus
from tests.unit.adapters.importers.bank_rows import bank_file, text_of
from tests.unit.adapters.importers.queue_rows import queue_log
from tests.unit.application.recording_engine import DEPARTMENT, People, RecordingEngine

_DATA = {
    events.CONNECT: ("5 x 3", "5 x 90"),
    "COMPLETEAGENT": ("5 20 1",),
    "COMPLETECALLER": ("5 0 1",),
    "BLINDTRANSFER": ("700 default 5 20 1",),
    "RINGNOANSWER": ("0", "4000", "15500"),
    "RINGCANCELED": ("2500",),
    events.OUT_ANSWERED: ("777 COMPLETEAGENT - 2 3", "777 TRANSFER - 2 30"),
}
_EVENTS = sorted(events.INCOMING | events.OUTGOING | events.PRESENCE | {"CONFIGRELOAD"})


@st.composite
def _log_rows(draw: st.DrawFn) -> list[str]:
    rows, now = ["0 c1 Help NONE ENTERQUEUE - 1 1"], 0
    for event in draw(st.lists(st.sampled_from(_EVENTS), max_size=25)):
        now += draw(st.integers(-2, 12))
        call, agent = draw(st.sampled_from(["c1", "c2"])), draw(st.sampled_from(["RUT", "DAN"]))
        rows.append(f"{now} {call} Help {agent} {event} {draw(st.sampled_from(_DATA.get(event, ('1 1 5',))))}")
    return rows


_CLOCKS = st.sampled_from(["0:00:00", "0:00:07", "11:59:59", "12:00:00", "12:00:09", "12:01:00", "23:59:58"])


@st.composite
def _bank_row(draw: st.DrawFn) -> str:
    clocks = {name: draw(_CLOCKS) for name in ("vru_entry", "vru_exit", "q_start", "q_exit", "ser_start", "ser_exit")}
    times = {name: str(draw(st.sampled_from([0, 5, 90_000]))) for name in ("q_time", "ser_time")}
    return text_of(**clocks, **times, outcome=draw(st.sampled_from(["AGENT", "HANG", "PHANTOM"])))


def _imported(source: SourceFormat, path: Path) -> tuple[ImportResult, RecordingEngine]:
    engine = RecordingEngine()
    return Importer(DEPARTMENT, engine, People().accounts).run(source, path), engine


def _is_closed_for_good(session: Session) -> bool:
    return session.status is SessionStatus.CLOSED and not session.requests and not session.offers


def _moves_are_legal(session: Session) -> bool:
    return all(one.state in LEGAL_MOVES[before.state] for before, one in pairwise(session.visits))


def _keeps_the_laws(engine: RecordingEngine) -> bool:
    assert engine.violations() == []
    sessions = engine.sessions.values()
    return all(_is_closed_for_good(session) and _moves_are_legal(session) for session in sessions)


@given(_log_rows())
def test_any_queue_log_can_be_recorded_and_every_row_is_accounted_for(rows: list[str]) -> None:
    with TemporaryDirectory() as folder:
        result, engine = _imported(QueueLog(), queue_log(Path(folder), *rows))
    assert result.rows == len(rows)
    assert result.sessions == len(engine.sessions) >= 1
    assert _keeps_the_laws(engine)
    assert all(fact.claimed is None for fact in engine.facts if fact.session_id)


@given(st.lists(_bank_row(), max_size=5))
def test_any_bank_rows_can_be_recorded_and_no_instant_has_to_be_moved(rows: list[str]) -> None:
    with TemporaryDirectory() as folder:
        result, engine = _imported(BankCalls(), bank_file(Path(folder), *rows))
    assert result.rows == result.sessions == len(rows) == len(engine.sessions)
    assert _keeps_the_laws(engine)
    assert all(fact.claimed is None for fact in engine.facts if fact.session_id)
