"""JSON schemas of our models, told as exactly as the published document tells its own: formats, limits, nulls."""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import NODEFAULT, UNSET, inspect

from hovorna.contract.wire_types import INT32, LONGEST_TEXT, MOST_ITEMS, NUMBERED

#: JSON Schema is a tree of anything.
Json = dict[str, Any]

_REFERENCE = "#/components/schemas/"
_PLAIN: dict[type[inspect.Type], Json] = {
    inspect.NoneType: {"type": "null"},
    inspect.BoolType: {"type": "boolean"},
    inspect.FloatType: {"type": "number", "format": "double"},
    inspect.DateTimeType: {"type": "string", "format": "date-time"},
    inspect.DateType: {"type": "string", "format": "date"},
    inspect.UUIDType: {"type": "string", "format": "uuid"},
    inspect.TimeDeltaType: {"type": "string", "description": "[D.]HH:MM:SS[.f] or ISO 8601"},
}


class JsonSchemas:
    """Gathers in `components` what the schemas refer to.

    What is sent has every member; what is taken has limits. So a model that stands in bodies and in answers is told
    twice, unless that makes no difference.
    """

    def __init__(self, answers: Iterable[Any]) -> None:  # Any: annotations
        """`answers`: the models of all answers, which have the first choice of names."""
        self.components: Json = {}
        self._names: dict[tuple[type, bool], str] = {}
        for model in answers:
            self.answer(model)

    def answer(self, model: Any) -> Json:  # Any: an annotation
        return _Telling(self, is_body=False).of(inspect.type_info(model))

    def body(self, model: Any) -> Json:  # Any: an annotation
        return _Telling(self, is_body=True).of(inspect.type_info(model))

    def name_of(self, kind: inspect.StructType | inspect.EnumType, *, is_body: bool) -> str:
        is_body = is_body and isinstance(kind, inspect.StructType)
        name = self._names.get((kind.cls, is_body))
        return self._told(kind, is_body=is_body) if name is None else name

    def _told(self, kind: inspect.StructType | inspect.EnumType, *, is_body: bool) -> str:
        name = kind.cls.__name__ + ("Input" if (kind.cls, False) in self._names and is_body else "")
        if name in self.components:
            name = f"{kind.cls.__module__.rpartition('.')[2].title().replace('_', '')}{name}"
        self._names[kind.cls, is_body] = name
        # Its place is taken before its members are told, which may lead back here.
        component = self.components[name] = {}
        if isinstance(kind, inspect.EnumType):
            component.update({"type": "string", "enum": [word.value for word in kind.cls]})
        else:
            component.update(_Telling(self, is_body=is_body).members(kind))
        return name


class _Telling:
    """One direction: in bodies what is not limited by its model is limited all the same, and defaults count."""

    def __init__(self, schemas: JsonSchemas, *, is_body: bool) -> None:
        self._schemas, self._is_body = schemas, is_body

    def of(self, kind: inspect.Type) -> Json:
        match kind:
            case inspect.Metadata():
                return self._noted(kind)
            case inspect.UnionType():
                return self._union(kind)
            case inspect.StructType() | inspect.EnumType():
                return {"$ref": _REFERENCE + self._schemas.name_of(kind, is_body=self._is_body)}
            case inspect.DictType():
                values = self.of(kind.value_type)
                return {"type": "object", "additionalProperties": values or True}
            case inspect.StrType():
                most = kind.max_length or (LONGEST_TEXT if self._is_body and not kind.pattern else None)
                limits = {"minLength": kind.min_length, "maxLength": most, "pattern": kind.pattern}
                return {"type": "string", **_given(limits)}
            case inspect.IntType():
                return {"type": "integer", "format": INT32, **_given({"minimum": kind.ge, "maximum": kind.le})}
            case inspect.LiteralType():
                return {"enum": list(kind.values)}
            case inspect.ListType() | inspect.VarTupleType() | inspect.SetType() | inspect.FrozenSetType():
                most = kind.max_length or (MOST_ITEMS if self._is_body else None)
                limits = {"minItems": kind.min_length, "maxItems": most}
                return {"type": "array", "items": self.of(kind.item_type), **_given(limits)}
            case _:
                return dict(_PLAIN.get(type(kind), {}))

    def members(self, kind: inspect.StructType) -> Json:
        properties = {member.encode_name: {**self.of(member.type), **self._default(member)} for member in kind.fields}
        always = set() if self._is_body else always_written(kind)
        required = [member.encode_name for member in kind.fields if member.required or member.name in always]
        if kind.tag_field is not None:
            properties = {kind.tag_field: {"const": kind.tag}, **properties}
            required.insert(0, kind.tag_field)
        told: Json = {"required": required} if required else {}
        about = kind.cls.__doc__
        # msgspec writes the signature where nobody wrote anything.
        if about and not about.startswith(f"{kind.cls.__name__}("):
            told["description"] = " ".join(about.split())
        return {"type": "object", "properties": properties, **told}

    def _noted(self, kind: inspect.Metadata) -> Json:
        notes = dict(kind.extra_json_schema or {})
        schema = self.of(kind.type)
        if notes.pop(NUMBERED, False) and isinstance(kind.type, inspect.EnumType):
            return {"anyOf": [schema, {"type": "integer", "minimum": 1, "maximum": len(list(kind.type.cls))}], **notes}
        return {**schema, **notes}

    def _union(self, kind: inspect.UnionType) -> Json:
        choices = [self.of(choice) for choice in kind.types if not isinstance(choice, inspect.NoneType)]
        if not kind.includes_none:
            return {"anyOf": choices}
        if len(choices) == 1 and isinstance(choices[0].get("type"), str):
            return {**choices[0], "type": [choices[0]["type"], "null"]}
        # What may be anything may be null.
        return {"anyOf": [*choices, {"type": "null"}]} if all(choices) else {}

    def _default(self, member: inspect.Field) -> Json:
        return _default(member) if self._is_body else {}


def always_written(kind: inspect.StructType) -> set[str]:
    """Names of the members without which the model is never sent."""
    if kind.cls.__struct_config__.omit_defaults:
        return {member.name for member in kind.fields if member.required}
    fields, defaults = kind.cls.__struct_fields__, kind.cls.__struct_defaults__
    optional = zip(fields[len(fields) - len(defaults) :], defaults, strict=True)
    return set(fields) - {name for name, default in optional if default is UNSET}


def _default(member: inspect.Field) -> Json:
    if member.default is not NODEFAULT:
        return {"default": msgspec.to_builtins(member.default)}
    if member.default_factory in (list, dict):
        return {"default": member.default_factory()}
    return {}


def _given(limits: Json) -> Json:
    return {name: value for name, value in limits.items() if value is not None}
