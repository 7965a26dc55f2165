"""What webhooks were told and what came of it, and replays."""

import asyncio

from hovorna.api.answers import Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.operation import Operation, Parameter
from hovorna.api.webhooks import webhook_in
from hovorna.application.roles import Right
from hovorna.application.webhooks.deliveries import Delivery, DeliveryStatus
from hovorna.application.webhooks.webhook import Webhook
from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import QueryReader
from hovorna.contract.webhook_deliveries import DeliveryModel, ReplayRequest

_LISTED = 100


def _model(one: Delivery) -> DeliveryModel:
    return DeliveryModel(
        number=one.number,
        message_id=one.message_id,
        event_type=one.type,
        department_id=one.department_id,
        version=one.version,
        entity=one.entity,
        session_id=one.session_id or None,
        sequence=one.sequence,
        status=one.status.value,
        attempts=one.attempts,
        planned=one.planned,
        next_attempt=one.due,
        last_attempt=one.attempted,
        http_status=one.http_status,
        latency_seconds=None if one.latency is None else one.latency.total_seconds(),
        error=one.error,
        settled=one.settled,
    )


async def show(call: Call) -> Answer:
    query = QueryReader(call.query)
    page, statuses = query.page(), query.words("status", DeliveryStatus)
    query.finish()
    if len(statuses) > 1:
        raise BadInput({"status": "Must be one word."})
    webhook, status = webhook_in(call), next(iter(statuses), None)
    limit = _LISTED if page.limit is None else page.limit
    rows = await asyncio.to_thread(call.parts.deliveries.listed, webhook.id, status, limit, page.offset)
    return json_answer([_model(row) for row in rows])


async def replay(call: Call) -> Answer:
    """What is asked for is planned again in a moment: the position goes back, and the follower does the rest."""
    body, webhook = await call.body(ReplayRequest), webhook_in(call)
    departments = _departments(call, body)
    if (body.from_version is None) == (body.since is None):
        raise BadInput({"fromVersion": "Either fromVersion or from is required, and not both."})
    if body.since is None and len(departments) != 1:
        raise BadInput({"departmentId": "Is required: each of the company's departments has versions of its own."})
    await asyncio.to_thread(_rewind, call, webhook, departments, body)
    return Answer(202)


def _departments(call: Call, body: ReplayRequest) -> list[int]:
    mine = [one.id for one in call.parts.accounts.departments(call.client.company_id)]
    if body.department_id is None:
        return mine
    if body.department_id not in mine:
        raise BadInput({"departmentId": f"There is no department {body.department_id} in this company."})
    return [body.department_id]


def _rewind(call: Call, webhook: Webhook, departments: list[int], body: ReplayRequest) -> None:
    for department_id in departments:
        version = body.from_version
        if body.since is not None:
            version = call.parts.reader.first_since(department_id, body.since)
        if version is not None:
            begins_after = webhook.begins_after.get(department_id, 0)
            call.parts.deliveries.rewind(webhook.id, department_id, max(version - 1, 0), begins_after)


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/Webhooks/{id}/deliveries",
        summary="Recent deliveries with attempts, status, latency; the last planned first, 100 unless `limit` says"
        " otherwise",
        handle=show,
        access=Right.ADMINISTER,
        tag="Webhooks",
        answer=list[DeliveryModel],
        query=(Parameter("limit", int), Parameter("offset", int), Parameter("status", DeliveryStatus)),
        is_contract=True,
    ),
    Operation(
        method="POST",
        path="/api/v1/Webhooks/{id}/replay",
        summary="Deliver again from an instant or log version",
        handle=replay,
        access=Right.ADMINISTER,
        tag="Webhooks",
        body=ReplayRequest,
        status=202,
        is_contract=True,
    ),
)
