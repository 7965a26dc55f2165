"""JSON as clients really send it, read into our models: any letter case, unknown members, enums as numbers.

Clients' own serialisers decide the case of keys and words and write every null; a server that is strict about that
answers 204 and stores nothing. So a value is first brought into the form of the model, member by member, with an error
for each member that can't be; then msgspec builds the model and checks what is left (ranges, lengths, patterns).
"""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import TypeVar, cast

import msgspec
from msgspec import inspect

from hovorna.contract.bad_input import BadInput
from hovorna.contract.durations import parse_duration
from hovorna.contract.enum_words import read_word
from hovorna.contract.instants import parse_instant
from hovorna.contract.json_body import BODY, decode_body
from hovorna.contract.wire_types import INT32, LARGEST, LONGEST_TEXT, MOST_ITEMS

Model = TypeVar("Model")

_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,19}")
_LARGEST = 2**63 - 1
#: How msgspec ends its sentences: "... - at `$.guest.os`".
_PLACE = re.compile(r"(.*?)(?: - at `(?:key` in `)?\$(.*)`)?", re.DOTALL)


class _Unfit(Exception):
    """The value can't stand here; the sentence says what could."""


def read_body(raw: bytes, model: type[Model]) -> Model:
    """Raises BadInput with every field that is wrong."""
    return read_value(decode_body(raw), model)


def read_value(value: object, model: type[Model]) -> Model:
    """As `read_body`, of JSON that is decoded already."""
    errors: dict[str, str] = {}
    # A cast, because mypy doubts that a `type[Model]` is hashable.
    shaped = _shape(value, _kind_of(cast("type", model)), "", errors)
    if errors:
        raise BadInput(errors)
    try:
        return msgspec.convert(shaped, model)
    except msgspec.ValidationError as error:
        raise BadInput(_fields_of(error)) from None


def _fields_of(error: msgspec.ValidationError) -> dict[str, str]:
    found = _PLACE.fullmatch(str(error))
    sentence, place = found.groups() if found else (str(error), None)
    return {(place or "").lstrip(".") or BODY: f"{sentence.rstrip('.')}."}


@cache
def _kind_of(model: type) -> inspect.Type:
    return inspect.type_info(model)


@cache
def _members_of(model: type) -> dict[str, inspect.Field]:
    kind = inspect.type_info(model)
    if not isinstance(kind, inspect.StructType):
        raise TypeError(f"{model.__name__} is not a Struct.")
    return {member.encode_name.lower(): member for member in kind.fields}


def _shape(value: object, kind: inspect.Type, path: str, errors: dict[str, str]) -> object:
    """The value in the form of the model, or None and an entry in `errors`."""
    try:
        return _shaped(value, kind, path, errors)
    except (_Unfit, ValueError) as error:
        errors[path or BODY] = str(error)
        return None


def _shaped(value: object, kind: inspect.Type, path: str, errors: dict[str, str]) -> object:
    kind, number_format = _unwrapped(kind)
    match kind:
        case inspect.StrType():
            return _text_of(kind, value)
        case inspect.IntType():
            return _number_of(kind, _whole_number(value, LARGEST[number_format]))
        case inspect.UnionType():
            return _shaped_union(value, kind, path, errors)
        case inspect.StructType():
            return _shaped_struct(value, kind, path, errors)
        case inspect.DictType():
            return _shaped_map(value, kind, path, errors)
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType() | inspect.FrozenSetType():
            items = _list(value, kind.max_length or MOST_ITEMS)
            return [_shape(item, kind.item_type, f"{path}[{place}]", errors) for place, item in enumerate(items)]
        case inspect.EnumType() if issubclass(kind.cls, StrEnum):
            return read_word(kind.cls, value)
        case _:
            return _LEAVES.get(type(kind), _free)(value)


def _unwrapped(kind: inspect.Type) -> tuple[inspect.Type, str]:
    """The type without its notes, and the format that they name."""
    if not isinstance(kind, inspect.Metadata):
        return kind, INT32
    return kind.type, (kind.extra_json_schema or {}).get("format", INT32)


def _shaped_union(value: object, kind: inspect.UnionType, path: str, errors: dict[str, str]) -> object:
    if value is None and kind.includes_none:
        return None
    choices = [choice for choice in kind.types if not isinstance(choice, inspect.NoneType)]
    if len(choices) == 1:
        return _shaped(value, choices[0], path, errors)
    return _free(value)


def _shaped_struct(value: object, kind: inspect.StructType, path: str, errors: dict[str, str]) -> dict[str, object]:
    given = _given_members(_object(value), kind.cls)
    shaped: dict[str, object] = {}
    for member in kind.fields:
        name = member.encode_name
        place = f"{path}.{name}" if path else name
        if name not in given:
            if member.required:
                errors[place] = "Is required."
            continue
        # Clients write null for what they do not know; where null can't stand, that says as much as leaving it out.
        if given[name] is None and not member.required and not _takes_null(member.type):
            continue
        shaped[name] = _shape(given[name], member.type, place, errors)
    return shaped


def _given_members(value: dict[str, object], model: type) -> dict[str, object]:
    """By declared name; where a client sends one name in several letter cases, the declared spelling wins."""
    members = _members_of(model)
    given: dict[str, object] = {}
    for key, item in value.items():
        member = members.get(key.lower())
        if member is not None and (key == member.encode_name or member.encode_name not in given):
            given[member.encode_name] = item
    return given


def _shaped_map(value: object, kind: inspect.DictType, path: str, errors: dict[str, str]) -> dict[str, object]:
    shaped = {}
    for key, item in _object(value).items():
        place = f"{path}.{key}" if path else key
        shaped[_text(key)] = _shape(item, kind.value_type, place, errors)
    return shaped


def _takes_null(kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.Metadata):
        return _takes_null(kind.type)
    if isinstance(kind, inspect.UnionType):
        return kind.includes_none
    return isinstance(kind, inspect.NoneType | inspect.AnyType | inspect.RawType | inspect.CustomType)


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _Unfit("Must be an object.")
    return value


def _list(value: object, most: int) -> list[object]:
    if not isinstance(value, list):
        raise _Unfit("Must be a list.")
    if len(value) > most:
        raise _Unfit(f"Must not have more than {most} items.")
    return value


def _text(value: object, longest: int = LONGEST_TEXT) -> str:
    if not isinstance(value, str):
        raise _Unfit("Must be a text.")
    if len(value) > longest:
        raise _Unfit(f"Must not be longer than {longest} characters.")
    # PostgreSQL can't hold it, and no client means it.
    if "\0" in value:
        raise _Unfit("Must not contain the character NUL.")
    return value


def _text_of(kind: inspect.StrType, value: object) -> str:
    text = _text(value, kind.max_length or LONGEST_TEXT)
    if len(text) < (kind.min_length or 0):
        raise _Unfit(
            "Must not be empty." if kind.min_length == 1 else f"Must have {kind.min_length} characters or more."
        )
    if kind.pattern is not None and not re.search(kind.pattern, text):
        raise _Unfit(f"Must be of the form {kind.pattern}.")
    return text


def _number_of(kind: inspect.IntType, number: int) -> int:
    if kind.ge is not None and number < kind.ge:
        raise _Unfit(f"Must be {kind.ge} or more.")
    if kind.le is not None and number > kind.le:
        raise _Unfit(f"Must be {kind.le} or less.")
    return number


def _whole_number(value: object, largest: int = _LARGEST) -> int:
    if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Unfit("Must be a whole number.")
    if not -largest <= value <= largest:
        raise _Unfit("Is out of range.")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Unfit("Must be a number.")
    if abs(value) > _LARGEST:
        raise _Unfit("Is out of range.")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Unfit("Must be true or false.")
    return value


def _instant(value: object) -> datetime:
    return parse_instant(_text(value))


def _duration(value: object) -> timedelta:
    return parse_duration(_text(value))


def _free(value: object) -> object:
    """Free JSON stays as it is, keys included, as long as the store can hold it."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {_text(key): _free(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_free(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return _whole_number(value)
    return value


_LEAVES: dict[type[inspect.Type], Callable[[object], object]] = {
    inspect.FloatType: _number,
    inspect.BoolType: _flag,
    inspect.DateTimeType: _instant,
    inspect.TimeDeltaType: _duration,
}
