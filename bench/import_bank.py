"""Facts per second of an import of two weeks of a bank's calls into a fresh store, every batch durable."""

import time

from bench.figure import Absent, Figure, Measured, medians
from bench.folders import REPOSITORY, fresh_folder
from hovorna.bootstrap.importing import run_import

ROUNDS = 3
CALLS = REPOSITORY.parent / "shared" / "data" / "bank-calls-1999" / "calls.tsv"


def facts_per_second() -> float:
    with fresh_folder() as folder:
        begun = time.perf_counter()
        result = run_import(folder, "bank-calls", CALLS, lambda _done, _all: None)
        return result.facts / (time.perf_counter() - begun)


def measure(rounds: int = ROUNDS) -> Measured:
    if not CALLS.is_file():
        raise Absent(f"the recorded calls are not here: {CALLS.relative_to(REPOSITORY.parent)} beside the checkout")
    (value,) = medians(rounds, facts_per_second)
    return Measured(value)


FIGURE = Figure("import_bank", "facts/s", measure)
