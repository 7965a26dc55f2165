"""The page of what every body may hold at the most, from the document that clients are told of it by."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hovorna.api import ApiSettings
from hovorna.api.app import OPERATIONS
from hovorna.api.openapi import document_of
from hovorna.contract.json_body import DEEPEST
from hovorna.contract.wire_types import LARGEST, LONGEST_TEXT, MOST_ITEMS
from tools.generate.markdown import NOTICE, table

_TOP = """# Limits

{notice}
What is longer, larger or deeper is refused: 413 for a whole body that is too large, otherwise 400 with the member and
its limit. Nothing of a refused request is kept.

| what | at most |
| --- | --- |
| a JSON body | {json} MiB |
| a shared file | {file} MiB |
| a recording | {recording} GiB |
| levels of nesting in JSON | {deepest} |
| a text whose model says nothing else | {text} characters |
| a list whose model says nothing else | {items} items |
| a number whose model says nothing else | {number} |
| numbers of sessions, people, tags, webhooks, contacts and all else | {number} |

Characters are Unicode code points. A text never holds the character NUL.

## Members with limits of their own

"""

_MIB = 1024 * 1024
_SENTENCES = {
    "maxLength": "{} characters",
    "maxItems": "{} items",
    "maximum": "up to {}",
    "minimum": "from {}",
    "minLength": "not below {}",
    "pattern": "`{}`",
}
_USUAL = {("maxLength", LONGEST_TEXT), ("maxItems", MOST_ITEMS), ("maximum", LARGEST["int32"])}

Json = Any  # JSON Schema is a tree of anything


def page() -> str:
    settings = ApiSettings()
    top = _TOP.format(
        notice=NOTICE,
        json=settings.largest_json // _MIB,
        file=settings.largest_file // _MIB,
        recording=settings.largest_recording // _MIB // 1024,
        deepest=DEEPEST,
        text=f"{LONGEST_TEXT:,}",
        items=f"{MOST_ITEMS:,}",
        number=f"{LARGEST['int32']:,}",
    )
    return top + table(("body", "member", "limits"), _rows())


def _rows() -> Iterator[Sequence[object]]:
    document = document_of(OPERATIONS)
    schemas = document["components"]["schemas"]
    told: set[tuple[str, str]] = set()
    for operation in OPERATIONS:
        if operation.body is None or 501 in operation.statuses:
            continue
        [content] = document["paths"][operation.path][operation.method.lower()]["requestBody"]["content"].values()
        for model, member, schema in _members(content["schema"], operation.path, schemas, set()):
            sentence = _limits(schema)
            if sentence and (model, member) not in told:
                told.add((model, member))
                yield f"`{model}`", f"`{member}`", sentence


def _members(schema: Json, model: str, schemas: Json, seen: set[str]) -> Iterable[tuple[str, str, Json]]:
    """(model, member, schema) of all that may stand in it."""
    if "$ref" in schema:
        model = schema["$ref"].rpartition("/")[2]
        if model in seen:
            return
        seen.add(model)
        schema = schemas[model]
    for name, member in schema.get("properties", {}).items():
        yield model, name, member
        yield from _members(member, model, schemas, seen)
    for part in (*schema.get("anyOf", ()), schema.get("items"), schema.get("additionalProperties")):
        if isinstance(part, dict):
            yield from _members(part, model, schemas, seen)


def _limits(schema: Json) -> str:
    found = [
        sentence.format(f"{schema[name]:,}" if isinstance(schema[name], int) else schema[name])
        for name, sentence in _SENTENCES.items()
        if name in schema and (name, schema[name]) not in _USUAL
    ]
    items = _limits(schema["items"]) if isinstance(schema.get("items"), dict) else ""
    return ", ".join([*found, *([f"each {items}"] if items else [])])
