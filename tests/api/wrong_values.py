"""Values that can't stand where a JSON schema has something else, each with the place that an answer has to name."""

import json
from collections.abc import Iterator
from typing import Any

from hovorna.api.app import OPERATIONS
from hovorna.api.openapi import document_of
from hovorna.api.operation import Operation

#: JSON Schema and JSON are trees of anything.
Json = Any

DOCUMENT: Json = json.loads(json.dumps(document_of(OPERATIONS)))

#: Written so in the body: no decoder may let it through.
LONE_SURROGATE = "\ud800"
_DEEP = 3


def schema_of(operation: Operation) -> Json:
    """Of its body."""
    [media] = DOCUMENT["paths"][operation.path][operation.method.lower()]["requestBody"]["content"].values()
    return media["schema"]


class Wrong:
    """Bodies that are right but for one value."""

    def __init__(self, document: Json, schema: Json) -> None:
        self._components = document["components"]["schemas"]
        self._schema = schema

    def bodies(self) -> Iterator[tuple[str, Json]]:
        """(place, body)."""
        yield from self._wrong(self._schema, "", 0)

    def right(self) -> Json:
        return self._right(self._schema)

    def full(self) -> Json:
        """As `right`, with what may be left out as well."""
        schema = self._resolved(self._schema)
        if _kind(schema) != "object":
            return self.right()
        special = {"Url": "https://a.example", "Argb": "#FF2E7D32"}
        return {
            name: next((text for end, text in special.items() if name.endswith(end)), self._right(member))
            for name, member in schema.get("properties", {}).items()
        }

    def _resolved(self, schema: Json) -> Json:
        """The first kind of value that may stand there, null aside."""
        while True:
            if "$ref" in schema:
                schema = self._components[schema["$ref"].rpartition("/")[2]]
            elif "anyOf" in schema:
                schema = next(one for one in schema["anyOf"] if one.get("type") != "null")
            else:
                return schema

    def _takes_null(self, schema: Json) -> bool:
        kinds = [one.get("type") for one in schema.get("anyOf", [schema])]
        return "null" in kinds or ["null"] in kinds or any("null" in kind for kind in kinds if isinstance(kind, list))

    def _right(self, schema: Json) -> Json:
        schema = self._resolved(schema)
        if "const" in schema or "enum" in schema:
            return schema.get("const", next(iter(schema.get("enum", [None]))))
        kind = _kind(schema)
        if kind == "object":
            needed = schema.get("required", ())
            return {name: self._right(each) for name, each in schema.get("properties", {}).items() if name in needed}
        if kind == "array":
            return [self._right(schema["items"])] * schema.get("minItems", 0)
        if kind == "integer":
            return schema.get("minimum", 1)
        texts = {"date-time": "2026-03-02T09:00:00Z", "uuid": "6f9619ff-8b86-d011-b42d-00c04fc964ff"}
        if kind == "string":
            return texts.get(schema.get("format", ""), "cs")
        return {"boolean": True, "number": 1.5}.get(kind)

    def _wrong(self, schema: Json, place: str, depth: int) -> Iterator[tuple[str, Json]]:
        told, schema = schema, self._resolved(schema)
        if place:
            # What another choice takes is not wrong.
            fine = {_kind(self._resolved(one)) for one in told.get("anyOf", ())} - {_kind(schema)}
            yield from ((place, value) for value in _unfit(schema) if not fine & set(_kinds_of(value)))
        kind = _kind(schema)
        if depth == _DEEP or kind not in ("object", "array"):
            return
        if kind == "array":
            yield from ((found, [value]) for found, value in self._wrong(schema["items"], f"{place}[0]", depth + 1))
            return
        right, needed = self._right(schema), set(schema.get("required", ()))
        for name, member in schema.get("properties", {}).items():
            inner = f"{place}.{name}" if place else name
            yield from ((found, {**right, name: value}) for found, value in self._wrong(member, inner, depth + 1))
            if name in needed:
                yield inner, {other: value for other, value in right.items() if other != name}
                if not self._takes_null(member):
                    yield inner, {**right, name: None}
        others = schema.get("additionalProperties")
        if isinstance(others, dict):
            inner = f"{place}.anything" if place else "anything"
            yield from ((found, {**right, "anything": value}) for found, value in self._wrong(others, inner, depth + 1))


def _kind(schema: Json) -> str:
    kinds = schema.get("type", "anything")
    return kinds if isinstance(kinds, str) else next(kind for kind in kinds if kind != "null")


def _kinds_of(value: Json) -> tuple[str, ...]:
    kinds: dict[type, tuple[str, ...]] = {
        bool: ("boolean",),
        int: ("integer", "number"),
        float: ("number",),
        str: ("string",),
        list: ("array",),
        dict: ("object",),
    }
    return kinds[type(value)]


def _unfit(schema: Json) -> Iterator[Json]:
    if "enum" in schema or "const" in schema:
        yield from ("no such word", "UNKNOWN", -1, 10_000, 1.5, True, ["x"], {"a": 1})
        return
    match _kind(schema):
        case "object":
            yield from (5, "text", ["x"], True)
        case "array":
            yield from (5, "text", {"a": 1}, True)
            yield from ([None] * (schema["maxItems"] + 1) for _ in [1] if "maxItems" in schema)
        case "integer":
            yield from ("x", 1.5, True, {"a": 1}, ["x"], 2**63, -(2**63) - 1, 1e300)
            yield from ([2**31, -(2**31)] if schema.get("format") == "int32" else [])
            yield from ([schema["maximum"] + 1] if "maximum" in schema else [])
            yield from ([schema["minimum"] - 1] if "minimum" in schema else [])
        case "boolean":
            yield from ("true", 1, {"a": 1}, ["x"])
        case "number":
            yield from ("x", True, {"a": 1}, ["x"], 1e300)
        case "string":
            yield from (["x"], {"a": 1}, True, "a\0b", LONE_SURROGATE)
            yield 5
            yield from (["x" * (schema["maxLength"] + 1)] if "maxLength" in schema else ["x" * 20_000])
            yield from ([""] if schema.get("minLength") else [])
            yield from (["yesterday"] if schema.get("format") == "date-time" else [])
