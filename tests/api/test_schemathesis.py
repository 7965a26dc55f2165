"""Requests drawn from our own document, good and bad: the server never fails, and answers only what it documents.

`make test` draws a few for each operation; `make test-real` many.
"""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from hovorna.api import ApiSettings
from hovorna.api.app import OPERATIONS
from hovorna.api.openapi import document_of
from hovorna.api.operation import Operation
from tests.api.house import Caller, House
from tests.api.things import MAKERS, Things, fit_caller, resource_of

DOCUMENT = json.loads(json.dumps(document_of(OPERATIONS)))
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]

#: Their answers have no end; tests of their own read them.
WITHOUT_END = {"/api/v1/Events"}
TRIED = [one for one in OPERATIONS if one.tag != "Documentation" and one.path not in WITHOUT_END]

Case = schemathesis.Case[Any]  # Any: of whatever schema


def name_of(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all, as a server is."""
    house = House(tmp_path_factory.mktemp("data"), ApiSettings(guests_per_minute=1_000_000)).furnish()
    yield house
    house.close()


class Tried:
    """One operation, its caller, and the numbers of what is really there."""

    def __init__(self, operation: Operation, caller: Caller, numbers: dict[str, int]) -> None:
        self.operation, self.caller, self.numbers = operation, caller, numbers

    async def send(self, case: Case) -> None:
        # Random numbers are of nothing: every other one becomes that of something.
        for name, value in case.path_parameters.items():
            if name in self.numbers and isinstance(value, int) and value % 2 == 0:
                case.path_parameters[name] = self.numbers[name]
        request = case.as_transport_kwargs(base_url="http://desk.example")
        request.pop("cookies", None)
        if isinstance(request.get("data"), bytes | str):
            request["content"] = request.pop("data")
        # Of letters beyond ASCII httpx wants the bytes.
        headers = {
            name: value.encode("latin-1", "replace") if isinstance(value, str) else value
            for name, value in dict(request.pop("headers")).items()
            if name != "User-Agent"
        }
        method, url = request.pop("method"), request.pop("url")
        answer = await self.caller.request(method, url, headers=headers, **request)
        await answer.aread()
        checks = CHECKS if answer.status_code == 501 else [*CHECKS, not_a_server_error]
        case.validate_response(answer, checks=checks)


async def _prepared(house: House, operation: Operation) -> Tried:
    session_id, guest = await house.guest(departmentId=house.department)
    numbers = {"id": session_id, "userId": house.eva, "departmentId": house.department, "tagId": 1}
    resource = resource_of(operation)
    if resource in MAKERS:
        numbers["id"] = await Things(house, await house.caller(), house.department, house.eva).make(resource)
    if "guest" in operation.path or "Sessions" in operation.path:
        numbers["id"] = session_id
    return Tried(operation, await fit_caller(house, operation, guest), numbers)


def _try(house: House, runner: asyncio.Runner, operation: Operation, mode: GenerationMode, examples: int) -> None:
    tried = runner.run(_prepared(house, operation))
    described = SCHEMA[operation.path][operation.method]

    @hypothesis.given(case=described.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def each(case: Case) -> None:
        runner.run(tried.send(case))

    each()


def _can_be_wrong(operation: Operation) -> bool:
    described = DOCUMENT["paths"][operation.path][operation.method.lower()]
    return bool(described["parameters"]) or "requestBody" in described


CAN_BE_WRONG = [one for one in TRIED if _can_be_wrong(one)]


@pytest.mark.parametrize("operation", TRIED, ids=name_of)
def test_what_the_document_allows_is_answered_as_documented(
    house: House, runner: asyncio.Runner, operation: Operation
) -> None:
    _try(house, runner, operation, GenerationMode.POSITIVE, 3)


@pytest.mark.parametrize("operation", CAN_BE_WRONG, ids=name_of)
def test_what_the_document_rules_out_is_answered_as_documented(
    house: House, runner: asyncio.Runner, operation: Operation
) -> None:
    _try(house, runner, operation, GenerationMode.NEGATIVE, 3)


@pytest.mark.real
@pytest.mark.parametrize("operation", TRIED, ids=name_of)
def test_many_that_the_document_allows_are_answered_as_documented(
    house: House, runner: asyncio.Runner, operation: Operation
) -> None:
    _try(house, runner, operation, GenerationMode.POSITIVE, 100)


@pytest.mark.real
@pytest.mark.parametrize("operation", CAN_BE_WRONG, ids=name_of)
def test_many_that_the_document_rules_out_are_answered_as_documented(
    house: House, runner: asyncio.Runner, operation: Operation
) -> None:
    _try(house, runner, operation, GenerationMode.NEGATIVE, 100)
