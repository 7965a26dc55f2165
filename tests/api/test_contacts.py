"""Contacts as clients write and read them, and who may."""

from collections.abc import Iterator

import pytest

from hovorna.application.roles import DepartmentRole, Right
from tests.api.administering import person, second_department
from tests.api.contact_calls import EVA, NOTHING, made, one, path
from tests.api.house import House, Json


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all requests that are refused: they leave nothing behind."""
    house = House(tmp_path_factory.mktemp("data")).furnish()
    yield house
    house.close()


async def test_a_contact_comes_out_as_clients_parse_it(house: House) -> None:
    """An ident is a text, the other keys are lists, however they came in; keys of one's own keep their form."""
    [number] = await made(house, {**EVA, "town": "Brno", "cars": ["red", "blue"]})
    assert await one(house, number) == {
        "id": number,
        "oo1_guest_phone": ["+420 777 123 456"],
        "oo1_guest_email": ["eva@example.org"],
        "oo1_guest_guid": None,
        "oo1_guest_ident": "C-1",
        "town": "Brno",
        "cars": ["red", "blue"],
    }


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        ({"OO1_Guest_Phone": ["1", None, "", " 1 ", "2"]}, {"oo1_guest_phone": ["1", "2"]}),
        ({"oo1_guest_ident": ["C-1"]}, {"oo1_guest_ident": "C-1"}),
        ({"oo1_guest_guid": "abc", "oo1_guest_email": None}, {"oo1_guest_guid": ["abc"]}),
        ({"id": 77, "data": {"oo1_guest_phone": "1", "town": None}}, {"oo1_guest_phone": ["1"]}),
        (
            {"Data": {"oo1_guest_phone": ["1"]}, "FULLNAME": "Eva Malá"},
            {"oo1_guest_phone": ["1"], "fullName": "Eva Malá"},
        ),
        ({" town ": " Brno "}, {"town": "Brno"}),
    ],
)
async def test_values_are_taken_in_every_form_that_clients_write(house: House, sent: Json, known: Json) -> None:
    [number] = await made(house, sent)
    assert await one(house, number) == {"id": number, **NOTHING, **known}


async def test_the_ids_come_in_the_order_of_the_contacts_and_fit_32_bits(house: House) -> None:
    numbers = await made(house, *({"n": str(number)} for number in range(300)))
    assert [(await one(house, number))["n"] for number in numbers[:3]] == ["0", "1", "2"]
    assert numbers == sorted(set(numbers))
    assert max(numbers) < 2**31


async def test_the_same_contact_twice_is_two_contacts(house: House) -> None:
    """Families share numbers; who is the same person is said by merging."""
    first, second = await made(house, EVA, EVA)
    assert (await one(house, first))["oo1_guest_ident"] == (await one(house, second))["oo1_guest_ident"]
    assert first != second


async def test_the_list_by_department_is_flat_and_the_other_has_data(house: House) -> None:
    numbers = await made(house, {"oo1_guest_phone": "1", "town": "Brno"}, {"oo1_guest_ident": "C-2"})
    caller = await house.caller()
    assert (await caller.get(path(house))).json() == [
        {"id": numbers[0], **NOTHING, "oo1_guest_phone": ["1"], "town": "Brno"},
        {"id": numbers[1], **NOTHING, "oo1_guest_ident": "C-2"},
    ]
    assert (await caller.get("/api/v1/Contacts")).json() == [
        {"id": numbers[0], "data": {"oo1_guest_phone": ["1"], "town": ["Brno"]}},
        {"id": numbers[1], "data": {"oo1_guest_ident": ["C-2"]}},
    ]


async def test_a_list_has_a_hundred_contacts_unless_more_are_asked_for(house: House) -> None:
    numbers = await made(house, *({"n": str(number)} for number in range(720)))
    caller = await house.caller()

    async def listed(query: str) -> list[int]:
        answer = await caller.get(f"/api/v1/Contacts?departmentId={house.department}&{query}")
        return [contact["id"] for contact in answer.json()]

    assert await listed("") == numbers[:100]
    assert await listed("limit=1000000") == numbers
    assert await listed("offset=0$limit=650") == numbers[:650]
    assert await listed("limit=50&offset=700") == numbers[700:]
    assert await listed("limit=50&offset=720") == []


async def test_contacts_are_found_by_a_value_however_it_is_written(house: House) -> None:
    eva, other, third = await made(house, EVA, {"oo1_guest_email": "petr@example.org"}, {"Town": ["Brno", "Praha"]})
    caller = await house.caller()
    for field, value, found in (
        ("oo1_guest_phone", "+420777123456", [eva]),
        ("OO1_GUEST_PHONE", "00420 777-123-456", [eva]),
        ("oo1_guest_phone", "777123456", []),
        ("oo1_guest_email", "PETR@example.org", [other]),
        ("oo1_guest_ident", "C-1", [eva]),
        ("oo1_guest_ident", "c-1", []),
        ("town", "Praha", [third]),
        ("town", "Pra", []),
        ("nothing", "x", []),
    ):
        query = {"filterField": field, "filterValue": value}
        for address in ("/api/v1/Contacts", path(house)):
            assert [each["id"] for each in (await caller.get(address, params=query)).json()] == found, (field, value)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=x", "limit"),
        ("offset=-1", "offset"),
        ("filterField=town", "filterValue"),
        ("filterValue=Brno", "filterField"),
        ("departmentId=x", "departmentId"),
        ("departmentId=99", "departmentId"),
    ],
)
async def test_a_query_that_can_not_be_meant_is_named(steady: House, query: str, field: str) -> None:
    answer = await (await steady.caller()).get(f"/api/v1/Contacts?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [field])


async def test_another_companys_contact_is_as_good_as_none(house: House) -> None:
    [number] = await made(house, EVA)
    stranger, before = await house.caller(client=house.other_client), house.version
    for method, address, body in (
        ("GET", path(house, number), None),
        ("GET", path(house), None),
        ("POST", path(house), [EVA]),
        ("PUT", path(house, number), EVA),
        ("PUT", f"/api/v1/Contacts/{number}", EVA),
        ("DELETE", path(house, number), None),
        ("POST", path(house, number, "/anonymize"), None),
        ("POST", path(house, "merge"), {"ids": [number, 2]}),
        ("GET", f"/api/v1/Contacts/{number}/sessions", None),
        ("GET", f"/api/v1/Contacts/{number}/departments/{house.other_department}", None),
        ("DELETE", f"/api/v1/Contacts/{number}/departments/{house.other_department}", None),
    ):
        answer = await stranger.request(method, address, json=body)
        assert (answer.status_code, answer.content) == (404, b""), (method, address)
    assert (await stranger.get("/api/v1/Contacts")).json() == []
    assert house.version == before


async def test_a_person_reaches_the_contacts_of_their_departments_only(house: House) -> None:
    second = second_department(house)
    [here] = await made(house, EVA)
    caller = await house.caller()
    [there] = (await caller.post(f"/api/v1/Contacts/departments/{second}", json=[EVA])).json()
    theirs = person(house, DepartmentRole.TENANT_ADMIN, department=second)
    assert [each["id"] for each in (await theirs.get("/api/v1/Contacts")).json()] == [there]
    assert [each["id"] for each in (await caller.get("/api/v1/Contacts")).json()] == [here, there]
    for method, address, body in (
        ("GET", path(house), None),
        ("GET", path(house, here), None),
        ("GET", f"/api/v1/Contacts?departmentId={house.department}", None),
        ("POST", f"/api/v1/Contacts?departmentId={house.department}", [EVA]),
        ("PUT", f"/api/v1/Contacts/{here}", EVA),
        ("DELETE", path(house, here), None),
    ):
        assert (await theirs.request(method, address, json=body)).status_code == 403, (method, address)
    # A contact is in one department.
    assert (await caller.get(f"/api/v1/Contacts/{there}/departments/{house.department}")).status_code == 404
    assert (await theirs.put(f"/api/v1/Contacts/{there}", json={"town": "Brno"})).status_code == 204


async def test_where_there_are_several_departments_a_new_contact_names_one(house: House) -> None:
    second_department(house)
    answer = await (await house.caller()).post("/api/v1/Contacts", json=[EVA])
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])


async def test_who_may_not_anonymise_may_not_anonymise_a_contact(house: House) -> None:
    [number] = await made(house, EVA)
    writer = await house.caller(Right.READ, Right.WRITE)
    assert (await writer.post(path(house, number, "/anonymize"))).status_code == 403
