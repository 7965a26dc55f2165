"""Presets: a department's widgets and how they are configured."""

from collections.abc import Callable, Iterator, Mapping

import msgspec

from hovorna.application.register import Book, KeyTaken, Register
from hovorna.application.widgets.properties import PROPERTIES, Property
from hovorna.contract.widgets import WidgetButtonType, WidgetConfigType

DEFAULT_NAME = "Default"


class Place(msgspec.Struct, frozen=True):
    """What a value is of: a property, for all buttons and languages or for one."""

    type: WidgetConfigType
    name: str
    button: WidgetButtonType | None = None
    language: str | None = None


class Value(msgspec.Struct, frozen=True):
    place: Place
    text: str


class Preset(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    department_id: int
    name: str
    #: Every department has one from the start, which can't be deleted.
    is_default: bool = False
    is_button_visible: bool = True
    #: What is not as it is by default.
    values: tuple[Value, ...] = ()


class Row(msgspec.Struct, frozen=True):
    property: Property
    place: Place
    current: str


def _key_of_property(one: Property) -> tuple[WidgetConfigType, str]:
    return one.type, one.name


def rows_of(preset: Preset) -> Iterator[Row]:
    """Every property, and after it what is other for a button or in a language."""
    for one in PROPERTIES:
        common = Place(one.type, one.name)
        own = {
            value.place: value.text
            for value in preset.values
            if (value.place.type, value.place.name) == _key_of_property(one)
        }
        yield Row(one, common, own.pop(common, one.default))
        yield from (Row(one, place, text) for place, text in sorted(own.items(), key=_order))


def _order(item: tuple[Place, str]) -> tuple[str, str]:
    place, _ = item
    return place.button or "", place.language or ""


def with_values(preset: Preset, changes: Mapping[Place, str | None]) -> Preset:
    """None, and what is the default anyway, is kept nowhere."""
    values = {value.place: value.text for value in preset.values}
    for place, text in changes.items():
        is_common = place.button is None and place.language is None
        default = next(one.default for one in PROPERTIES if _key_of_property(one) == (place.type, place.name))
        if text is None or (is_common and text == default):
            values.pop(place, None)
        else:
            values[place] = text
    listed = sorted(values.items(), key=lambda item: (item[0].type, item[0].name, *_order(item)))
    return msgspec.structs.replace(preset, values=tuple(Value(place, text) for place, text in listed))


class Presets:
    def __init__(self, register: Register) -> None:
        self._book = Book(register, "widget", Preset, _key)

    def get(self, number: int) -> Preset | None:
        return self._book.get(number)

    def of_department(self, company_id: int, department_id: int) -> list[Preset]:
        """The one that every department has is made when it is first asked for."""
        key = _key_of(department_id, DEFAULT_NAME)
        if self._book.find(key) is None:
            try:
                self.add(company_id, department_id, DEFAULT_NAME, is_default=True)
            except KeyTaken:
                """Somebody else was quicker."""
        return [preset for preset in self._book.all(company_id) if preset.department_id == department_id]

    def add(self, company_id: int, department_id: int, name: str, *, is_default: bool = False) -> Preset:
        """Raises KeyTaken where the department has one of this name."""
        return self._book.add(
            company_id, lambda number: Preset(number, company_id, department_id, name, is_default=is_default)
        )

    def change(self, number: int, deed: Callable[[Preset], Preset]) -> Preset | None:
        return self._book.change(number, deed)

    def remove(self, number: int) -> bool:
        return self._book.remove(number)

    def using_form(self, company_id: int, form_id: int) -> Preset | None:
        names = {one.name for one in PROPERTIES if one.entrypoint is not None}
        for preset in self._book.all(company_id):
            if any(value.place.name in names and value.text == str(form_id) for value in preset.values):
                return preset
        return None


def _key(preset: Preset) -> str:
    return _key_of(preset.department_id, preset.name)


def _key_of(department_id: int, name: str) -> str:
    return f"{department_id}:{name.casefold()}"
