"""JSON schemas of our models, told as exactly as the published document tells its own: formats, limits, nulls."""

from enum import Enum
from typing import Any

import msgspec
from msgspec import NODEFAULT, inspect

from hovorna.contract.wire_types import INT32, LONGEST_TEXT, MOST_ITEMS

#: JSON Schema is a tree of anything.
Json = dict[str, Any]

_REFERENCE = "#/components/schemas/"
_LISTS = (inspect.ListType, inspect.VarTupleType, inspect.SetType, inspect.FrozenSetType)
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
    """Gathers in `components` what the schemas refer to."""

    def __init__(self) -> None:
        self.components: Json = {}
        self._names: dict[type, str] = {}

    def answer(self, model: Any) -> Json:  # Any: an annotation
        return self._of(inspect.type_info(model))

    def body(self, model: Any) -> Json:  # Any: an annotation
        """As `answer`; the limits of what has none of its own are told as well."""
        kind = inspect.type_info(model)
        schema = self._of(kind)
        self._limit(schema, set())
        return schema

    def _of(self, kind: inspect.Type) -> Json:
        match kind:
            case inspect.Metadata():
                return {**self._of(kind.type), **(kind.extra_json_schema or {})}
            case inspect.UnionType():
                return self._union(kind)
            case inspect.StructType() | inspect.EnumType():
                return {"$ref": _REFERENCE + self._component(kind)}
            case inspect.DictType():
                values = self._of(kind.value_type)
                return {"type": "object", "additionalProperties": values or True}
            case inspect.StrType():
                limits = {"minLength": kind.min_length, "maxLength": kind.max_length, "pattern": kind.pattern}
                return {"type": "string", **_given(limits)}
            case inspect.IntType():
                return {"type": "integer", "format": INT32, **_given({"minimum": kind.ge, "maximum": kind.le})}
            case inspect.LiteralType():
                return {"enum": list(kind.values)}
            case _ if isinstance(kind, _LISTS):
                limits = {"minItems": kind.min_length, "maxItems": kind.max_length}
                return {"type": "array", "items": self._of(kind.item_type), **_given(limits)}
            case _:
                return dict(_PLAIN.get(type(kind), {}))

    def _union(self, kind: inspect.UnionType) -> Json:
        choices = [self._of(choice) for choice in kind.types if not isinstance(choice, inspect.NoneType)]
        if not kind.includes_none:
            return {"anyOf": choices}
        if len(choices) == 1 and isinstance(choices[0].get("type"), str):
            return {**choices[0], "type": [choices[0]["type"], "null"]}
        # What may be anything may be null.
        return {"anyOf": [*choices, {"type": "null"}]} if all(choices) else {}

    def _component(self, kind: inspect.StructType | inspect.EnumType) -> str:
        known = self._names.get(kind.cls)
        if known is not None:
            return known
        name = kind.cls.__name__
        if name in self.components:
            name = f"{kind.cls.__module__.rpartition('.')[2].title().replace('_', '')}{name}"
        self._names[kind.cls] = name
        # Its place is taken before its members are told, which may lead back here.
        component = self.components[name] = {}
        component.update(_enum(kind.cls) if isinstance(kind, inspect.EnumType) else self._struct(kind))
        return name

    def _struct(self, kind: inspect.StructType) -> Json:
        properties = {member.encode_name: {**self._of(member.type), **_default(member)} for member in kind.fields}
        required = [member.encode_name for member in kind.fields if member.required]
        if kind.tag_field is not None:
            properties = {kind.tag_field: {"const": kind.tag}, **properties}
            required.insert(0, kind.tag_field)
        told: Json = {"required": required} if required else {}
        about = kind.cls.__doc__
        # msgspec writes the signature where nobody wrote anything.
        if about and not about.startswith(f"{kind.cls.__name__}("):
            told["description"] = " ".join(about.split())
        return {"type": "object", "properties": properties, **told}

    def _limit(self, schema: Json, seen: set[str]) -> None:
        """Tells the limits in a schema, and in all that it refers to."""
        name = schema.get("$ref", "").removeprefix(_REFERENCE)
        if name and name not in seen:
            seen.add(name)
            self._limit(self.components[name], seen)
        types = schema.get("type")
        if "string" in (types or ()) and not {"enum", "format", "maxLength", "pattern"} & set(schema):
            schema["maxLength"] = LONGEST_TEXT
        if "array" in (types or ()):
            schema.setdefault("maxItems", MOST_ITEMS)
        for part in _parts_of(schema):
            self._limit(part, seen)


def _default(member: inspect.Field) -> Json:
    if member.default is not NODEFAULT:
        return {"default": msgspec.to_builtins(member.default)}
    if member.default_factory in (list, dict):
        return {"default": member.default_factory()}
    return {}


def _parts_of(schema: Json) -> list[Json]:
    found = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    found += [schema[name] for name in ("items", "additionalProperties") if isinstance(schema.get(name), dict)]
    return found


def _enum(kind: type[Enum]) -> Json:
    return {"type": "string", "enum": [word.value for word in kind]}


def _given(limits: Json) -> Json:
    return {name: value for name, value in limits.items() if value is not None}
