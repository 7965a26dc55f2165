"""Widget presets: what the chat on a department's web pages looks like, and with which forms it begins and ends."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from hovorna.api.answers import NO_CONTENT, Answer, encode, json_answer
from hovorna.api.arrivals import department_of
from hovorna.api.call import Call, Reply
from hovorna.api.limits import required_name
from hovorna.api.operation import Handler, Operation, Parameter
from hovorna.application.forms import Forms
from hovorna.application.jobs import Room
from hovorna.application.register import KeyTaken
from hovorna.application.roles import Right
from hovorna.application.settings.forms import LANGUAGE
from hovorna.application.widgets.presets import Place, Preset, Presets, Row, rows_of, with_values
from hovorna.application.widgets.properties import Property, form_property, property_named
from hovorna.contract.bad_input import BadInput
from hovorna.contract.query import QueryReader
from hovorna.contract.refusals import NOT_FOUND, Refused
from hovorna.contract.widgets import (
    NewWidgetPreset,
    UpdateChatButtonModel,
    WidgetConfigModel,
    WidgetConfigRecordModel,
    WidgetConfigRecordsModel,
    WidgetConfigType,
    WidgetFormsModel,
    WidgetPresetModel,
)
from hovorna.domain.errors import InvalidValue
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn

Errors = dict[str, str]
Changes = dict[Place, str | None]


def _presets(call: Call) -> Presets:
    return Presets(call.parts.accounts.register)


def _in_path(call: Call) -> Preset:
    """Another company's is as good as none."""
    preset = _presets(call).get(call.number("id"))
    if preset is None:
        raise Refused(NOT_FOUND)
    call.department(preset.department_id)
    return preset


async def show(call: Call) -> Answer:
    query = QueryReader(call.query)
    wanted = query.number("departmentId")
    query.finish()
    departments = call.departments() if wanted is None else [department_of(call, wanted)]
    presets = _presets(call)
    found = [preset for one in departments for preset in presets.of_department(one.company_id, one.id)]
    return json_answer([_model(preset) for preset in sorted(found, key=lambda preset: preset.id)])


def _model(preset: Preset) -> WidgetPresetModel:
    return WidgetPresetModel(
        id=preset.id,
        name=preset.name,
        button_visible=preset.is_button_visible,
        department_id=preset.department_id,
    )


async def create(call: Call) -> Answer:
    body = await call.body(NewWidgetPreset)
    department = department_of(call, body.department_id)
    name = required_name("name", body.name)
    presets = _presets(call)
    # The name of the first one is taken even before anybody has asked for it.
    presets.of_department(department.company_id, department.id)
    made: list[Preset] = []

    def commands(_: Room) -> Iterable[Command]:
        try:
            made.append(presets.add(department.company_id, department.id, name))
        except KeyTaken:
            raise InvalidValue("name", "There is a preset with this name already.") from None
        return ()

    def reply(_: Sequence[Turn]) -> Reply:
        return 201, encode(made[0].id)

    # In the writer's turn, where keys against doubled requests are remembered.
    return await call.write(department.id, commands, reply)


async def delete(call: Call) -> Answer:
    preset = _in_path(call)
    if preset.is_default:
        raise BadInput({"id": "The preset that the department has from the start can't be deleted."})
    _presets(call).remove(preset.id)
    return NO_CONTENT


async def show_config(call: Call) -> Answer:
    return json_answer([_row(row) for row in rows_of(_in_path(call))])


def _row(row: Row) -> WidgetConfigModel:
    return WidgetConfigModel(
        config_type=row.place.type,
        button_type=row.place.button,
        property_name=row.place.name,
        default_value=row.property.default,
        current_value=row.current,
        language=row.place.language,
        form_id=int(row.current) if row.property.entrypoint is not None and row.current else None,
    )


class _Changing:
    """Gathers what a body changes of a preset, and what is wrong with it."""

    def __init__(self, call: Call, preset: Preset) -> None:
        self._call, self._preset = call, preset
        self._forms = Forms(call.parts.accounts.register)
        self.changes: Changes = {}
        self.errors: Errors = {}

    def add(self, place: Place, path: str, value: str | None) -> None:
        if place in self.changes:
            self.errors[path] = "Is said twice."
        self.changes[place] = value

    def place(self, record: WidgetConfigRecordModel, found: Property, path: str) -> Place:
        language = record.language or None
        if language is not None and not found.is_told_by_language:
            self.errors[f"{path}.language"] = f"The property {found.name} is the same in all languages."
        elif language is not None:
            try:
                language = str(LANGUAGE.read(language))
            except ValueError as error:
                self.errors[f"{path}.language"] = str(error)
        if record.button_type is not None and found.type is not WidgetConfigType.BUTTON:
            self.errors[f"{path}.buttonType"] = "Only properties of type BUTTON differ by button."
        return Place(found.type, found.name, record.button_type, language)

    def value(self, found: Property, text: str | None, field: str) -> str | None:
        if text is None:
            return None
        try:
            normal = found.normal(text)
        except ValueError as error:
            self.errors[field] = str(error)
            return None
        if found.entrypoint is not None and normal:
            self._require_form(found, int(normal), field)
        return normal

    def _require_form(self, found: Property, number: int, field: str) -> None:
        form = self._forms.in_department(number, self._preset.department_id)
        if form is None:
            self.errors[field] = f"There is no form {number} in this department."
        elif form.type is not found.entrypoint:
            self.errors[field] = f"Must be a form of type {found.entrypoint}."

    def done(self) -> Answer:
        """All of it, or nothing where something is wrong."""
        if self.errors:
            raise BadInput(self.errors)
        return _with(self._call, self._preset, lambda old: with_values(old, self.changes))


def _with(call: Call, preset: Preset, deed: Callable[[Preset], Preset]) -> Answer:
    if _presets(call).change(preset.id, deed) is None:
        raise Refused(NOT_FOUND)
    return NO_CONTENT


async def configure(call: Call) -> Answer:
    records = (await call.body(WidgetConfigRecordsModel)).config_records
    changing = _Changing(call, _in_path(call))
    for number, record in enumerate(records):
        path = f"configRecords[{number}]"
        found = property_named(record.config_type, record.property_name)
        if found is None:
            sentence = f"There is no property of this name of type {record.config_type}."
            changing.errors[f"{path}.propertyName"] = sentence
            continue
        place = changing.place(record, found, path)
        changing.add(place, path, changing.value(found, record.value, f"{path}.value"))
    return changing.done()


async def set_forms(call: Call) -> Answer:
    records = (await call.body(WidgetFormsModel)).config_records
    changing = _Changing(call, _in_path(call))
    for number, record in enumerate(records):
        path = f"configRecords[{number}]"
        found = form_property(record.property_name)
        if found is None:
            changing.errors[f"{path}.propertyName"] = "There is no property of this name that is a form."
            continue
        text = "" if record.form_id is None else str(record.form_id)
        changing.add(Place(found.type, found.name), path, changing.value(found, text, f"{path}.formId"))
    return changing.done()


async def set_button(call: Call) -> Answer:
    is_visible = (await call.body(UpdateChatButtonModel)).display_button
    preset = _in_path(call)
    if is_visible is None:
        raise BadInput({"displayButton": "Is required."})
    return _with(call, preset, lambda old: msgspec.structs.replace(old, is_button_visible=is_visible))


def _operation(method: str, path: str, summary: str, handle: Handler, **more: Any) -> Operation:  # Any: its fields
    given = {"access": Right.WATCH if method == "GET" else Right.ADMINISTER, "is_contract": True, **more}
    path = f"/api/v1/Widgets{path}"
    return Operation(method=method, path=path, summary=summary, handle=handle, tag="Widgets", **given)


def _setting(path: str, summary: str, handle: Handler, body: type) -> Operation:
    return _operation("PUT", "/{id}" + path, summary, handle, body=body, status=204)


_DEPARTMENT = (Parameter("departmentId", int),)

OPERATIONS = (
    _operation("GET", "", "List widget presets", show, answer=list[WidgetPresetModel], query=_DEPARTMENT),
    _operation("POST", "", "Create a preset", create, body=NewWidgetPreset, answer=int, status=201, is_contract=False),
    _operation("DELETE", "/{id}", "Delete a preset", delete, status=204, is_contract=False),
    _operation("GET", "/{id}/config", "Configuration of a preset", show_config, answer=list[WidgetConfigModel]),
    _setting("/config", "Change many configuration records at once", configure, WidgetConfigRecordsModel),
    _setting("/button", "Show or hide the button", set_button, UpdateChatButtonModel),
    _setting("/forms", "Set the forms of a preset", set_forms, WidgetFormsModel),
)
