"""Invitations: made, listed, withdrawn, and used by guests."""

from typing import Any

import msgspec

from hovorna.api import users_reach as reach
from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.once import made_once
from hovorna.api.operation import Handler, Operation
from hovorna.application.jobs import Room
from hovorna.application.people_invitations import Invitation, invitations, new_number
from hovorna.application.register import Book, KeyTaken
from hovorna.application.roles import Right
from hovorna.contract import users_invitations as models
from hovorna.contract.bad_input import BadInput
from hovorna.contract.refusals import NOT_FOUND, RIGHT_MISSING, Refused

#: The address of an invitation ends with its number.
PATH = "/invitation/"


def book_of(call: Call) -> Book[Invitation]:
    return invitations(call.parts.accounts.register)


async def create(call: Call) -> Answer:
    body = await call.body(models.CreateInvitationModel)
    department = call.parts.accounts.department(body.department_id)
    if department is None or department.company_id != call.client.company_id:
        raise BadInput({"departmentId": f"There is no department {body.department_id}."})
    _require_over(call, body.operator_id, department.id)
    if not await answers(call, body.operator_id, department.id):
        sentence = f"There is no operator {body.operator_id} in the department {department.id}."
        raise BadInput({"operatorId": sentence})
    if body.valid_until is not None and body.valid_until <= call.parts.clock.now():
        raise BadInput({"validUntil": "Must be later than now."})

    def shown(invitation: Invitation) -> models.ResponseInvitationModel:
        return models.ResponseInvitationModel(url=_url(call, invitation), id=invitation.id)

    return await made_once(call, lambda: _add(call, body), shown)


def _require_over(call: Call, operator_id: int, department_id: int) -> None:
    """One's own invitations, or those of others for whom one may act in the department."""
    right = Right.ANSWER if call.client.user_id == operator_id else Right.OPERATE
    reach.require(call.client.may(right, department_id))


async def answers(call: Call, operator_id: int, department_id: int) -> bool:
    found: list[bool] = []

    def view(room: Room) -> None:
        operator = room.switchroom.board.operators.get(operator_id)
        found.append(operator is not None and operator.settings.is_enabled)

    await call.look(department_id, view)
    return found[0]


def _add(call: Call, body: models.CreateInvitationModel) -> Invitation:
    company_id, now = call.client.company_id, call.parts.clock.now()
    while True:
        digits = new_number()

        def make(number: int, digits: str = digits) -> Invitation:
            return Invitation(
                id=number,
                company_id=company_id,
                number=digits,
                operator_id=body.operator_id,
                department_id=body.department_id,
                created=now,
                valid_until=body.valid_until,
                is_one_off=body.is_one_off,
            )

        try:
            return book_of(call).add(company_id, make)
        except KeyTaken:
            continue


def _url(call: Call, invitation: Invitation) -> str:
    return f"{call.base.decode()}{PATH}{invitation.number}"


async def show_all(call: Call) -> Answer:
    mine = [one for one in book_of(call).all(call.client.company_id) if _may_see(call, one)]
    return json_answer([_model(call, one) for one in mine])


def _may_see(call: Call, invitation: Invitation) -> bool:
    right = Right.ANSWER if call.client.user_id == invitation.operator_id else Right.OPERATE
    return call.client.may(right, invitation.department_id)


def _model(call: Call, invitation: Invitation) -> models.InvitationModel:
    return models.InvitationModel(
        id=invitation.id,
        url=_url(call, invitation),
        number=invitation.number,
        operator_id=invitation.operator_id,
        department_id=invitation.department_id,
        created=invitation.created,
        valid_until=invitation.valid_until,
        is_one_off=invitation.is_one_off,
        used=invitation.used,
        is_revoked=invitation.is_revoked,
    )


async def revoke(call: Call) -> Answer:
    """Sessions that it began go on."""
    invitation = book_of(call).get(call.number("id"))
    if invitation is None or invitation.company_id != call.client.company_id:
        raise Refused(NOT_FOUND)
    if not _may_see(call, invitation):
        raise Refused(RIGHT_MISSING)
    book_of(call).change(invitation.id, lambda known: msgspec.structs.replace(known, is_revoked=True))
    return NO_CONTENT


def _operation(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"is_contract": True, **more}
    path = "/api/v1/Users/invitations" + path
    return Operation(
        method=method, path=path, summary=summary, handle=handle, access=Right.ANSWER, tag="Users", **given
    )


OPERATIONS = (
    _operation(
        "GET",
        "",
        "Invitations of the operators for whom the caller may act",
        show_all,
        answer=list[models.InvitationModel],
        is_contract=False,
    ),
    _operation(
        "POST",
        "",
        "Generate an invitation",
        create,
        body=models.CreateInvitationModel,
        answer=models.ResponseInvitationModel,
        status=201,
    ),
    _operation("DELETE", "/{id}", "Invalidate an invitation", revoke, status=204),
)
