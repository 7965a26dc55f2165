"""`hovorna simulate` tells people what it tells machines."""

from pathlib import Path

import pytest

from hovorna.cli.simulating import simulate


def test_people_are_shown_the_figures_and_the_refused_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "arrivals.csv"
    path.write_text("at,service_seconds\n2026-03-02T09:00:00Z,5\nnine,[bold]\n")
    simulate(seed=1, days=1, operators=2, arrivals=path)
    shown = capsys.readouterr().out
    assert "answered: 1" in shown
    assert "ACTIVE" in shown
    assert "line 3 was refused: at: 'nine' is no instant of ISO 8601" in shown


def test_a_file_that_is_none_of_arrivals_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "arrivals.csv"
    path.write_text("when\nnow\n")
    with pytest.raises(SystemExit, match="1"):
        simulate(seed=1, days=1, arrivals=path)
    assert "the columns must be named" in capsys.readouterr().err
