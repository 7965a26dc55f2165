"""Who may call what: every operation there is, from the one table."""

import re
from collections.abc import Iterator

import pytest

from hovorna.api import ApiSettings
from hovorna.api.app import OPERATIONS
from hovorna.api.operation import Access, Operation
from hovorna.application.roles import Right, with_implied
from tests.api.house import House

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


@pytest.mark.parametrize(
    "operation", [one for one in OPERATIONS if one.body is not None and one.access is not Access.OPTIONAL], ids=name_of
)
async def test_a_body_that_is_no_object_is_named_and_changes_nothing(house: House, operation: Operation) -> None:
    session_id, guest = await house.guest()
    caller = guest if operation.access is Access.GUEST else await house.caller(*Right)
    before = house.version
    path = path_of(operation, id=session_id, userId=house.eva)
    # Where a list is taken, an empty one is none the less one.
    other = b"{}" if getattr(operation.body, "__origin__", None) is list else b"[]"
    for body in (b"", other, b"{", b'"text"', b"\xff{}", b"[" * 100_000):
        answer = await caller.request(operation.method, path, content=body)
        assert (answer.status_code, list(answer.json())) == (400, ["body"]), body[:10]
        assert answer.headers["hovorna-code"] == "bad_input"
    assert house.version == before


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.body is not None], ids=name_of)
async def test_a_body_of_another_media_type_is_refused(house: House, operation: Operation) -> None:
    session_id, guest = await house.guest()
    caller = guest if operation.access is Access.GUEST else await house.caller(*Right)
    path = path_of(operation, id=session_id, userId=house.eva)
    answer = await caller.request(operation.method, path, content=b"<a/>", headers={"Content-Type": "application/xml"})
    assert (answer.status_code, answer.headers["hovorna-code"]) == (415, "media_type_refused")
    assert answer.json() == {"Content-Type": "Must be application/json."}


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.body is not None], ids=name_of)
async def test_a_body_that_is_too_large_is_refused(house: House, operation: Operation) -> None:
    session_id, guest = await house.guest()
    caller = guest if operation.access is Access.GUEST else await house.caller(*Right)
    path = path_of(operation, id=session_id, userId=house.eva)
    answer = await caller.request(operation.method, path, content=b" " * (1024 * 1024 + 1))
    assert (answer.status_code, answer.headers["hovorna-code"]) == (413, "body_too_large")
