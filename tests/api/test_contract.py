"""Our OpenAPI document against the published contract: every operation, parameter, body, status and answer is there."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from hovorna.api.app import OPERATIONS
from hovorna.api.openapi import document_of
from tests.api.comparing import Comparison, Way

CONTRACT = Path(__file__).resolve().parents[3] / "shared" / "contract" / "public-api.openapi.json"
if not CONTRACT.is_file():
    pytest.skip(
        "the published contract is not here: no ../shared/contract beside the checkout", allow_module_level=True
    )

Json = dict[str, Any]

PUBLISHED: Json = json.loads(CONTRACT.read_text("utf-8"))
OURS: Json = json.loads(json.dumps(document_of(OPERATIONS)))


class Each(NamedTuple):
    method: str
    path: str
    published: Json

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def ours(self) -> Json:
        if self.found is None:
            pytest.skip("it is not served, as another test says")
        return self.found

    @property
    def found(self) -> Json | None:
        return _ours().get((self.method, self.path.lower()))


def _ours() -> dict[tuple[str, str], Json]:
    return {(method, path.lower()): each for path, methods in OURS["paths"].items() for method, each in methods.items()}


PUBLISHED_OPERATIONS = [
    Each(method, path, each) for path, methods in PUBLISHED["paths"].items() for method, each in methods.items()
]
each_operation = pytest.mark.parametrize("each", PUBLISHED_OPERATIONS, ids=lambda each: each.name)


@each_operation
def test_it_is_served_under_its_name(each: Each) -> None:
    assert each.found is not None
    assert (each.ours["operationId"], each.ours["tags"]) == (each.published["operationId"], each.published["tags"])


@each_operation
def test_its_parameters_are_taken(each: Each) -> None:
    ours = {(one["name"].lower(), one["in"]): one for one in each.ours["parameters"]}
    published = [one for one in each.published.get("parameters", ()) if one["in"] in ("path", "query")]
    assert {(one["name"].lower(), one["in"]) for one in published} <= set(ours)
    comparison = Comparison(PUBLISHED, OURS, Way.IN)
    for parameter in published:
        mine = ours[parameter["name"].lower(), parameter["in"]]
        assert list(comparison.differences(parameter["schema"], mine["schema"], parameter["name"])) == []
        assert mine.get("required", False) == parameter.get("required", False)


@each_operation
def test_its_body_is_taken(each: Each) -> None:
    published = each.published.get("requestBody")
    if published is None:
        # A body that no published client sends must at least not be asked for.
        assert not each.ours.get("requestBody", {}).get("required", False)
        return
    for media_type, content in published["content"].items():
        mine = each.ours["requestBody"]["content"][media_type]
        comparison = Comparison(PUBLISHED, OURS, Way.IN)
        assert list(comparison.differences(content["schema"], mine["schema"])) == []


@each_operation
def test_its_statuses_are_documented(each: Each) -> None:
    assert set(each.published["responses"]) <= set(each.ours["responses"])


@each_operation
def test_its_answers_have_the_published_shape(each: Each) -> None:
    for status, published in each.published["responses"].items():
        for media_type, content in published.get("content", {}).items():
            mine = each.ours["responses"][status]["content"][media_type]
            if "schema" in content:
                comparison = Comparison(PUBLISHED, OURS, Way.OUT)
                assert list(comparison.differences(content["schema"], mine["schema"])) == [], status


def _enums(schema: Any, path: str = "$") -> Iterator[tuple[str, list[str]]]:  # Any: any part of a document
    if isinstance(schema, dict):
        if "enum" in schema:
            yield path, schema["enum"]
        for name, part in schema.items():
            yield from _enums(part, f"{path}.{name}")


def test_no_word_list_of_ours_has_the_word_that_nobody_may_send() -> None:
    assert [path for path, words in _enums(OURS["components"]) if "UNKNOWN" in words] == []
