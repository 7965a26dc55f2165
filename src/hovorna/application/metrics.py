"""Metrics by name: what is measured, how it is put together, and by what it is split.

Every name leads to something that each session's durations and document tell; nothing is stored for it.
"""

import itertools

import msgspec

from hovorna.application.register import Book, Register
from hovorna.domain.session.durations import DurationName


class Grouping(msgspec.Struct, frozen=True):
    field: str
    placeholder: str


class Metric(msgspec.Struct, frozen=True):
    """Built in, or a company's own, whose name may be one that only its programs know.

    Numbers of built-in ones come before `FIRST_OWN`.
    """

    id: int
    company_id: int
    measure: str
    suffix: str
    groupings: tuple[Grouping, ...] = ()


class Dashboard(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    key: str
    name: str
    metric_ids: tuple[int, ...] = ()


#: Base name -> what it is. The states' names are those of the durations; a number once listed keeps its place.
MEASURES: dict[str, str] = {
    "session": "sessions that were created",
    **{f"session_{name.lower()}": f"the duration {name} of a session" for name in DurationName},
    "session_waited": "how long the client waited to be connected",
    "session_length": "how long the communication lasted",
}

#: Suffix -> how the values of sessions become one.
SUFFIXES: dict[str, str] = {
    "count": "how many sessions have it",
    "sum": "all of them together",
    "mean": "the average of those that have it",
    "max": "the longest",
}

FIRST_OWN = 1001

#: Sessions have no length, so they can only be counted.
_PAIRS = [("session", "count"), *itertools.product(list(MEASURES)[1:], SUFFIXES)]

BUILT_IN: tuple[Metric, ...] = tuple(
    Metric(number, 0, measure, suffix) for number, (measure, suffix) in enumerate(_PAIRS, start=1)
)


def is_built_in(measure: str, suffix: str) -> bool:
    return (measure, suffix) in _PAIRS


def metric_key(metric: Metric) -> str:
    """The same combination in another order is the same."""
    fields = ",".join(sorted(grouping.field for grouping in metric.groupings))
    return f"{metric.company_id}:{metric.measure}:{metric.suffix}:{fields}"


def metrics_of(register: Register) -> Book[Metric]:
    return Book(register, "metric", Metric, metric_key)


def dashboards_of(register: Register) -> Book[Dashboard]:
    return Book(register, "dashboard", Dashboard, lambda one: dashboard_key(one.company_id, one.key))


def dashboard_key(company_id: int, key: str) -> str:
    return f"{company_id}:{key.casefold()}"


def own_number(metric: Metric) -> int:
    """As the API shows it."""
    return metric.id + FIRST_OWN - 1 if metric.company_id else metric.id
