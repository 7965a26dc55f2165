"""The import is measured where the data is, and says so where it is not."""

from pathlib import Path

import pytest

from bench import import_bank
from bench.figure import Absent
from bench.folders import REPOSITORY


def test_without_the_data_the_figure_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_bank, "CALLS", REPOSITORY.parent / "nowhere" / "calls.tsv")
    with pytest.raises(Absent, match=r"nowhere/calls\.tsv"):
        import_bank.measure()


def test_an_import_is_measured(shared_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (shared_data / "bank-calls-1999" / "calls.tsv").open(encoding="utf-8") as file:
        few = [next(file) for _ in range(20)]
    calls = tmp_path / "calls.tsv"
    calls.write_text("".join(few), encoding="utf-8")
    monkeypatch.setattr(import_bank, "CALLS", calls)
    assert import_bank.measure(rounds=1).value > 0
