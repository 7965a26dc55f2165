"""The bench's parts work on tiny sizes; how fast is for the bench itself."""

import sys

import msgspec
import pytest

from bench import core_commands, simulate_14_days
from bench.__main__ import main
from bench.figure import Absent, Aim, Figure, Line, Measured, line_of, medians, skipped_line
from bench.figures import FIGURES


def test_names_are_unique_and_are_the_names_of_their_files() -> None:
    names = [figure.name for figure in FIGURES]
    assert len(set(names)) == len(names)
    for name in names:
        assert f"bench.{name}" in sys.modules


def test_an_aim_bounds_the_value_from_below_from_above_or_the_ratio() -> None:
    def nothing() -> Measured:
        raise AssertionError

    least = Figure("a", "1/s", nothing, aim=10)
    most = Figure("b", "s", nothing, aim=10, aims_at=Aim.VALUE_AT_MOST)
    ratio = Figure("c", "1/s", nothing, aim=0.5, aims_at=Aim.RATIO_AT_LEAST)
    assert [least.is_met(Measured(value)) for value in (9, 10, 11)] == [False, True, True]
    assert [most.is_met(Measured(value)) for value in (9, 10, 11)] == [True, True, False]
    assert [ratio.is_met(Measured(value, 20)) for value in (9, 10)] == [False, True]
    assert ratio.is_met(Measured(9)) is False
    assert Figure("d", "s", nothing).is_met(Measured(1)) is None


def test_a_line_has_every_key_and_rounds_to_four_figures() -> None:
    figure = Figure("a", "1/s", lambda: Measured(0), aim=0.5, aims_at=Aim.RATIO_AT_LEAST)
    line = msgspec.to_builtins(line_of(figure, Measured(123456.0, 200000.0)))
    expected = {"name": "a", "value": 123500.0, "unit": "1/s", "limit": 200000.0, "ratio": 0.617, "aim": 0.5}
    assert line == {**expected, "met": True}


def test_a_skipped_line_says_why() -> None:
    figure = Figure("a", "1/s", lambda: Measured(0))
    assert skipped_line(figure, "no data here") == Line(
        "a", None, "1/s", None, None, None, None, skipped="no data here"
    )


def test_runs_are_taken_in_turn_and_their_medians_told() -> None:
    taken = list[str]()
    values = iter([1.0, 10.0, 5.0, 30.0, 2.0, 20.0])

    def run(name: str) -> float:
        taken.append(name)
        return next(values)

    assert medians(3, lambda: run("one"), lambda: run("other")) == [2.0, 20.0]
    assert taken == ["one", "other"] * 3


def test_an_unknown_figure_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nothing"]) == 2
    assert "core_commands" in capsys.readouterr().err


def test_one_line_of_json_per_figure_goes_to_standard_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent() -> Measured:
        raise Absent("no data here")

    figures = (Figure("quick", "s", lambda: Measured(1.0)), Figure("gone", "s", absent))
    monkeypatch.setattr("bench.__main__.FIGURES", figures)
    assert main([]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [msgspec.json.decode(line, type=Line).skipped for line in out] == [None, "no data here"]


def test_the_core_is_measured() -> None:
    assert core_commands.commands_per_second(commands=100, waiting=5) > 0


def test_a_simulation_is_measured() -> None:
    assert simulate_14_days.seconds(days=1, operators=4) > 0
