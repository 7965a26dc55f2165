"""Who may call what: every operation there is, from the one table."""

import asyncio
import re
from collections.abc import Iterator

import pytest

from hovorna.api import ApiSettings
from hovorna.api.app import OPERATIONS
from hovorna.api.operation import Access, Operation
from hovorna.application.roles import Right, with_implied
from tests.api.house import House
from tests.api.things import MAKERS, Things, everything, resource_of
from tests.api.wrong_values import DOCUMENT, Wrong, schema_of

GUARDED = [one for one in OPERATIONS if one.access is not Access.OPEN]
FOR_CLIENTS = [one for one in OPERATIONS if isinstance(one.access, Right) or one.access is Access.OPERATOR]
IN_A_SESSION = [one for one in FOR_CLIENTS if re.match(r"/api/v1/(Sessions|calls)/\{id\}", one.path)]
OF_AN_OPERATOR = [one for one in FOR_CLIENTS if "{userId}" in one.path]
OF_A_GUEST = [one for one in OPERATIONS if one.access is Access.GUEST]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all: refused requests leave nothing behind."""
    house = House(tmp_path_factory.mktemp("data"), ApiSettings(guests_per_minute=1_000_000)).furnish()
    yield house
    house.close()


@pytest.fixture(scope="module")
def expired(house: House) -> dict[str, str]:
    """Headers with a token that was good an hour and a few minutes ago, and may do everything."""

    async def token() -> str:
        return await house.token(house.new_client(*Right))

    headers = {"Authorization": f"Bearer {asyncio.run(token())}"}
    house.pass_time(minutes=66)
    return headers


def name_of(operation: Operation) -> str:
    return f"{operation.method} {operation.path}"


def path_of(operation: Operation, **given: int) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: str(given.get(found[1], 1)), operation.path)


def needed_by(operation: Operation) -> Right:
    others = {
        Access.OPTIONAL: Right.OPERATE,
        Access.READER_OR_GUEST: Right.READ,
        Access.OPERATOR: Right.OPERATE,
        Access.SELF: Right.ADMINISTER,
    }
    return operation.access if isinstance(operation.access, Right) else others[operation.access]


@pytest.mark.parametrize("operation", [one for one in GUARDED if one.access is not Access.OPTIONAL], ids=name_of)
async def test_without_a_token_it_is_refused(house: House, operation: Operation) -> None:
    before = house.version
    answer = await house.http.request(operation.method, path_of(operation), json={})
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer.headers["hovorna-code"] == "token_missing"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert house.version == before


@pytest.mark.parametrize("operation", [one for one in GUARDED if one.access is not Access.GUEST], ids=name_of)
async def test_with_a_token_that_has_expired_it_is_refused(
    house: House, operation: Operation, expired: dict[str, str]
) -> None:
    before = house.version
    answer = await house.http.request(operation.method, path_of(operation), json={}, headers=expired)
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer.headers["hovorna-code"] == "token_expired"
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]
    assert house.version == before


@pytest.mark.parametrize("operation", GUARDED, ids=name_of)
async def test_with_a_token_that_is_not_ours_it_is_refused(house: House, operation: Operation) -> None:
    headers = {"Authorization": "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA"}
    answer = await house.http.request(operation.method, path_of(operation), json={}, headers=headers)
    assert (answer.status_code, answer.headers["hovorna-code"]) == (401, "token_invalid")


@pytest.mark.parametrize("operation", [one for one in GUARDED if one.access is not Access.GUEST], ids=name_of)
async def test_without_the_right_it_is_refused(house: House, operation: Operation) -> None:
    caller = await house.caller(*(right for right in Right if needed_by(operation) not in with_implied({right})))
    before = house.version
    answer = await caller.request(operation.method, path_of(operation), json={})
    assert (answer.status_code, answer.content) == (403, b"")
    assert answer.headers["hovorna-code"] == "right_missing"
    assert house.version == before


@pytest.mark.parametrize("operation", IN_A_SESSION, ids=name_of)
async def test_another_companys_session_is_as_good_as_none(house: House, operation: Operation) -> None:
    session_id, _ = await house.guest()
    stranger = await house.caller(client=house.other_client)
    before = house.version
    path = path_of(operation, id=session_id, userId=house.stranger)
    answer = await stranger.request(operation.method, path, json={})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (404, "session_unknown")
    if operation.is_contract:
        assert answer.content == b""
    assert house.version == before


@pytest.mark.parametrize("operation", OF_AN_OPERATOR, ids=name_of)
async def test_another_companys_operator_is_as_good_as_none(house: House, operation: Operation) -> None:
    session_id, _ = await house.guest()
    caller = await house.caller()
    answer = await caller.request(operation.method, path_of(operation, id=session_id, userId=house.stranger), json={})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (404, "not_found")


@pytest.mark.parametrize("operation", OF_A_GUEST, ids=name_of)
async def test_a_guest_opens_their_own_session_only(house: House, operation: Operation) -> None:
    _, guest = await house.guest()
    other_id, _ = await house.guest()
    before = house.version
    for path_id in (other_id, 999):
        answer = await guest.request(operation.method, path_of(operation, id=path_id), json={})
        assert (answer.status_code, answer.headers["hovorna-code"]) == (401, "token_invalid")
    assert house.version == before


@pytest.mark.parametrize("operation", OF_A_GUEST, ids=name_of)
async def test_a_clients_token_is_no_guests(house: House, operation: Operation) -> None:
    session_id, _ = await house.guest()
    client = await house.caller()
    answer = await client.request(operation.method, path_of(operation, id=session_id), json={})
    assert answer.status_code == 401


@pytest.mark.parametrize("operation", FOR_CLIENTS, ids=name_of)
async def test_a_guests_token_is_no_clients(house: House, operation: Operation) -> None:
    session_id, guest = await house.guest()
    answer = await guest.request(operation.method, path_of(operation, id=session_id), json={})
    assert answer.status_code == 401


@pytest.mark.parametrize("operation", IN_A_SESSION, ids=name_of)
async def test_what_can_not_be_an_id_is_not_found(house: House, operation: Operation) -> None:
    caller = await house.caller()
    for wrong in ("abc", "0x1", "-1", "1_0", "99999999999999999999", "2147483648", "%C2%B2"):
        path = operation.path.replace("{id}", wrong)
        path = path.format(userId=house.eva, tagId=1, fileId=1, recordingId=1, requestId=1)
        answer = await caller.request(operation.method, path, json={})
        assert answer.status_code == 404, wrong


OF_A_THING = [one for one in FOR_CLIENTS if resource_of(one) is not None and 501 not in one.statuses]
IN_A_DEPARTMENT = [one for one in FOR_CLIENTS if "{departmentId}" in one.path and 501 not in one.statuses]


@pytest.mark.parametrize("operation", OF_A_THING, ids=name_of)
async def test_what_is_another_companys_is_as_good_as_none(house: House, operation: Operation) -> None:
    others = await house.caller(client=house.other_client)
    theirs = await Things(house, others, house.other_department, house.stranger).make(resource_of(operation) or "")
    path = path_of(operation, id=theirs, departmentId=house.department, userId=house.eva)
    right = Wrong(DOCUMENT, schema_of(operation)).full() if operation.body is not None else {}
    before = everything(house)
    # A client of one company may everything but host the server.
    answer = await (await house.caller()).request(operation.method, path, json=right)
    if operation.access is Right.HOST:
        assert answer.status_code == 403
    else:
        assert (answer.status_code, answer.content if operation.is_contract else b"") == (404, b""), answer.text
    assert everything(house) == before


@pytest.mark.parametrize("operation", IN_A_DEPARTMENT, ids=name_of)
async def test_another_companys_department_is_as_good_as_none(house: House, operation: Operation) -> None:
    caller = await house.caller()
    resource, mine = resource_of(operation), 1
    if resource is not None:
        mine = await Things(house, caller, house.department, house.eva).make(resource)
    path = path_of(operation, id=mine, departmentId=house.other_department)
    right = Wrong(DOCUMENT, schema_of(operation)).full() if operation.body is not None else {}
    before = everything(house)
    answer = await caller.request(operation.method, path, json=right)
    assert (answer.status_code, answer.content) == (404, b""), answer.text
    assert everything(house) == before


def test_every_number_in_a_path_is_of_something_that_these_tests_can_make() -> None:
    assert {resource_of(one) for one in OPERATIONS if 501 not in one.statuses} - {None} <= set(MAKERS)
