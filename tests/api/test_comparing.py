"""The comparison with the contract finds what would break a client, so that its silence means something."""

from typing import Any

import pytest

from tests.api.comparing import Comparison, Way

Json = dict[str, Any]

TEXT, NUMBER, INSTANT = {"type": "string"}, {"type": "integer", "format": "int32"}, {"format": "date-time"}
COMPONENTS = {"components": {"schemas": {"Colour": {"type": "string", "enum": ["red", "blue"]}}}}
COLOUR = {"$ref": "#/components/schemas/Colour"}


def _object(required: tuple[str, ...] = (), **members: Json) -> Json:
    return {"type": "object", "properties": members, "required": list(required)}


def _found(way: Way, published: Json, ours: Json) -> list[str]:
    return list(Comparison(COMPONENTS, COMPONENTS, way).differences(published, ours))


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        (TEXT, NUMBER),
        (TEXT, {"type": ["string", "null"]}),
        (NUMBER, {"type": "integer", "format": "int64"}),
        (NUMBER, {"type": "number"}),
        ({**TEXT, **INSTANT}, TEXT),
        (COLOUR, TEXT),
        (_object(terminationReason=COLOUR), _object(terminationReason={"enum": ["red", "blue", "new"]})),
        (_object(a=TEXT), _object(b=TEXT)),
        (_object(("a",), a=TEXT), _object(a=TEXT)),
        (_object(a=_object(b=TEXT)), _object(a=_object(b=NUMBER))),
        ({"type": "array", "items": TEXT}, {"type": "array", "items": NUMBER}),
        ({"type": "array", "items": TEXT}, TEXT),
        ({"type": "object", "additionalProperties": TEXT}, {"type": "object", "additionalProperties": NUMBER}),
        ({"anyOf": [COLOUR, {"type": "null"}]}, {"anyOf": [COLOUR, NUMBER]}),
    ],
)
def test_it_finds_an_answer_that_a_client_of_the_contract_can_not_read(published: Json, ours: Json) -> None:
    assert _found(Way.OUT, published, ours)


@pytest.mark.parametrize(
    ("published", "ours"),
    [
        (NUMBER, TEXT),
        ({"type": ["string", "null"]}, TEXT),
        (COLOUR, {"enum": ["red"]}),
        (TEXT, COLOUR),
        (_object(a=TEXT), _object()),
        (_object(a=TEXT), _object(("a",), a=TEXT)),
        (_object(("a",), a={"type": ["string", "null"]}), _object(("a",), a=TEXT)),
        ({"type": "array", "items": {"anyOf": [COLOUR, NUMBER]}}, {"type": "array", "items": COLOUR}),
    ],
)
def test_it_finds_a_body_that_a_client_of_the_contract_sends_in_vain(published: Json, ours: Json) -> None:
    assert _found(Way.IN, published, ours)


@pytest.mark.parametrize(
    ("way", "published", "ours"),
    [
        (Way.OUT, {"type": ["string", "null"]}, TEXT),
        (Way.OUT, COLOUR, {"enum": ["red", "blue", "new"]}),
        (Way.OUT, COLOUR, {"enum": ["red"]}),
        (Way.OUT, _object(a=TEXT), _object(("a", "b"), a=TEXT, b=TEXT)),
        (Way.OUT, {}, TEXT),
        (Way.OUT, {"type": "object"}, _object(a=TEXT)),
        (Way.IN, TEXT, {"type": ["string", "null"]}),
        (Way.IN, _object(a={"type": ["string", "null"]}), _object(a=TEXT)),
        (Way.IN, _object(("a",), a=TEXT), _object(a=TEXT, b=TEXT)),
        (Way.IN, COLOUR, TEXT),
    ],
)
def test_it_lets_pass_what_breaks_nobody(way: Way, published: Json, ours: Json) -> None:
    assert _found(way, published, ours) == []
