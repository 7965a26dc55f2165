"""Metrics and dashboards by name, for programs that draw them."""

from typing import Any

import msgspec

from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.once import made_once
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.api.users_reach import company_named
from hovorna.application.metrics import (
    BUILT_IN,
    Dashboard,
    Grouping,
    Metric,
    dashboard_key,
    dashboards_of,
    is_built_in,
    metrics_of,
    own_number,
)
from hovorna.application.register import Book, KeyTaken
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.metrics import (
    CreateMetricModel,
    MetricDashboardModel,
    MetricGroupingFieldModel,
    MetricModel,
    NewMetricDashboard,
)
from hovorna.contract.query import QueryReader
from hovorna.contract.refusals import NOT_FOUND, Refused

_LONGEST_KEY = 100


async def metrics(call: Call) -> Answer:
    """Built-in ones first."""
    return json_answer([_shown(one) for one in _known(call, call.client.company_id)])


def _known(call: Call, company_id: int) -> list[Metric]:
    return [*BUILT_IN, *metrics_of(call.parts.accounts.register).all(company_id)]


def _shown(metric: Metric) -> MetricModel:
    groupings = tuple(
        MetricGroupingFieldModel(name=one.field, empty_placeholder=one.placeholder) for one in metric.groupings
    )
    return MetricModel(id=own_number(metric), base_name=metric.measure, suffix=metric.suffix, grouping_fields=groupings)


async def create_metric(call: Call) -> Answer:
    body = await call.body(CreateMetricModel)
    call.require()
    company_id, groupings = call.client.company_id, body.grouping_fields or ()
    _require_new(body)
    chosen = tuple(Grouping(one.name, one.empty_placeholder) for one in groupings)

    def make(number: int) -> Metric:
        return Metric(number, company_id, body.base_name, body.suffix, chosen)

    try:
        return await made_once(call, lambda: metrics_of(call.parts.accounts.register).add(company_id, make), own_number)
    except KeyTaken:
        raise BadInput({"baseName": "There is this combination already."}) from None


def _require_new(body: CreateMetricModel) -> None:
    names = [one.name for one in body.grouping_fields or ()]
    errors = {
        f"groupingFields[{place}].name": "Is given more than once."
        for place, name in enumerate(names)
        if name in names[:place]
    }
    if not names and is_built_in(body.base_name, body.suffix):
        errors["baseName"] = "There is this combination already."
    if errors:
        raise BadInput(errors)


async def dashboards(call: Call) -> Answer:
    company = company_named(call, QueryReader(call.query).number("companyId"))
    return json_answer(
        [
            MetricDashboardModel(name=one.name, key=one.key, metric_ids=one.metric_ids)
            for one in _boards(call).all(company.id)
        ]
    )


def _boards(call: Call) -> Book[Dashboard]:
    return dashboards_of(call.parts.accounts.register)


def _key(call: Call) -> str:
    key = call.word("key")
    if not key.strip() or len(key) > _LONGEST_KEY:
        raise BadInput({"key": f"Must have between 1 and {_LONGEST_KEY} characters."})
    return key


async def put_dashboard(call: Call) -> Answer:
    """Makes it, or gives it another name and other metrics."""
    body, key = await call.body(NewMetricDashboard), _key(call)
    call.require()
    company_id = call.client.company_id
    known = {own_number(one) for one in _known(call, company_id)}
    unknown = [number for number in body.metric_ids if number not in known]
    if unknown:
        raise BadInput({"metricIds": f"There is no metric {unknown[0]}."})
    try:
        _boards(call).add(
            company_id, lambda number: Dashboard(number, company_id, key, body.name.strip(), body.metric_ids)
        )
    except KeyTaken as taken:
        _boards(call).change(
            taken.number,
            lambda one: msgspec.structs.replace(one, name=body.name.strip(), metric_ids=body.metric_ids),
        )
    return NO_CONTENT


async def delete_dashboard(call: Call) -> Answer:
    call.require()
    found = _boards(call).find(dashboard_key(call.client.company_id, _key(call)))
    if found is None:
        raise Refused(NOT_FOUND)
    _boards(call).remove(found.id)
    return NO_CONTENT


def _operation(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    path = "/api/v1/" + path
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Metrics", **more)


_OF_KEY: dict[str, Any] = {"access": Right.ADMINISTER, "status": 204, "path_types": {"key": str}}

OPERATIONS = (
    _operation(
        "GET", "Metrics", "List metrics", metrics, access=Right.WATCH, answer=list[MetricModel], is_contract=True
    ),
    _operation(
        "POST",
        "Metrics",
        "Create a combination of one's own",
        create_metric,
        access=Right.ADMINISTER,
        body=CreateMetricModel,
        answer=int,
        status=201,
        is_contract=True,
    ),
    _operation(
        "GET",
        "MetricDashboards",
        "List dashboards",
        dashboards,
        access=Right.WATCH,
        query=(Parameter("companyId", int),),
        answer=list[MetricDashboardModel],
        is_contract=True,
    ),
    _operation(
        "PUT", "MetricDashboards/{key}", "Make or change a dashboard", put_dashboard, body=NewMetricDashboard, **_OF_KEY
    ),
    _operation("DELETE", "MetricDashboards/{key}", "Delete a dashboard", delete_dashboard, **_OF_KEY),
)
