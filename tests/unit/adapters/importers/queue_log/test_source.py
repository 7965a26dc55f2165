from collections import Counter
from pathlib import Path

import pytest

from hovorna.adapters.importers.queue_log.source import QueueLog
from hovorna.application.source_records import (
    ForeignFile,
    RefusedLine,
    Remark,
    SourcePresence,
    SourceSession,
    UnusedLine,
)
from tests.unit.adapters.importers.queue_rows import items_of, queue_log, sessions_of

ANSWERED = (
    "0 c1 Help NONE ENTERQUEUE - 1 1",
    "9 c1 Help RUT CONNECT 9 x 4",
    "60 c1 Help RUT COMPLETECALLER 9 51 1",
)
ABANDONED = ("5 c2 Help NONE ENTERQUEUE - 2 1", "8 c2 Help NONE ABANDON 1 1 3")


def _lines(item: object) -> tuple[int, ...]:
    if isinstance(item, SourceSession | Remark):
        return item.lines
    assert isinstance(item, SourcePresence | RefusedLine | UnusedLine)
    return (item.line,)


def test_every_row_is_in_exactly_one_item(tmp_path: Path) -> None:
    rows = (
        "0 NONE NONE NONE QUEUESTART",
        "0 NONE NONE RUT AGENTLOGIN SIP/1",
        "0 NONE NONE RUT AGENTLOGIN SIP/1",
        *ANSWERED,
        "61 c9 Help RUT COMPLETEAGENT 9 51 1",
        "62 c1 Help RUT CONNECT 1 x soon",
        "63 c3 NONE RUT OUTDIAL 777 - - 0 0",
    )
    found = [line for item in items_of(tmp_path, *rows) for line in _lines(item)]
    assert sorted(found) == list(range(1, len(rows) + 1))
    assert QueueLog().count_rows(queue_log(tmp_path, *rows)) == len(rows)


def test_an_event_that_says_nothing_about_calls_is_told_as_not_used(tmp_path: Path) -> None:
    items = items_of(tmp_path, "0 NONE NONE NONE CONFIGRELOAD", *ABANDONED, "9 c2 Help NONE DID 5550199")
    assert Counter(item.event for item in items if isinstance(item, UnusedLine)) == {"CONFIGRELOAD": 1, "DID": 1}


def test_a_broken_row_is_refused_and_its_call_is_told_without_it(tmp_path: Path) -> None:
    items = items_of(tmp_path, ANSWERED[0], "9 c1 Help RUT CONNECT 9 x soon", ANSWERED[2])
    assert RefusedLine(2, "ring time: 'soon' is no whole number from 0 to 10000000") in items
    (session,) = [item for item in items if isinstance(item, SourceSession)]
    assert session.lines == (1, 3)
    assert session.mended == ("connect_not_in_log",)


def test_the_same_rows_give_the_same_keys(tmp_path: Path) -> None:
    once, twice = sessions_of(tmp_path, *ANSWERED, *ABANDONED), sessions_of(tmp_path, *ANSWERED, *ABANDONED)
    assert [session.key for session in once] == [session.key for session in twice]
    assert len({session.key for session in once}) == 2


def test_a_call_keeps_its_identity_when_it_gets_more_rows(tmp_path: Path) -> None:
    (cut,), (whole,) = sessions_of(tmp_path, *ANSWERED[:2]), sessions_of(tmp_path, *ANSWERED)
    assert cut.identity == whole.identity
    assert cut.key != whole.key
    assert all(session.key.startswith(session.identity) for session in (cut, whole))


def test_a_call_that_is_in_the_log_twice_is_told_twice(tmp_path: Path) -> None:
    assert len({session.identity for session in sessions_of(tmp_path, *ANSWERED, *ANSWERED)}) == 2


@pytest.mark.parametrize(("dialled", "pairs"), [(20, 1), (70, 0)])
def test_two_conversations_of_one_agent_at_once_are_told(tmp_path: Path, dialled: int, pairs: int) -> None:
    rows = (
        *ANSWERED[:2],
        f"{dialled} c2 NONE RUT OUTDIAL 777 - - 0 0",
        f"{dialled + 10} c2 NONE RUT OUTANSWER 777 COMPLETEAGENT - 2 8",
        ANSWERED[2],
    )
    assert items_of(tmp_path, *rows)[-1] == Remark("overlapping_services", pairs)


def test_a_log_that_was_cut_in_the_middle_of_a_line_is_still_a_log(tmp_path: Path) -> None:
    path = queue_log(tmp_path, *ABANDONED)
    path.write_text("OMPLETEAGENT|9|51|1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    items = list(QueueLog().read(path))
    assert [item.line for item in items if isinstance(item, RefusedLine)] == [1]
    assert [item.lines for item in items if isinstance(item, SourceSession)] == [(2, 3)]


@pytest.mark.parametrize("content", [b"", b"vru+line\tcall_id\n", b"a|b|c|d|e\n" * 30, b"\x00\xff" * 500])
def test_a_file_of_another_kind_is_refused_at_its_first_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(ForeignFile) as refused:
        list(QueueLog().read(path))
    assert refused.value.line == 1
    assert "no queue log" in refused.value.reason
