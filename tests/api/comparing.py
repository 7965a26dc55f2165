"""Whether our OpenAPI document promises all that the published contract does: schema by schema, member by member."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

# JSON Schema is a tree of anything; naming its shapes here would only repeat the standard.
Schema = Mapping[str, Any]

_ALL_TYPES = ["object", "array", "string", "integer", "number", "boolean", "null"]


class Way(Enum):
    """What a client writes may be less than we take; what it reads may be less than the contract allows."""

    IN = "in"
    OUT = "out"


class Document:
    def __init__(self, tree: Schema) -> None:
        self.tree = tree

    def choices(self, schema: Schema) -> list[Schema]:
        """One schema for each type that the value may have."""
        schema = self._resolved(schema)
        for word in ("anyOf", "oneOf"):
            if word in schema:
                return [choice for each in schema[word] for choice in self.choices(each)]
        if "const" in schema:
            schema = {**schema, "type": "string", "enum": [schema["const"]]}
        types = schema.get("type", "string" if "enum" in schema else _ALL_TYPES)
        return [{**schema, "type": each} for each in ([types] if isinstance(types, str) else types)]

    def _resolved(self, schema: Schema) -> Schema:
        if "$ref" in schema:
            return self._resolved(self.tree["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        if "allOf" not in schema:
            return schema
        parts = [self._resolved(part) for part in schema["allOf"]]
        return {
            "type": "object",
            "properties": {name: each for part in parts for name, each in part.get("properties", {}).items()},
            "required": [name for part in parts for name in part.get("required", ())],
        }


class Comparison:
    """Yields sentences; none where ours keeps the contract's promise."""

    def __init__(self, published: Schema, ours: Schema, way: Way) -> None:
        self._published, self._ours, self._way = Document(published), Document(ours), way
        self._seen: set[tuple[int, int]] = set()

    def differences(self, published: Schema, ours: Schema, path: str = "$") -> Iterator[str]:
        if not published or (id(published), id(ours)) in self._seen:
            return
        self._seen.add((id(published), id(ours)))
        theirs, mine = self._published.choices(published), self._ours.choices(ours)
        # Each that one side may write has to be one that the other side reads.
        written, read = (theirs, mine) if self._way is Way.IN else (mine, theirs)
        for each in written:
            if each["type"] == "null" and len(written) == len(_ALL_TYPES):
                continue
            fitting = [other for other in read if _is_a(each["type"], other["type"])]
            if not fitting:
                yield f"{path}: {each['type']} is not among {sorted({one['type'] for one in read})}"
                continue
            pairs = [(each, other) if self._way is Way.IN else (other, each) for other in fitting]
            found = [list(self._of_one_type(*pair, path)) for pair in pairs]
            yield from min(found, key=len)

    def _of_one_type(self, published: Schema, ours: Schema, path: str) -> Iterator[str]:
        wanted, given = published.get("format"), ours.get("format")
        # Who takes any text takes every format of it.
        is_told = published["type"] != "string" or self._way is Way.OUT
        if is_told and wanted in ("int32", "int64", "date-time", "uuid") and given != wanted:
            yield f"{path}: format {given}, the contract says {wanted}"
        yield from self._words(published, ours, path)
        if published["type"] == "array":
            yield from self.differences(published.get("items", {}), ours.get("items", {}), f"{path}[]")
        if published["type"] == "object":
            yield from self._members(published, ours, path)

    def _words(self, published: Schema, ours: Schema, path: str) -> Iterator[str]:
        words, mine = _words_of(published), _words_of(ours)
        if words is None and self._way is Way.IN and mine is not None:
            yield f"{path}: takes some words only, the contract any"
        if words is None or (mine is None and self._way is Way.IN):
            return
        missing = set(words) - set(mine or ())
        # A client that knows more words than we say is no worse off.
        if missing and (self._way is Way.IN or mine is None):
            yield f"{path}: lacks {sorted(missing)}"
        # An older client fails on a new word here, and with it on the whole list.
        if path.endswith("terminationReason") and set(mine or ()) - set(words):
            yield f"{path}: has {sorted(set(mine or ()) - set(words))}"

    def _members(self, published: Schema, ours: Schema, path: str) -> Iterator[str]:
        members, mine = published.get("properties", {}), ours.get("properties", {})
        if not members and isinstance(published.get("additionalProperties"), dict):
            others = ours.get("additionalProperties", {})
            for name in mine:
                yield from self.differences(published["additionalProperties"], mine[name], f"{path}.{name}")
            if isinstance(others, dict):
                yield from self.differences(published["additionalProperties"], others, f"{path}.*")
            return
        for name, schema in members.items():
            if name not in mine:
                if not isinstance(ours.get("additionalProperties"), dict | bool):
                    yield f"{path}.{name}: is missing"
                continue
            yield from self._member(schema, mine[name], ours.get("required", ()), f"{path}.{name}")
        needed, always = set(published.get("required", ())), set(ours.get("required", ()))
        if self._way is Way.OUT:
            yield from (f"{path}.{name}: is not always there" for name in sorted((needed & set(mine)) - always))
        else:
            yield from (f"{path}.{name}: must be sent" for name in sorted(always - needed))

    def _member(self, published: Schema, ours: Schema, required: Sequence[str], path: str) -> Iterator[str]:
        name = path.rpartition(".")[2]
        for difference in self.differences(published, ours, path):
            # What may be left out may be null as well: it says as much.
            if self._way is Way.IN and name not in required and difference.startswith(f"{path}: null is not among"):
                continue
            yield difference


def _words_of(schema: Schema) -> list[str] | None:
    """Null among them is a type of its own."""
    return [word for word in schema["enum"] if word is not None] if "enum" in schema else None


def _is_a(written: str, read: str) -> bool:
    return written == read or (written, read) == ("integer", "number")
