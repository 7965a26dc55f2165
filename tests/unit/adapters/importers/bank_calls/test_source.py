from pathlib import Path

import pytest

from hovorna.adapters.importers.bank_calls.source import BankCalls
from hovorna.application.source_records import ForeignFile, RefusedLine, Remark, SourceSession
from tests.unit.adapters.importers.bank_rows import bank_file, text_of


def _sessions(path: Path) -> list[SourceSession]:
    return [item for item in BankCalls().read(path) if isinstance(item, SourceSession)]


def _remarks(path: Path) -> list[Remark]:
    return [item for item in BankCalls().read(path) if isinstance(item, Remark)]


def test_every_row_is_a_session_and_knows_its_line(tmp_path: Path) -> None:
    path = bank_file(tmp_path, text_of(call_id="1"), text_of(call_id="2"))
    assert [session.lines for session in _sessions(path)] == [(2,), (3,)]
    assert BankCalls().count_rows(path) == 2


def test_a_broken_line_is_refused_by_number_and_the_rest_is_read(tmp_path: Path) -> None:
    path = bank_file(tmp_path, text_of(), text_of(date="never"), "rubbish", text_of(call_id="9"))
    items = list(BankCalls().read(path))
    assert [item.lines for item in items if isinstance(item, SourceSession)] == [(2,), (5,)]
    assert [item for item in items if isinstance(item, RefusedLine)] == [
        RefusedLine(3, "date: 'never' is no date of the form YYMMDD"),
        RefusedLine(4, "1 columns, 17 are expected"),
    ]


def test_equal_rows_are_kept_each(tmp_path: Path) -> None:
    keys = {session.key for session in _sessions(bank_file(tmp_path, text_of(), text_of(), text_of()))}
    assert len(keys) == 3


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a\tb\n1\t2\n", b"\x00\xff\x00" * 9000])
def test_a_file_of_another_kind_is_refused_at_its_first_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(ForeignFile) as refused:
        list(BankCalls().read(path))
    assert refused.value.line == 1
    assert "no bank file" in refused.value.reason


def test_two_services_of_one_agent_at_once_are_told(tmp_path: Path) -> None:
    path = bank_file(tmp_path, text_of(), text_of(), text_of(server="DAN"))
    assert _remarks(path) == [Remark("overlapping_services", 1)]


def test_agents_that_the_source_does_not_know_overlap_without_remark(tmp_path: Path) -> None:
    path = bank_file(tmp_path, text_of(server="NO_SERVER"), text_of(server="NO_SERVER"))
    assert _remarks(path) == [Remark("overlapping_services", 0)]
