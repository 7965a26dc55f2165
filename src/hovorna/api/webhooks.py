"""Webhooks: who wants to be told what. The addresses hold passwords and are shown to nobody but administrators."""

from typing import TypeVar

from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.operation import Operation
from hovorna.application.register import KeyTaken
from hovorna.application.roles import Right
from hovorna.application.webhooks.office import WebhookOffice, Wish, wish_of
from hovorna.application.webhooks.webhook import Webhook
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.contract.webhooks import (
    WebhookAddEditRequest,
    WebhookModel,
    WebhookSecret,
    require_callback_url,
)

Found = TypeVar("Found")


def office_of(call: Call) -> WebhookOffice:
    """Only for those who may administer the whole company: a webhook tells of all its departments."""
    call.require()
    return WebhookOffice(call.parts.accounts.register, call.client.company_id)


def found(thing: Found | None) -> Found:
    if thing is None:
        raise Refused(NOT_FOUND)
    return thing


def webhook_in(call: Call) -> Webhook:
    """The one in the path."""
    return found(office_of(call).get(call.number("id")))


async def _wish(call: Call) -> Wish:
    body = await call.body(WebhookAddEditRequest)
    require_callback_url(body.callback_url)
    return wish_of(body.event_types, body.callback_url)


def _model(webhook: Webhook) -> WebhookModel:
    return WebhookModel(
        event_types=webhook.event_types,
        callback_url=webhook.callback_url,
        id=webhook.id,
        is_enabled=webhook.disabled is None,
        disabled=webhook.disabled,
        disabled_reason=webhook.disabled_reason,
    )


async def show_all(call: Call) -> Answer:
    return json_answer([_model(webhook) for webhook in office_of(call).all()])


async def show(call: Call) -> Answer:
    return json_answer(_model(webhook_in(call)))


async def register(call: Call) -> Answer:
    """It is told what happens from now on."""
    wish, office, reader = await _wish(call), office_of(call), call.parts.reader
    departments = call.parts.accounts.departments(call.client.company_id)
    versions = {one.id: reader.last_version(one.id) for one in departments}
    try:
        return json_answer(office.register(wish, call.parts.clock.now(), versions).id, 201)
    except KeyTaken as taken:
        return json_answer(taken.number, 409)


async def change(call: Call) -> Answer:
    wish, office = await _wish(call), office_of(call)
    try:
        found(office.change(call.number("id"), wish))
    except KeyTaken as taken:
        return json_answer(taken.number, 409)
    return NO_CONTENT


async def remove(call: Call) -> Answer:
    if not office_of(call).remove(call.number("id")):
        raise Refused(NOT_FOUND)
    return NO_CONTENT


async def remove_all(call: Call) -> Answer:
    office_of(call).remove_all()
    return NO_CONTENT


async def show_secret(call: Call) -> Answer:
    return json_answer(WebhookSecret(found(office_of(call).secret(call.number("id"))).key))


async def rotate_secret(call: Call) -> Answer:
    secret = found(office_of(call).rotate(call.number("id"), call.parts.clock.now()))
    return json_answer(WebhookSecret(secret.key))


_ALL, _ONE = "/api/v1/Webhooks", "/api/v1/Webhooks/{id}"

OPERATIONS = (
    Operation(
        method="GET",
        path=_ALL,
        summary="List webhooks",
        handle=show_all,
        access=Right.ADMINISTER,
        tag="Webhooks",
        answer=list[WebhookModel],
        is_contract=True,
    ),
    Operation(
        method="POST",
        path=_ALL,
        summary="Register a webhook; an address that is registered already answers 409 with its id",
        handle=register,
        access=Right.ADMINISTER,
        tag="Webhooks",
        body=WebhookAddEditRequest,
        answer=int,
        status=201,
        statuses=(409,),
        answers={409: int},
        is_contract=True,
    ),
    Operation(
        method="DELETE",
        path=_ALL,
        summary="Delete all webhooks of the company",
        handle=remove_all,
        access=Right.ADMINISTER,
        tag="Webhooks",
        status=204,
        is_contract=True,
    ),
    Operation(
        method="GET",
        path=_ONE,
        summary="One webhook",
        handle=show,
        access=Right.ADMINISTER,
        tag="Webhooks",
        answer=WebhookModel,
        is_contract=True,
    ),
    Operation(
        method="PUT",
        path=_ONE,
        summary="Change a webhook, and switch it on again if it was off",
        handle=change,
        access=Right.ADMINISTER,
        tag="Webhooks",
        body=WebhookAddEditRequest,
        status=204,
        statuses=(409,),
        answers={409: int},
        is_contract=True,
    ),
    Operation(
        method="DELETE",
        path=_ONE,
        summary="Delete a webhook, and what it has not been told yet",
        handle=remove,
        access=Right.ADMINISTER,
        tag="Webhooks",
        status=204,
        is_contract=True,
    ),
    Operation(
        method="GET",
        path=f"{_ONE}/secret",
        summary="The key that deliveries are signed with",
        handle=show_secret,
        access=Right.ADMINISTER,
        tag="Webhooks",
        answer=WebhookSecret,
    ),
    Operation(
        method="POST",
        path=f"{_ONE}/secret",
        summary="Make a new key; the old one signs along for 24 h",
        handle=rotate_secret,
        access=Right.ADMINISTER,
        tag="Webhooks",
        answer=WebhookSecret,
    ),
)
