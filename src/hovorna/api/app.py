"""Puts the operations together into one ASGI application."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.types import ASGIApp

from hovorna.api import (
    break_states,
    coming,
    companies,
    contacts,
    departments,
    docs_page,
    downloads,
    events,
    forms,
    groups,
    guests,
    health,
    metrics,
    operators,
    recordings,
    rule_sets,
    sessions_read,
    sessions_write,
    settings,
    tags,
    telephony,
    users,
    users_invitations,
    users_presence,
    users_states,
    webhook_deliveries,
    webhooks,
    whatsapp,
    widgets,
)
from hovorna.api.endpoint import handler_of, unhandled
from hovorna.api.login.operations import OPERATIONS as LOGIN
from hovorna.api.openapi import with_document
from hovorna.api.operation import Operation
from hovorna.api.parts import ApiParts
from hovorna.api.paths import PathSpelling
from hovorna.api.server import start

#: Every path there is, in the order in which the documentation lists them.
OPERATIONS: tuple[Operation, ...] = (
    *LOGIN,
    *sessions_read.OPERATIONS,
    *downloads.OPERATIONS,
    *sessions_write.OPERATIONS,
    *events.OPERATIONS,
    *companies.OPERATIONS,
    *departments.OPERATIONS,
    *groups.OPERATIONS,
    *rule_sets.OPERATIONS,
    *tags.OPERATIONS,
    *contacts.OPERATIONS,
    *forms.OPERATIONS,
    *widgets.OPERATIONS,
    *whatsapp.OPERATIONS,
    *settings.OPERATIONS,
    *users.OPERATIONS,
    *users_states.OPERATIONS,
    *users_presence.OPERATIONS,
    *users_invitations.OPERATIONS,
    *break_states.OPERATIONS,
    *webhooks.OPERATIONS,
    *webhook_deliveries.OPERATIONS,
    *guests.OPERATIONS,
    *operators.OPERATIONS,
    *telephony.OPERATIONS,
    *recordings.OPERATIONS,
    *metrics.OPERATIONS,
    *coming.OPERATIONS,
    *health.OPERATIONS,
    *docs_page.OPERATIONS,
)


def create_app(parts: ApiParts, more: Sequence[Operation] = ()) -> ASGIApp:
    """`more`: operations beside ours, for measurements."""
    server = start(parts)
    operations = with_document([*OPERATIONS, *more])

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        await server.housekeeping.sweep()
        yield

    app = Litestar(
        route_handlers=[handler_of(operation, server) for operation in operations],
        exception_handlers={Exception: unhandled},
        lifespan=[lifespan],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    return PathSpelling(app, [operation.path for operation in operations])
