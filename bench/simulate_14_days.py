"""Seconds that it takes to simulate two weeks of the bank's traffic with 30 operators, laws judged and log digested."""

from bench.figure import Aim, Figure, Measured, medians
from hovorna.simulator import simulate

ROUNDS = 3


def seconds(days: int = 14, operators: int = 30) -> float:
    result = simulate(seed=1, days=days, operators=operators)
    assert result.violations == 0
    return result.wall_seconds


def measure(rounds: int = ROUNDS) -> Measured:
    (value,) = medians(rounds, seconds)
    return Measured(value)


FIGURE = Figure("simulate_14_days", "s", measure, aim=10, aims_at=Aim.VALUE_AT_MOST)
