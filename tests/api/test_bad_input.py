"""Every operation that takes a body refuses what is none, says where it is wrong, and changes nothing."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from hovorna.api import ApiSettings
from hovorna.api.app import OPERATIONS
from hovorna.api.operation import Operation
from tests.api.house import Caller, House
from tests.api.things import Things, everything, fit_caller, resource_of
from tests.api.wrong_values import DOCUMENT, LONE_SURROGATE, Wrong, schema_of

WITH_BODY = [one for one in OPERATIONS if one.body is not None and 501 not in one.statuses]
UPLOADS = [one for one in OPERATIONS if one.is_upload and 501 not in one.statuses]


def name_of(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


each_with_body = pytest.mark.parametrize("operation", WITH_BODY, ids=name_of)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all: what is refused leaves nothing behind."""
    settings = ApiSettings(guests_per_minute=1_000_000, largest_json=200_000, largest_file=300_000)
    house = House(tmp_path_factory.mktemp("data"), settings).furnish()
    yield house
    house.close()


class Target:
    """An operation on something that is there, by somebody who may."""

    def __init__(self, operation: Operation, path: str, caller: Caller) -> None:
        self.operation, self.path, self.caller = operation, path, caller

    async def send(self, content: bytes | AsyncIterator[bytes], media_type: str = "application/json") -> Any:
        headers = {"Content-Type": media_type}
        return await self.caller.request(self.operation.method, self.path, content=content, headers=headers)


async def target(house: House, operation: Operation) -> Target:
    session_id, guest = await house.guest(departmentId=house.department)
    caller = await fit_caller(house, operation, guest)
    numbers = {
        "{id}": session_id,
        "{userId}": house.eva,
        "{departmentId}": house.department,
        "{recordingId}": 1,
        "{requestId}": 1,
        "{offerId}": 1,
        "{fileId}": 1,
        "{tagId}": 1,
    }
    resource = resource_of(operation)
    if resource not in (None, "sessions", "Sessions", "calls"):
        things = Things(house, await house.caller(), house.department, house.eva)
        numbers["{id}"] = await things.make(resource)
    path = operation.path
    for name, number in numbers.items():
        path = path.replace(name, str(number))
    if operation.is_upload:
        path += "?name=a.bin"
    if "departmentId" in {parameter.name for parameter in operation.query}:
        path += f"?departmentId={house.department}"
    return Target(operation, path, caller)


def _encoded(body: Any) -> bytes:  # Any: JSON
    # As an escape, for as a character it could not be sent at all.
    return json.dumps(body, ensure_ascii=True).encode()


@each_with_body
async def test_each_wrong_value_is_named_and_changes_nothing(house: House, operation: Operation) -> None:
    aim = await target(house, operation)
    before, faults = everything(house), []
    for place, body in Wrong(DOCUMENT, schema_of(operation)).bodies():
        sent = _encoded(body)
        answer = await aim.send(sent)
        named = list(answer.json()) if answer.status_code == 400 else []
        # A text that is no text makes the whole body none.
        wanted = "body" if json.dumps(LONE_SURROGATE)[1:-1].encode() in sent else place
        if not any(_is_about(field, wanted) for field in named):
            faults.append(f"{place}: {answer.status_code} {answer.text[:100]} to {sent[:100]!r}")
    assert faults == []
    assert everything(house) == before


def _is_about(field: str, place: str) -> bool:
    """An error may name the place, what it stands in, or what stands in it."""
    return (
        field == place or field.startswith((f"{place}.", f"{place}[")) or place.startswith((f"{field}.", f"{field}["))
    )


@each_with_body
async def test_what_is_no_json_is_refused_as_the_body_and_changes_nothing(house: House, operation: Operation) -> None:
    aim = await target(house, operation)
    before = everything(house)
    deep = b"[" * 100_000 + b"]" * 100_000
    nested = b'{"a":' * 40 + b"1" + b"}" * 40
    for body in (
        b"",
        b" ",
        b"{",
        b'{"a":}',
        b"nonsense",
        b"\xff{}",
        b'"\xff"',
        b"{}{}",
        b"NaN",
        b'{"a":1e999}',
        nested,
    ):
        answer = await aim.send(body)
        assert (answer.status_code, list(answer.json())) == (400, ["body"]), (body[:20], answer.text)
        assert answer.headers["hovorna-code"] == "bad_input"
    assert (await aim.send(deep[:190_000])).status_code == 400
    for body in (b'"text"', b"5", b"true", b"null", b"[[]]", b"[5]"):
        answer = await aim.send(body)
        assert answer.status_code == 400, (body, answer.text)
        assert answer.json()
    assert everything(house) == before


@each_with_body
async def test_a_body_of_another_media_type_is_refused(house: House, operation: Operation) -> None:
    aim = await target(house, operation)
    before = everything(house)
    for media_type in ("application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = await aim.send(b"<a/>", media_type)
        assert (answer.status_code, answer.headers["hovorna-code"]) == (415, "media_type_refused")
        assert answer.json() == {"Content-Type": "Must be application/json."}
    assert everything(house) == before


@pytest.mark.parametrize("operation", WITH_BODY + UPLOADS, ids=name_of)
async def test_a_body_that_is_too_large_is_refused_with_and_without_a_length(
    house: House, operation: Operation
) -> None:
    aim = await target(house, operation)
    before = everything(house)
    size = 2**31 if operation.is_upload else 200_001
    if not operation.is_upload:
        assert (await aim.send(b" " * size)).status_code == 413

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(8):
            yield b" " * 50_000

    if not operation.is_upload or operation.size == "file":
        answer = await aim.send(chunks())
        assert (answer.status_code, answer.headers["hovorna-code"]) == (413, "body_too_large")
    assert everything(house) == before


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if "{" in one.path and 501 not in one.statuses], ids=name_of
)
async def test_what_can_not_be_a_number_of_anything_is_not_found(house: House, operation: Operation) -> None:
    aim, right = await target(house, operation), {}
    if operation.body is not None:
        right = Wrong(DOCUMENT, schema_of(operation)).full()
    before = everything(house)
    for place, part in enumerate(operation.path.split("/")):
        if not part.startswith("{") or part[1:-1] in operation.path_types:
            continue
        for wrong in ("2147483648", "99999999999999999999", "-1", "abc", "1.0", "0x1", "%C2%B2", "%00", "1%2F2"):
            parts = aim.path.split("/")
            parts[place] = wrong
            answer = await aim.caller.request(operation.method, "/".join(parts), json=right)
            # A guest's token opens one session only, whatever else the path says.
            assert answer.status_code in (401, 404), (parts, answer.status_code, answer.text)
    assert everything(house) == before


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "1e3", "٣", "", "0x10"])
async def test_a_limit_is_a_whole_number_above_0(house: House, value: str) -> None:
    client = await house.caller()
    for path in ("/api/v1/Sessions", "/api/v1/Users"):
        answer = await client.get(f"{path}?limit={value}")
        if value:
            assert (answer.status_code, [name.lower() for name in answer.json()]) == (400, ["limit"]), path
        else:
            # An empty value is one that was not given.
            assert answer.status_code == 200
