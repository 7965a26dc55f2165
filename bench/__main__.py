"""`python -m bench [names]`: one line of JSON per figure on standard output, a table for people on standard error."""

import sys
import time
from collections.abc import Sequence

import msgspec
from rich.console import Console
from rich.table import Table

from bench.figure import Absent, Aim, Figure, Line, line_of, skipped_line
from bench.figures import FIGURES

_people = Console(stderr=True)


def main(names: Sequence[str]) -> int:
    known = {figure.name: figure for figure in FIGURES}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"bench: there is no figure {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    lines = [_measure(known[name]) for name in names or known]
    _people.print(_table(lines))
    return 0


def _measure(figure: Figure) -> Line:
    _people.print(f"{figure.name} …")
    begun = time.perf_counter()
    try:
        line = line_of(figure, figure.measure())
    except Absent as absent:
        line = skipped_line(figure, str(absent))
    _people.print(f"{figure.name}: {time.perf_counter() - begun:.0f} s")
    print(msgspec.json.encode(line).decode(), flush=True)
    return line


def _table(lines: Sequence[Line]) -> Table:
    table = Table("figure", "value", "unit", "limit", "ratio", "aim", "met")
    bounds = {figure.name: figure.aims_at for figure in FIGURES}
    for line in lines:
        aim = "" if line.aim is None else f"{_sign(bounds[line.name])} {line.aim:g}"
        met = line.skipped or {None: "", True: "yes", False: "no"}[line.met]
        value = ", ".join([_shown(line.value), *(f"{number:g} {unit}" for unit, number in line.also.items())])
        table.add_row(line.name, value, line.unit, _shown(line.limit), _shown(line.ratio), aim, met)
    return table


def _sign(aims_at: Aim) -> str:
    return {Aim.VALUE_AT_LEAST: "≥", Aim.VALUE_AT_MOST: "≤", Aim.RATIO_AT_LEAST: "ratio ≥"}[aims_at]


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
