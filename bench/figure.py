"""What a figure is: a number with its unit, where there is one a limit to compare with, and what we aim at."""

import statistics
from collections.abc import Callable, Sequence
from enum import Enum

import msgspec


class Aim(Enum):
    """What the aim is a bound of."""

    VALUE_AT_LEAST = "value at least"
    VALUE_AT_MOST = "value at most"
    RATIO_AT_LEAST = "ratio at least"


class Measured(msgspec.Struct, frozen=True):
    """Medians of several runs. `limit` is what the machine could do at best, measured in turn with `value`."""

    value: float
    limit: float | None = None
    #: The same told in other units.
    also: dict[str, float] = {}

    @property
    def ratio(self) -> float | None:
        return None if self.limit is None else self.value / self.limit


class Absent(Exception):
    """The figure can't be measured here; the sentence says what is missing."""


class Figure(msgspec.Struct, frozen=True):
    name: str
    unit: str
    measure: Callable[[], Measured]
    aim: float | None = None
    aims_at: Aim = Aim.VALUE_AT_LEAST

    def is_met(self, measured: Measured) -> bool | None:
        if self.aim is None:
            return None
        if self.aims_at is Aim.RATIO_AT_LEAST:
            return measured.ratio is not None and measured.ratio >= self.aim
        if self.aims_at is Aim.VALUE_AT_MOST:
            return measured.value <= self.aim
        return measured.value >= self.aim


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One figure as it is printed; member names are the keys."""

    name: str
    value: float | None
    unit: str
    limit: float | None
    ratio: float | None
    aim: float | None
    met: bool | None
    #: The same in other units.
    also: dict[str, float] = {}
    #: Why there is no value.
    skipped: str | None = None


def line_of(figure: Figure, measured: Measured) -> Line:
    ratio = measured.ratio
    return Line(
        name=figure.name,
        value=_rounded(measured.value),
        unit=figure.unit,
        limit=None if measured.limit is None else _rounded(measured.limit),
        ratio=None if ratio is None else round(ratio, 3),
        aim=figure.aim,
        met=figure.is_met(measured),
        also={unit: _rounded(value) for unit, value in measured.also.items()},
    )


def skipped_line(figure: Figure, reason: str) -> Line:
    return Line(figure.name, None, figure.unit, None, None, figure.aim, None, skipped=reason)


def _rounded(value: float) -> float:
    """Four figures are more than a busy machine can promise."""
    return float(f"{value:.4g}")


def medians(rounds: int, *runs: Callable[[], float]) -> Sequence[float]:
    """Takes the runs in turn, round after round, so that the noise of the machine hits them all alike."""
    results: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for run, values in zip(runs, results, strict=True):
            values.append(run())
    return [statistics.median(values) for values in results]
