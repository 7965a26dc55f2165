"""Measures speed and capacity: `python -m bench [names]`, or `make bench` for all."""

from bench import core_commands, lifecycles, simulate_14_days
from bench.figure import Figure

#: In the order in which they are measured.
FIGURES: tuple[Figure, ...] = (
    core_commands.FIGURE,
    simulate_14_days.FIGURE,
    lifecycles.FIGURE,
)
