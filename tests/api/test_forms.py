"""Forms: those that every department has, and its own."""

from collections.abc import Iterator

import pytest

from hovorna.api.limits import NAME
from hovorna.application.roles import DepartmentRole
from tests.api.administering import person, second_department
from tests.api.house import Caller, House, Json

PATH = "/api/v1/Forms"
STAR = {"name": "stars", "type": "Stars", "label": "How was it?", "labels": {"cs": "Jaké to bylo?"}, "isRequired": True}


def new(house: House, **changed: Json) -> Json:
    return {"departmentId": house.department, "formType": "Entry", "name": "Before the chat", "fields": [], **changed}


async def make(house: House, **changed: Json) -> int:
    answer = await (await house.caller()).post(PATH, json=new(house, **changed))
    assert answer.status_code == 201, answer.text
    number: int = answer.json()
    return number


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all requests that are refused: they leave nothing behind."""
    house = House(tmp_path_factory.mktemp("data")).furnish()
    yield house
    house.close()


async def test_every_department_has_a_form_for_each_purpose(house: House) -> None:
    listed = (await (await house.caller()).get(PATH)).json()
    assert listed[0] == {
        "id": 1,
        "formType": "Entry",
        "formChannel": "Mluvii",
        "name": "Entry form",
        "departmentId": None,
        "predefined": True,
    }
    assert [one["formType"] for one in listed] == ["Entry", "Feedback", "Offline", "Chat", "CallScript"]
    assert all(one["predefined"] for one in listed)
    fields = (await (await house.caller()).get(f"{PATH}/3")).json()["fields"]
    assert [field["name"] for field in fields] == ["name", "email", "phone", "message"]


async def test_a_form_is_made_shown_changed_and_deleted(house: House) -> None:
    number = await make(house, fields=[STAR, {"name": " topic ", "type": "select", "options": ["a", "b"]}])
    caller = await house.caller()
    assert (await caller.get(PATH)).json()[-1] == {
        "id": number,
        "formType": "Entry",
        "formChannel": "Mluvii",
        "name": "Before the chat",
        "departmentId": house.department,
        "predefined": False,
    }
    shown = (await caller.get(f"{PATH}/{number}")).json()
    topic = {"name": "topic", "type": "Select", "label": "", "labels": {}, "isRequired": False, "options": ["a", "b"]}
    assert shown["fields"] == [{**STAR, "options": []}, topic]
    assert (await caller.put(f"{PATH}/{number}", json={"name": "Start", "fields": [STAR]})).status_code == 204
    shown = (await caller.get(f"{PATH}/{number}")).json()
    assert (shown["name"], shown["formType"], len(shown["fields"])) == ("Start", "Entry", 1)
    assert (await caller.delete(f"{PATH}/{number}")).status_code == 204
    assert (await caller.get(f"{PATH}/{number}")).status_code == 404
    assert (await caller.put(f"{PATH}/{number}", json={"name": "Start"})).status_code == 404
    assert len((await caller.get(PATH)).json()) == 5


async def test_the_number_of_a_form_is_never_given_again(house: House) -> None:
    first = await make(house)
    assert (await (await house.caller()).delete(f"{PATH}/{first}")).status_code == 204
    assert await make(house) == first + 1


async def test_two_forms_of_one_type_have_different_names(house: House) -> None:
    await make(house)
    caller = await house.caller()
    answer = await caller.post(PATH, json=new(house, name=" BEFORE the chat "))
    assert (answer.status_code, list(answer.json())) == (400, ["name"])
    assert answer.headers["hovorna-code"] == "invalid_value"
    other = await make(house, formType="Feedback")
    third = await make(house, name="Another")
    answer = await caller.put(f"{PATH}/{third}", json={"name": "Before the chat"})
    assert (answer.status_code, list(answer.json())) == (400, ["name"])
    assert (await caller.put(f"{PATH}/{other}", json={"name": "Before the chat"})).status_code == 204


async def test_predefined_forms_stay_as_they_are(house: House) -> None:
    caller = await house.caller()
    for method, body in (("PUT", {"name": "Mine"}), ("DELETE", None)):
        answer = await caller.request(method, f"{PATH}/1", json=body)
        assert (answer.status_code, list(answer.json())) == (400, ["id"])


async def test_a_form_that_a_widget_uses_is_not_deleted(house: House) -> None:
    number = await make(house)
    caller = await house.caller()
    [preset] = (await caller.get("/api/v1/Widgets")).json()
    forms = f"/api/v1/Widgets/{preset['id']}/forms"
    assert (
        await caller.put(forms, json={"configRecords": [{"propertyName": "entryForm", "formId": number}]})
    ).is_success
    answer = await caller.delete(f"{PATH}/{number}")
    assert (answer.status_code, list(answer.json())) == (400, ["id"])
    assert (await caller.put(forms, json={"configRecords": [{"propertyName": "entryForm", "formId": None}]})).is_success
    assert (await caller.delete(f"{PATH}/{number}")).status_code == 204


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"departmentId": None}, "departmentId"),
        ({"departmentId": 99}, "departmentId"),
        ({"formType": "Exit"}, "formType"),
        ({"formChannel": "Fax"}, "formChannel"),
        ({"name": "  "}, "name"),
        ({"name": "x" * (NAME + 1)}, "name"),
        ({"fields": [{"type": "Text"}]}, "fields[0].name"),
        ({"fields": [{"name": " "}]}, "fields[0].name"),
        ({"fields": [{"name": "a"}, {"name": "A "}]}, "fields[1].name"),
        ({"fields": [{"name": "a", "type": "Hologram"}]}, "fields[0].type"),
        ({"fields": [{"name": "a", "type": "Radio"}]}, "fields[0].options"),
        ({"fields": [{"name": "a", "options": ["x"]}]}, "fields[0].options"),
        ({"fields": [{"name": "a", "type": "Select", "options": ["x", "x"]}]}, "fields[0].options"),
        ({"fields": [{"name": f"f{number}"} for number in range(51)]}, "fields"),
    ],
)
async def test_a_form_that_can_not_be_is_named_and_not_made(steady: House, changed: Json, field: str) -> None:
    caller = await steady.caller()
    answer = await caller.post(PATH, json=new(steady, **changed))
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert len((await caller.get(PATH)).json()) == 5


async def test_a_persons_forms_are_those_of_their_departments(house: House) -> None:
    second = second_department(house)
    here, there = await make(house), await make(house, departmentId=second)
    theirs = person(house, DepartmentRole.TENANT_ADMIN, department=second)
    own = [one["id"] for one in (await theirs.get(PATH)).json() if not one["predefined"]]
    assert own == [there]
    assert (await theirs.get(f"{PATH}/{here}")).status_code == 403
    assert (await theirs.put(f"{PATH}/{here}", json={"name": "Mine"})).status_code == 403
    assert (await theirs.delete(f"{PATH}/{here}")).status_code == 403
    assert (await theirs.post(PATH, json=new(house, name="Mine"))).status_code == 403
    assert (await theirs.put(f"{PATH}/{there}", json={"name": "Mine"})).status_code == 204


async def test_another_company_has_forms_of_its_own(house: House) -> None:
    number = await make(house)
    stranger: Caller = await house.caller(client=house.other_client)
    assert len((await stranger.get(PATH)).json()) == 5
    assert (await stranger.get(f"{PATH}/{number}")).status_code == 404
    answer = await stranger.post(PATH, json=new(house))
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])


async def test_the_same_idempotency_key_makes_no_second_form(house: House) -> None:
    caller = await house.caller()
    for _ in range(2):
        answer = await caller.post(PATH, json=new(house), headers={"Idempotency-Key": "form 1"})
        assert (answer.status_code, answer.json()) == (201, 1001)
    assert len((await caller.get(PATH)).json()) == 6
