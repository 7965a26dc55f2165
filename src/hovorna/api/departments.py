"""Departments: what there is, new ones, their names, and how busy their groups are."""

import msgspec

from hovorna.api.answers import NO_CONTENT, Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.finding import require_new_name, seen_in
from hovorna.api.founding import founded
from hovorna.api.limits import required_name
from hovorna.api.operation import Operation
from hovorna.application.accounts import Department
from hovorna.application.roles import Right
from hovorna.application.workload import availability
from hovorna.contract.departments import (
    DepartmentCreateModel,
    DepartmentModel,
    DepartmentUpdateModel,
    GroupAvailabilityModel,
)


async def show(call: Call) -> Answer:
    return json_answer([DepartmentModel(id=one.id, name=one.name) for one in call.departments()])


async def create(call: Call) -> Answer:
    """It works at once: with a group, and a rule set that leads to it."""
    name = required_name("name", (await call.body(DepartmentCreateModel)).name)
    call.require()
    accounts, company_id = call.parts.accounts, call.client.company_id

    def make() -> int:
        require_new_name((one.name for one in accounts.departments(company_id)), name, "department")
        return accounts.add_department(company_id, name).id

    return await founded(call, make, accounts.department)


async def rename(call: Call) -> Answer:
    name = required_name("name", (await call.body(DepartmentUpdateModel)).name)
    department, accounts = call.department(call.number("id")), call.parts.accounts
    others = (one.name for one in accounts.departments(department.company_id) if one.id != department.id)
    require_new_name(others, name, "department")

    def deed(known: Department) -> Department:
        return msgspec.structs.replace(known, name=name)

    accounts.change_department(department.id, deed)
    return NO_CONTENT


async def group_availability(call: Call) -> Answer:
    department = call.department(call.number("id"))
    now = call.parts.clock.now()
    return json_answer(await seen_in(call, department.id, lambda board: availability(board, now)))


OPERATIONS = (
    Operation(
        method="GET",
        path="/api/v1/Departments",
        summary="List departments",
        handle=show,
        access=Right.WATCH,
        tag="Departments",
        answer=list[DepartmentModel],
        is_contract=True,
    ),
    Operation(
        method="POST",
        path="/api/v1/Departments",
        summary="Create a department, with a group and a rule set that leads to it",
        handle=create,
        access=Right.ADMINISTER,
        tag="Departments",
        body=DepartmentCreateModel,
        answer=int,
        status=201,
        is_contract=True,
    ),
    Operation(
        method="PUT",
        path="/api/v1/Departments/{id}",
        summary="Rename a department",
        handle=rename,
        access=Right.ADMINISTER,
        tag="Departments",
        body=DepartmentUpdateModel,
        status=204,
        is_contract=True,
    ),
    Operation(
        method="GET",
        path="/api/v1/Departments/{id}/groupAvailability",
        summary="Queue and free queue slots per group and channel",
        handle=group_availability,
        access=Right.WATCH,
        tag="Departments",
        answer=GroupAvailabilityModel,
        is_contract=True,
    ),
)
