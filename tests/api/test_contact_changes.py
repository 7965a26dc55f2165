"""Changing, merging and removing contacts; what can be none is named and leaves nothing."""

from collections.abc import Iterator

import pytest

from hovorna.contract.contact_input import KEY, KEYS, VALUE, VALUES
from hovorna.domain import facts as f
from tests.api.administering import told
from tests.api.contact_calls import EVA, NOTHING, made, one, path, two
from tests.api.house import House, Json

FACTS = (f.ContactChanged, f.ContactRemoved, f.ContactMerged, f.ContactAnonymised)


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all requests that are refused: they leave nothing behind."""
    house = House(tmp_path_factory.mktemp("data")).furnish()
    yield house
    house.close()


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
