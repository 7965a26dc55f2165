"""Gives the simulator the kinds of recorded calls whose arrivals it can take."""

from hovorna.adapters.importers import FORMATS
from hovorna.simulator import BadArrivals, SimulationOptions, SimulationResult, run

__all__ = ["BadArrivals", "SimulationOptions", "SimulationResult", "run_simulation"]


def run_simulation(options: SimulationOptions) -> SimulationResult:
    """Raises BadArrivals or OSError."""
    return run(options, FORMATS.values())
