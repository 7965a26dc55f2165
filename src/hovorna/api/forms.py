"""Forms that guests and operators fill in."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from hovorna.api.answers import NO_CONTENT, Answer, encode, json_answer
from hovorna.api.arrivals import department_of
from hovorna.api.call import Call, Reply
from hovorna.api.limits import required_name
from hovorna.api.operation import Handler, Operation
from hovorna.application.forms import Form, Forms
from hovorna.application.jobs import Room
from hovorna.application.register import KeyTaken
from hovorna.application.roles import Right
from hovorna.application.widgets.presets import Presets
from hovorna.contract.bad_input import BadInput
from hovorna.contract.forms import ChangedForm, FieldType, FormField, FormModel, FormWithFields, NewForm
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.domain.errors import InvalidValue
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn

_CHOICES = (FieldType.RADIO, FieldType.SELECT)
_TAKEN = "There is a form of this type with this name already."
_PREDEFINED = "A predefined form stays as it is: make one of your own."


def _forms(call: Call) -> Forms:
    return Forms(call.parts.accounts.register)


def _model(form: Form) -> FormModel:
    return FormModel(
        id=form.shown_id,
        form_type=form.type,
        form_channel=form.channel,
        name=form.name,
        department_id=form.department_id,
        predefined=form.department_id is None,
    )


async def show(call: Call) -> Answer:
    """Predefined ones first."""
    departments = {department.id for department in call.departments()}
    return json_answer([_model(form) for form in _forms(call).of_departments(call.client.company_id, departments)])


async def show_one(call: Call) -> Answer:
    form = _in_path(call)
    return json_answer(FormWithFields(**msgspec.structs.asdict(_model(form)), fields=form.fields))


def _in_path(call: Call) -> Form:
    """Another company's is as good as none; predefined ones are everybody's."""
    form = _forms(call).get(call.number("id"))
    if form is None:
        raise Refused(NOT_FOUND)
    if form.department_id is not None:
        call.department(form.department_id)
    return form


def _own_in_path(call: Call) -> Form:
    form = _in_path(call)
    if form.department_id is None:
        raise BadInput({"id": _PREDEFINED})
    return form


async def create(call: Call) -> Answer:
    body = await call.body(NewForm)
    department = department_of(call, body.department_id)
    name = required_name("name", body.name)
    _require_fields(body.fields)

    def make(number: int) -> Form:
        kind, channel = body.form_type, body.form_channel
        return Form(number, department.company_id, department.id, kind, channel, name, _tidy(body.fields))

    made: list[Form] = []

    def commands(_: Room) -> Iterable[Command]:
        try:
            made.append(_forms(call).book.add(department.company_id, make))
        except KeyTaken:
            raise InvalidValue("name", _TAKEN) from None
        return ()

    def reply(_: Sequence[Turn]) -> Reply:
        return 201, encode(made[0].shown_id)

    # In the writer's turn, where keys against doubled requests are remembered.
    return await call.write(department.id, commands, reply)


async def update(call: Call) -> Answer:
    body = await call.body(ChangedForm)
    form = _own_in_path(call)
    name = required_name("name", body.name)
    _require_fields(body.fields)
    changed = msgspec.structs.replace(form, name=name, fields=_tidy(body.fields))
    try:
        found = _forms(call).book.change(form.id, lambda _: changed)
    except KeyTaken:
        raise InvalidValue("name", _TAKEN) from None
    if found is None:
        raise Refused(NOT_FOUND)
    return NO_CONTENT


async def delete(call: Call) -> Answer:
    form = _own_in_path(call)
    preset = Presets(call.parts.accounts.register).using_form(form.company_id, form.shown_id)
    if preset is not None:
        raise BadInput({"id": f"The widget preset {preset.id} uses it."})
    _forms(call).book.remove(form.id)
    return NO_CONTENT


def _tidy(fields: tuple[FormField, ...]) -> tuple[FormField, ...]:
    return tuple(msgspec.structs.replace(field, name=field.name.strip()) for field in fields)


def _require_fields(fields: tuple[FormField, ...]) -> None:
    errors: dict[str, str] = {}
    seen: set[str] = set()
    for place, field in enumerate(fields):
        name = field.name.strip().casefold()
        if not name:
            errors[f"fields[{place}].name"] = "Is required."
        elif name in seen:
            errors[f"fields[{place}].name"] = "Another field has this name."
        seen.add(name)
        fault = _fault_of_options(field)
        if fault is not None:
            errors[f"fields[{place}].options"] = fault
    if errors:
        raise BadInput(errors)


def _fault_of_options(field: FormField) -> str | None:
    if field.type in _CHOICES and not field.options:
        return f"Is required for a field of type {field.type}."
    if field.type not in _CHOICES and field.options:
        return f"A field of type {field.type} has none."
    if len(set(field.options)) < len(field.options):
        return "Must differ from each other."
    return None


def _operation(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.WATCH if method == "GET" else Right.ADMINISTER, **more}
    return Operation(method=method, path=f"/api/v1/Forms{path}", summary=summary, handle=handle, tag="Forms", **given)


OPERATIONS = (
    _operation("GET", "", "List forms, predefined ones first", show, answer=list[FormModel], is_contract=True),
    _operation("POST", "", "Create a form", create, body=NewForm, answer=int, status=201),
    _operation("GET", "/{id}", "One form with its fields", show_one, answer=FormWithFields),
    _operation("PUT", "/{id}", "Change a form's name and fields", update, body=ChangedForm, status=204),
    _operation("DELETE", "/{id}", "Delete a form that no widget uses", delete, status=204),
)
