"""The published contract as the tests read it: found beside the checkout, resolved, compared."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import inspect

from hovorna.api.json_schemas import always_written

CONTRACT = Path(__file__).resolve().parents[4] / "shared" / "contract" / "public-api.openapi.json"

# JSON Schema is a tree of anything; naming its shapes here would only repeat the standard.
Schema = Mapping[str, Any]

_JSON_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
_KINDS: dict[type[inspect.Type], str] = {
    inspect.StructType: "object",
    inspect.DictType: "object",
    inspect.VarTupleType: "array",
    inspect.StrType: "string",
    inspect.EnumType: "string",
    inspect.LiteralType: "string",
    inspect.DateTimeType: "string",
    inspect.IntType: "integer",
    inspect.BoolType: "boolean",
}


class Published:
    def __init__(self, document: Schema) -> None:
        self.document = document

    def schema(self, name: str) -> Schema:
        return self.resolved(self.document["components"]["schemas"][name])

    def resolved(self, schema: Schema) -> Schema:
        """Without `$ref` and `allOf` at its top."""
        if "$ref" in schema:
            return self.schema(schema["$ref"].rpartition("/")[2])
        if "allOf" not in schema:
            return schema
        parts = [self.resolved(part) for part in schema["allOf"]]
        return {
            "type": "object",
            "properties": {name: each for part in parts for name, each in part.get("properties", {}).items()},
            "required": [name for part in parts for name in part.get("required", ())],
        }

    def choices(self, schema: Schema) -> list[Schema]:
        """One schema for each type that the value may have."""
        schema = self.resolved(schema)
        if "anyOf" in schema:
            return [choice for each in schema["anyOf"] for choice in self.choices(each)]
        types = schema.get("type", list(_JSON_TYPES))
        return [{**schema, "type": each} for each in ([types] if isinstance(types, str) else types)]

    def violations(self, value: object, schema: Schema, path: str = "$") -> Iterator[str]:
        """What of JSON Schema the contract uses: types, enums, required, properties, items, date-time."""
        fitting = [choice for choice in self.choices(schema) if _has_type(value, choice["type"])]
        if not fitting:
            yield f"{path}: {value!r} is none of {[each['type'] for each in self.choices(schema)]}"
            return
        chosen = fitting[0]
        if "enum" in chosen and value not in chosen["enum"]:
            yield f"{path}: {value!r} is not published"
        if chosen.get("format") == "date-time" and isinstance(value, str):
            if not value.endswith("Z") or "T" not in value:
                yield f"{path}: {value!r} lacks T or Z"
            datetime.fromisoformat(value)
        if isinstance(value, dict):
            yield from self._violations_of_members(value, chosen, path)
        if isinstance(value, list):
            for place, item in enumerate(value):
                yield from self.violations(item, chosen.get("items", {}), f"{path}[{place}]")

    def _violations_of_members(self, value: dict[str, object], schema: Schema, path: str) -> Iterator[str]:
        properties = schema.get("properties", {})
        yield from (f"{path}.{name}: is missing" for name in {*schema.get("required", ()), *properties} - set(value))
        others = schema.get("additionalProperties", None if properties else {})
        for name, item in value.items():
            member = properties.get(name, others)
            if member is None:
                yield f"{path}.{name}: is not published"
            else:
                yield from self.violations(item, member, f"{path}.{name}")

    def differences(self, kind: inspect.Type, schema: Schema, path: str) -> Iterator[str]:
        """Where a model of ours would write, or refuse to read, what the schema does not say."""
        choices = {choice["type"]: choice for choice in self.choices(schema)}
        kinds = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
        for wrapped in kinds:
            each = wrapped.type if isinstance(wrapped, inspect.Metadata) else wrapped
            if isinstance(each, inspect.CustomType | inspect.AnyType):
                continue
            name = "null" if isinstance(each, inspect.NoneType) else _KINDS[type(each)]
            if name not in choices:
                yield f"{path}: ours may be {name}, the contract says {list(choices)}"
            elif isinstance(each, inspect.StructType):
                yield from self._differences_of_members(each, choices[name], path)
            elif isinstance(each, inspect.VarTupleType):
                yield from self.differences(each.item_type, choices[name].get("items", {}), f"{path}[]")
            elif isinstance(each, inspect.EnumType):
                yield from _unpublished_words(each, choices[name], path)
            elif isinstance(each, inspect.DateTimeType) and choices[name].get("format") != "date-time":
                yield f"{path}: no instant in the contract"

    def _differences_of_members(self, kind: inspect.StructType, schema: Schema, path: str) -> Iterator[str]:
        # A member that is left out where there is nothing to say is no client's problem.
        names = [member.encode_name for member in kind.fields if member.name in always_written(kind)]
        if names != list(schema["properties"]):
            yield f"{path}: ours {names}, the contract {list(schema['properties'])}"
        for member in kind.fields:
            published = schema["properties"].get(member.encode_name, {})
            yield from self.differences(member.type, published, f"{path}.{member.encode_name}")


def _unpublished_words(kind: inspect.EnumType, schema: Schema, path: str) -> Iterator[str]:
    words = {member.value for member in kind.cls}
    yield from (f"{path}: {word} is not published" for word in words - set(schema["enum"]))


def _has_type(value: object, name: str) -> bool:
    return isinstance(value, _JSON_TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def load() -> Published:
    if not CONTRACT.is_file():
        pytest.skip("the published contract is not here: no ../shared/contract beside the checkout")
    return Published(json.loads(CONTRACT.read_text("utf-8")))
