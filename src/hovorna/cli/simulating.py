"""`hovorna simulate`: days of a contact centre on a virtual clock, by the same rules that run live."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter, validators
from rich.console import Console
from rich.table import Table

from hovorna.bootstrap.simulation import BadArrivals, SimulationOptions, SimulationResult, run_simulation
from hovorna.cli.context import fail, print_json

AtLeastOne = Parameter(validator=validators.Number(gte=1))


def simulate(
    *,
    seed: int,
    days: Annotated[int, AtLeastOne],
    operators: Annotated[int, AtLeastOne] = 30,
    arrivals: Path | None = None,
    json: bool = False,
) -> None:
    """Run the engine on a virtual clock and an in-memory store, as fast as it can; the same for a seed every time.

    Parameters
    ----------
    seed
        The same seed gives the same log.
    days
        How many days to simulate.
    operators
        How many operators work.
    arrivals
        A file of arrivals instead of a Poisson day; see docs/simulation.md.
    json
        Print one JSON object on one line.
    """
    try:
        result = run_simulation(SimulationOptions(seed=seed, days=days, operators=operators, arrivals=arrivals))
    except (BadArrivals, OSError) as error:
        fail(str(error))
    if json:
        print_json(result)
        return
    _tell(result)


def _tell(result: SimulationResult) -> None:
    console = Console()
    for name in ("sessions", "offered", "answered", "abandoned", "facts", "violations", "log_sha256"):
        console.print(f"{name}: {getattr(result, name)}", highlight=False)
    table = Table("state", "seconds")
    for state, seconds in result.by_state.items():
        table.add_row(state, f"{seconds:.1f}")
    console.print(table)
    for refused in result.refused:
        console.print(f"line {refused.line} was refused: {refused.reason}", highlight=False, markup=False)
