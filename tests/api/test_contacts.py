"""Contacts as clients write and read them, whose sessions are whose, and that nothing of an erased one is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hovorna.application.roles import DepartmentRole, Right
from hovorna.contract.contact_input import KEY, KEYS, VALUE, VALUES
from hovorna.domain import facts as f
from tests.api.administering import person, second_department, told
from tests.api.house import Caller, House, Json

FACTS = (f.ContactChanged, f.ContactRemoved, f.ContactMerged, f.ContactAnonymised)
EVA = {"oo1_guest_phone": "+420 777 123 456", "oo1_guest_email": ["eva@example.org"], "oo1_guest_ident": "C-1"}
NOTHING = {"oo1_guest_phone": None, "oo1_guest_email": None, "oo1_guest_guid": None, "oo1_guest_ident": None}


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all requests that are refused: they leave nothing behind."""
    house = House(tmp_path_factory.mktemp("data")).furnish()
    yield house
    house.close()


async def two(house: House) -> list[int]:
    """The same ones for everybody."""
    listed = (await (await house.caller()).get(path(house))).json()
    return [contact["id"] for contact in listed] or await made(house, EVA, {"town": "Brno"})


def path(house: House, number: int | str | None = None, more: str = "") -> str:
    one = "" if number is None else f"/{number}"
    return f"/api/v1/Contacts{one}/departments/{house.department}{more}"


async def made(house: House, *contacts: Json) -> list[int]:
    answer = await (await house.caller()).post(path(house), json=list(contacts))
    assert answer.status_code == 201, answer.text
    numbers: list[int] = answer.json()
    return numbers


async def one(house: House, number: int) -> Json:
    answer = await (await house.caller()).get(path(house, number))
    assert answer.status_code == 200
    [contact] = answer.json()
    return contact


# --- the way in and the way out ---


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


# --- changing ---


async def test_only_the_keys_that_are_given_change(house: House) -> None:
    [number] = await made(house, {**EVA, "town": "Brno"})
    caller = await house.caller()
    sent: Json = {"oo1_guest_phone": ["1", "2"], "TOWN": "Praha", "oo1_guest_email": None}
    assert (await caller.put(path(house, number), json=sent)).status_code == 204
    changed = {"oo1_guest_phone": ["1", "2"], "oo1_guest_ident": "C-1", "town": "Praha"}
    assert await one(house, number) == {"id": number, **NOTHING, **changed}
    sent = {"id": number, "data": {"oo1_guest_phone": [], "oo1_guest_ident": "C-9"}}
    assert (await caller.put(f"/api/v1/Contacts/{number}", json=sent)).status_code == 204
    assert await one(house, number) == {"id": number, **NOTHING, "oo1_guest_ident": "C-9", "town": "Praha"}
    found = await caller.get("/api/v1/Contacts?filterField=oo1_guest_ident&filterValue=C-1")
    assert found.json() == []


async def test_the_same_change_again_is_no_change(house: House) -> None:
    [number] = await made(house, EVA)
    before = house.version
    answer = await (await house.caller()).put(path(house, number), json=EVA)
    assert (answer.status_code, house.version) == (204, before)


async def test_what_the_log_tells_of_contacts_are_ids(house: House) -> None:
    first, second = await made(house, EVA, {"town": "Brno"})
    caller = await house.caller()
    await caller.put(path(house, first), json={"town": "Olomouc"})
    await caller.post(path(house, "merge"), json={"ids": [second, first]})
    await caller.post(path(house, second, "/anonymize"))
    await caller.delete(path(house, second))
    assert told(house, *FACTS) == [
        f.ContactChanged(first),
        f.ContactChanged(second),
        f.ContactChanged(first),
        f.ContactMerged(second, (first,)),
        f.ContactAnonymised(second),
        f.ContactRemoved(second),
    ]
    assert "Olomouc" not in repr(list(house.store.reader.facts_after(house.department, 0)))


async def test_a_removed_contact_is_gone(house: House) -> None:
    first, second = await made(house, EVA, EVA)
    caller = await house.caller()
    assert (await caller.delete(path(house, first))).status_code == 204
    assert [each["id"] for each in (await caller.get(path(house))).json()] == [second]
    for method, address in (
        ("GET", path(house, first)),
        ("PUT", path(house, first)),
        ("PUT", f"/api/v1/Contacts/{first}"),
        ("DELETE", path(house, first)),
        ("POST", path(house, first, "/anonymize")),
        ("GET", f"/api/v1/Contacts/{first}/sessions"),
    ):
        answer = await caller.request(method, address, json={} if method == "PUT" else None)
        assert (answer.status_code, answer.content) == (404, b""), (method, address)


async def test_merged_contacts_are_the_first_with_what_the_others_have(house: House) -> None:
    ids = await made(
        house,
        {"oo1_guest_phone": "1", "oo1_guest_ident": "C-1"},
        {"oo1_guest_phone": ["2", "1"], "oo1_guest_ident": "C-2", "Town": "Brno"},
        {"oo1_guest_email": "e@example.org", "town": ["Praha"]},
    )
    wanted = {"fullName": "Eva Malá", "data": {"oo1_guest_email": ["eva@example.org"]}}
    caller = await house.caller()
    answer = await caller.post(path(house, "merge"), json={"ids": ids, "contactData": wanted})
    assert (answer.status_code, answer.json()) == (200, ids[0])
    assert (await caller.get(path(house))).json() == [
        {
            "id": ids[0],
            **NOTHING,
            "oo1_guest_phone": ["1", "2"],
            "oo1_guest_ident": "C-1",
            "oo1_guest_email": ["eva@example.org"],
            "Town": ["Brno", "Praha"],
            "fullName": "Eva Malá",
        }
    ]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "ids"),
        ({"ids": [1]}, "ids"),
        ({"ids": [1, 1]}, "ids[1]"),
        ({"ids": [1, 99]}, "ids[1]"),
        ({"ids": [1, "x"]}, "ids[1]"),
        ({"ids": [1, 2], "contactData": {"data": {"town": 5}}}, "contactData.data.town"),
        ({"ids": [1, 2], "contactData": {"data": {"oo1_guest_ident": ["a", "b"]}}}, "contactData.data.oo1_guest_ident"),
        ({"ids": [1, 2], "contactData": {"fullName": "x" * (VALUE + 1)}}, "contactData.fullName"),
    ],
)
async def test_a_merge_that_can_not_be_names_the_field_and_changes_nothing(
    steady: House, body: Json, field: str
) -> None:
    assert await two(steady) == [1, 2]
    caller, before = await steady.caller(), steady.version
    answer = await caller.post(path(steady, "merge"), json=body)
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert steady.version == before
    assert await two(steady) == [1, 2]


# --- bad input ---

BAD = [
    ({"town": 5}, "town"),
    ({"town": {"a": 1}}, "town"),
    ({"town": True}, "town"),
    ({"oo1_guest_phone": ["1", 5]}, "oo1_guest_phone[1]"),
    ({"oo1_guest_phone": ["1", "x" * (VALUE + 1)]}, "oo1_guest_phone[1]"),
    ({"town": "x" * (VALUE + 1)}, "town"),
    ({"town": ["x"] * (VALUES + 1)}, "town"),
    ({"oo1_guest_ident": ["a", "b"]}, "oo1_guest_ident"),
    ({"  ": "x"}, "  "),
    ({"k" * (KEY + 1): "x"}, "k" * (KEY + 1)),
    ({"Town": "x", "town": "y"}, "town"),
    ({"id": 1, "data": {"town": 5}}, "town"),
    ({"id": 1, "data": {"town": "x"}, "street": "y"}, "street"),
]


@pytest.mark.parametrize(("contact", "field"), BAD)
async def test_what_can_be_no_contact_is_named_and_nothing_is_kept(steady: House, contact: Json, field: str) -> None:
    caller, known, before = await steady.caller(), await two(steady), steady.version
    for address in (path(steady), f"/api/v1/Contacts?departmentId={steady.department}"):
        answer = await caller.post(address, json=[EVA, contact])
        assert (answer.status_code, list(answer.json())) == (400, [f"[1].{field}"])
    assert steady.version == before
    assert await two(steady) == known


@pytest.mark.parametrize(("contact", "field"), BAD)
async def test_a_change_that_can_not_be_is_named_and_nothing_changes(steady: House, contact: Json, field: str) -> None:
    number = (await two(steady))[0]
    sent = {**contact, "id": number} if "id" in contact else contact
    caller, before = await steady.caller(), steady.version
    for address in (path(steady, number), f"/api/v1/Contacts/{number}"):
        answer = await caller.put(address, json=sent)
        assert (answer.status_code, list(answer.json())) == (400, [field])
    assert steady.version == before


async def test_an_id_never_changes(house: House) -> None:
    [number] = await made(house, EVA)
    answer = await (await house.caller()).put(path(house, number), json={"id": number + 1, "town": "Brno"})
    assert (answer.status_code, list(answer.json())) == (400, ["id"])


async def test_a_contact_has_only_so_many_keys(house: House) -> None:
    [number] = await made(house, {f"k{place}": "x" for place in range(KEYS)})
    caller = await house.caller()
    answer = await caller.put(path(house, number), json={"one more": "x"})
    assert (answer.status_code, list(answer.json())) == (400, ["body"])
    answer = await caller.post(path(house), json=[{f"k{place}": "x" for place in range(KEYS + 1)}])
    assert (answer.status_code, list(answer.json())) == (400, ["[0]"])


@pytest.mark.parametrize("contact", [{}, {"id": 5}, {"town": None}, {"oo1_guest_phone": ["", None]}, {"data": {}}])
async def test_a_contact_of_whom_nothing_is_said_is_none(steady: House, contact: Json) -> None:
    answer = await (await steady.caller()).post(path(steady), json=[EVA, contact])
    assert (answer.status_code, list(answer.json())) == (400, ["[1]"])


async def test_the_same_idempotency_key_makes_no_second_contact(house: House) -> None:
    caller = await house.caller()
    for _ in range(2):
        answer = await caller.post(path(house), json=[EVA], headers={"Idempotency-Key": "import 1"})
        assert (answer.status_code, answer.json()) == (201, [1])
    assert len((await caller.get(path(house))).json()) == 1


# --- who may ---


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


# --- sessions ---


async def sessions_of(house: House, number: int) -> list[int]:
    found: list[int] = (await (await house.caller()).get(f"/api/v1/Contacts/{number}/sessions")).json()
    return found


@pytest.mark.parametrize(
    "guest",
    [
        {"source": "Callback", "phoneNumber": "00420777123456"},
        {"guest": {"identity": "C-1"}},
        {"callParams": {"email": "Eva@Example.org"}},
        {"callParams": {"oo1_guest_phone": "+420777123456"}},
        {"guest": {"identity": "nobody"}, "callParams": {"E-Mail": "eva@example.org"}},
    ],
)
async def test_a_guest_who_is_a_known_contact_leads_to_them(house: House, guest: Json) -> None:
    number, _ = await made(house, EVA, {"oo1_guest_phone": "1"})
    session_id, _ = await house.guest(**guest)
    assert await sessions_of(house, number) == [session_id]


async def test_a_guid_leads_to_the_contact_however_it_is_written(house: House) -> None:
    guid = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
    [number] = await made(house, {"oo1_guest_guid": [guid.replace("-", "").upper()]})
    session_id, _ = await house.guest(guest={"trackedId": guid})
    assert await sessions_of(house, number) == [session_id]


async def test_a_number_that_several_share_leads_to_nobody(house: House) -> None:
    shared = {"oo1_guest_phone": "1", "oo1_guest_email": "office@example.org"}
    first, second = await made(house, shared, {**shared, "oo1_guest_ident": "C-2"})
    await house.guest(callParams={"phone": "1", "email": "office@example.org"})
    surer, _ = await house.guest(callParams={"phone": "1"}, guest={"identity": "C-2"})
    assert (await sessions_of(house, first), await sessions_of(house, second)) == ([], [surer])


async def test_an_entry_form_that_is_filled_in_later_leads_to_the_contact(house: House) -> None:
    [number] = await made(house, EVA)
    session_id, guest = await house.guest(isRouted=False)
    assert await sessions_of(house, number) == []
    body = {"callParams": {"email": "eva@example.org"}}
    assert (await guest.post(f"/api/v1/guest/sessions/{session_id}/route", json=body)).status_code == 204
    assert await sessions_of(house, number) == [session_id]


async def test_a_merge_takes_the_sessions_along_and_removing_leaves_them(house: House) -> None:
    first, second = await made(house, {"oo1_guest_ident": "C-1"}, {"oo1_guest_ident": "C-2"})
    one_id, _ = await house.guest(guest={"identity": "C-1"})
    other_id, _ = await house.guest(guest={"identity": "C-2"})
    caller = await house.caller()
    assert (await caller.post(path(house, "merge"), json={"ids": [second, first]})).status_code == 200
    assert await sessions_of(house, second) == [one_id, other_id]
    assert (await caller.delete(path(house, second))).status_code == 204
    assert (await caller.get(f"/api/v1/Sessions/{one_id}")).status_code == 200


async def test_an_anonymised_session_is_no_contacts_any_more(house: House) -> None:
    [number] = await made(house, EVA)
    session_id, client = await house.closed(guest={"identity": "C-1"})
    assert await sessions_of(house, number) == [session_id]
    assert (await client.post(f"/api/v1/Sessions/{session_id}/anonymize")).status_code == 204
    assert await sessions_of(house, number) == []
    assert (await one(house, number))["oo1_guest_ident"] == "C-1"


WORDS = ("Xaverius", "xaver@example.org", "777987654", "Quendaline")


def found_in(folder: Path) -> list[str]:
    """Erased words that still stand in some file."""
    return [
        f"{word} in {file.name}"
        for file in folder.rglob("*")
        if file.is_file()
        for word in WORDS
        if word.encode() in file.read_bytes()
    ]


async def _erasable(house: House) -> tuple[int, int, Caller]:
    known = {"oo1_guest_ident": WORDS[0], "oo1_guest_email": WORDS[1], "oo1_guest_phone": WORDS[2], "note": WORDS[3]}
    # Many of them, so that rows move from page to page and leave copies behind.
    numbers = await made(house, *({"note": f"filler {place} " * 20} for place in range(200)), known)
    session_id, client = await house.closed(guest={"identity": WORDS[0]}, message=f"I am {WORDS[3]}")
    assert await sessions_of(house, numbers[-1]) == [session_id]
    assert found_in(house.folder) != []
    return numbers[-1], session_id, client


async def test_an_anonymised_contact_is_nowhere_not_even_in_its_sessions(house: House) -> None:
    number, session_id, client = await _erasable(house)
    assert (await client.post(path(house, number, "/anonymize"))).status_code == 204
    assert found_in(house.folder) == []
    assert await one(house, number) == {"id": number, **NOTHING}
    assert await sessions_of(house, number) == []
    assert (await client.get(f"/api/v1/Sessions/{session_id}")).json()["guest"]["identity"] is None
    before = house.version
    assert (await client.post(path(house, number, "/anonymize"))).status_code == 204
    assert house.version == before


async def test_a_removed_contact_leaves_no_word_of_its_own(house: House) -> None:
    number, session_id, client = await _erasable(house)
    assert (await client.delete(path(house, number))).status_code == 204
    left = found_in(house.folder)
    assert [word for word in left if word.startswith(("xaver@", "777"))] == []
    # What was said in the session is the session's.
    assert (await client.post(f"/api/v1/Sessions/{session_id}/anonymize")).status_code == 204
    assert found_in(house.folder) == []


async def test_a_contact_whose_session_goes_on_is_not_anonymised_at_all(house: House) -> None:
    [number] = await made(house, EVA)
    closed, client = await house.closed(guest={"identity": "C-1"})
    open_id, _ = await house.guest(guest={"identity": "C-1"})
    before = house.version
    answer = await client.post(path(house, number, "/anonymize"))
    assert (answer.status_code, list(answer.json())) == (400, ["status"])
    assert house.version == before
    assert (await one(house, number))["oo1_guest_ident"] == "C-1"
    assert await sessions_of(house, number) == [closed, open_id]


async def test_contacts_survive_a_restart(house: House) -> None:
    [number] = await made(house, EVA)
    session_id, _ = await house.guest(guest={"identity": "C-1"})
    house.engine.stop()
    house.open()
    assert (await one(house, number))["oo1_guest_ident"] == "C-1"
    assert await sessions_of(house, number) == [session_id]
    assert await made(house, EVA) == [number + 1]
