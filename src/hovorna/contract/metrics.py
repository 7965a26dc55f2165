"""Names of metrics and dashboards, as programs that draw them ask for."""

from typing import Annotated

import msgspec
from msgspec import Meta

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class MetricGroupingFieldModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """`empty_placeholder` stands where a session has no value."""

    name: Name
    empty_placeholder: Annotated[str, Meta(max_length=200)]


class MetricModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    id: int
    base_name: str | None
    suffix: str | None
    grouping_fields: tuple[MetricGroupingFieldModel, ...] | None


class CreateMetricModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    base_name: Name
    suffix: Name
    grouping_fields: Annotated[tuple[MetricGroupingFieldModel, ...], Meta(max_length=20)] | None = None


class MetricDashboardModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: str | None
    key: str | None
    metric_ids: tuple[int, ...] | None


class NewMetricDashboard(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    name: Name
    metric_ids: Annotated[tuple[int, ...], Meta(max_length=1000)]
