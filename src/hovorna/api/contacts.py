"""The directory of contacts of a department."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from hovorna.api.answers import Answer, encode, json_answer
from hovorna.api.arrivals import department_of
from hovorna.api.call import Call, Reply
from hovorna.api.list_stream import ListStream
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.application.accounts import Department
from hovorna.application.contacts import directory
from hovorna.application.contacts.finding import sought
from hovorna.application.contacts.reads import ContactsAsked, StoredContact
from hovorna.application.jobs import Room
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.contact_input import id_in, read_contact
from hovorna.contract.contacts import (
    FULL_NAME,
    ContactFlat,
    ContactInput,
    ContactModel,
    Given,
    MergeModel,
    flat,
    model,
)
from hovorna.contract.query import QueryReader
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.contract.wire_types import Long
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn

_DEFAULT_LIMIT = 100
_MOST_MERGED = 100

#: Any: what is inside a contact is read by hand, with a field for each value.
_Free = dict[str, Any]


def _flat(contact: StoredContact) -> bytes:
    return encode(flat(contact.id, directory.known_of(contact.document)))


def _model(contact: StoredContact) -> bytes:
    return encode(model(contact.id, directory.known_of(contact.document)))


# --- reading ---


async def show_department(call: Call) -> Answer:
    department = call.department(call.number("departmentId"))
    return await _listed(call, QueryReader(call.query), [department], _flat)


async def show(call: Call) -> Answer:
    query = QueryReader(call.query)
    wanted = query.number("departmentId")
    query.finish()
    departments = call.departments() if wanted is None else [department_of(call, wanted)]
    return await _listed(call, query, departments, _model)


async def _listed(
    call: Call, query: QueryReader, departments: Sequence[Department], told: Callable[[StoredContact], bytes]
) -> Answer:
    page, field, value = query.page(), query.text("filterField"), query.text("filterValue")
    query.finish()
    if (field is None) != (value is None):
        raise BadInput({"filterField" if field is None else "filterValue": "Is required: both are given, or neither."})
    asked = ContactsAsked(
        department_ids=tuple(one.id for one in departments),
        having=None if field is None or value is None else sought(field, value),
        limit=_DEFAULT_LIMIT if page.limit is None else page.limit,
        offset=page.offset,
    )
    return await ListStream(call.parts.reader.contacts(asked), told).answer()


def _in_department(call: Call) -> StoredContact:
    """The contact in the path, where it belongs to the department in the path."""
    department = call.department(call.number("departmentId"))
    number = call.number("id")
    document = call.parts.reader.contact(department.id, number)
    if document is None:
        raise Refused(NOT_FOUND)
    return StoredContact(number, department.id, document)


def _in_company(call: Call) -> tuple[Department, int]:
    """The contact in the path, and where it belongs."""
    number = call.number("id")
    department_id = call.parts.reader.department_of_contact(number)
    if department_id is None:
        raise Refused(NOT_FOUND)
    return call.department(department_id), number


async def show_one(call: Call) -> Answer:
    contact = _in_department(call)
    return json_answer([flat(contact.id, directory.known_of(contact.document))])


async def sessions(call: Call) -> Answer:
    department, number = _in_company(call)
    return json_answer(await asyncio.to_thread(call.parts.reader.sessions_of_contact, department.id, number))


# --- writing ---


async def create_in_department(call: Call) -> Answer:
    given = await call.body(list[_Free])
    return await _create(call, call.department(call.number("departmentId")), given)


async def create(call: Call) -> Answer:
    given = await call.body(list[_Free])
    query = QueryReader(call.query)
    wanted = query.number("departmentId")
    query.finish()
    return await _create(call, department_of(call, wanted), given)


def _contacts(given: Sequence[_Free]) -> list[Given]:
    if not given:
        raise BadInput({"body": "Must hold at least one contact."})
    errors: dict[str, str] = {}
    contacts = [read_contact(one, f"[{place}].", errors) for place, one in enumerate(given)]
    for place, contact in enumerate(contacts):
        if not any(contact.values()) and not any(field.startswith(f"[{place}]") for field in errors):
            errors[f"[{place}]"] = "Must say something about the contact."
    if errors:
        raise BadInput(errors)
    return contacts


async def _create(call: Call, department: Department, given: Sequence[_Free]) -> Answer:
    contacts, numbers = _contacts(given), list[int]()

    def commands(_: Room) -> Iterable[Command]:
        numbers.extend(call.parts.accounts.register.take_numbers("contact", len(contacts)))
        return directory.adding(numbers, contacts)

    def reply(_: Sequence[Turn]) -> Reply:
        return 201, encode(numbers)

    return await call.write(department.id, commands, reply)


async def _given_one(call: Call) -> Given:
    """Only what is given becomes another; null or an empty list takes the key away."""
    body = await call.body(_Free)
    errors: dict[str, str] = {}
    given = read_contact(body, "", errors)
    said = id_in(body)
    if said is not None and str(said) != call.request.path_params["id"]:
        errors["id"] = "Must be the id in the path: an id never changes."
    if errors:
        raise BadInput(errors)
    return given


async def update_in_department(call: Call) -> Answer:
    given = await _given_one(call)
    contact = _in_department(call)
    return await call.write(contact.department_id, lambda room: directory.changing(room, contact.id, given))


async def update(call: Call) -> Answer:
    given = await _given_one(call)
    department, number = _in_company(call)
    return await call.write(department.id, lambda room: directory.changing(room, number, given))


async def delete(call: Call) -> Answer:
    contact = _in_department(call)
    return await call.write(contact.department_id, lambda room: directory.removing(room, contact.id))


async def anonymize(call: Call) -> Answer:
    contact = _in_department(call)
    return await call.write(contact.department_id, lambda room: directory.anonymising(room, contact.id))


async def merge(call: Call) -> Answer:
    body = await call.body(MergeModel)
    department = call.department(call.number("departmentId"))
    ids, errors = body.ids or [], dict[str, str]()
    if len(ids) < 2 or len(ids) > _MOST_MERGED:
        errors["ids"] = f"Must name between 2 and {_MOST_MERGED} contacts."
    errors |= {f"ids[{place}]": "Is named twice." for place, one in enumerate(ids) if one in ids[:place]}
    given = _wanted(body, errors)
    if errors:
        raise BadInput(errors)

    def reply(_: Sequence[Turn]) -> Reply:
        return 200, encode(ids[0])

    return await call.write(department.id, lambda room: directory.merging(room, ids, given), reply)


def _wanted(body: MergeModel, errors: dict[str, str]) -> Given:
    wanted = body.contact_data
    if wanted is None:
        return {}
    given = read_contact(wanted.data or {}, "contactData.data.", errors)
    if wanted.full_name is not None:
        given |= read_contact({FULL_NAME: wanted.full_name}, "contactData.", errors)
    return {key: value for key, value in given.items() if value is not None}


def _operation(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.READ if method == "GET" else Right.WRITE, "is_contract": True, **more}
    path = "/api/v1/Contacts" + path
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Contacts", **given)


_PAGE = (Parameter("limit", int), Parameter("offset", int))
_FILTER = (Parameter("filterField", str), Parameter("filterValue", str))
_DEPARTMENT = (Parameter("departmentId", int),)
_OF_DEPARTMENT = "/departments/{departmentId}"
_ONE = "/{id}" + _OF_DEPARTMENT
_NEW: dict[str, Any] = {"body": list[ContactInput], "answer": list[Long], "status": 201}
_CHANGED: dict[str, Any] = {"body": ContactInput, "status": 204}

OPERATIONS = (
    _operation(
        "GET",
        _OF_DEPARTMENT,
        "List a department's contacts by id, as flat maps",
        show_department,
        answer=list[ContactFlat],
        query=(*_FILTER, *_PAGE),
    ),
    _operation("POST", _OF_DEPARTMENT, "Create contacts; the answer is their ids", create_in_department, **_NEW),
    _operation("GET", _ONE, "One contact, as a list of one", show_one, answer=list[ContactFlat]),
    _operation("PUT", _ONE, "Change a contact (given keys only)", update_in_department, **_CHANGED),
    _operation("DELETE", _ONE, "Delete a contact; its sessions stay", delete, status=204),
    _operation(
        "POST",
        "/merge" + _OF_DEPARTMENT,
        "Merge contacts into the first that is named",
        merge,
        body=MergeModel,
        answer=Long,
    ),
    _operation(
        "POST",
        _ONE + "/anonymize",
        "Remove a contact's words, also from all its sessions",
        anonymize,
        access=Right.ANONYMISE,
        status=204,
    ),
    _operation(
        "GET",
        "",
        "List contacts by id, as {id, data}",
        show,
        answer=list[ContactModel],
        query=(*_DEPARTMENT, *_FILTER, *_PAGE),
    ),
    _operation("POST", "", "Create contacts; the answer is their ids", create, query=_DEPARTMENT, **_NEW),
    _operation("PUT", "/{id}", "Change a contact (given keys only)", update, **_CHANGED),
    _operation("GET", "/{id}/sessions", "Ids of the sessions that are the contact's", sessions, answer=list[Long]),
)
