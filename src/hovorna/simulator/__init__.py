"""Days of a contact centre on a virtual clock, by the rules that run live; deterministic for a seed."""

from hovorna.simulator.arrivals_file import BadArrivals
from hovorna.simulator.figures import OperatorFigures
from hovorna.simulator.run import OPERATORS, SimulationOptions, SimulationResult, run, simulate

__all__ = [
    "OPERATORS",
    "BadArrivals",
    "OperatorFigures",
    "SimulationOptions",
    "SimulationResult",
    "run",
    "simulate",
]
