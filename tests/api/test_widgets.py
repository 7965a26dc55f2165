"""Widget presets: every property has a default, is checked by its name and can be told by language."""

from collections.abc import Iterator

import pytest

from hovorna.application.roles import DepartmentRole
from hovorna.application.whatsapp import WhatsAppSubscription, subscriptions_of
from hovorna.application.widgets.properties import PROPERTIES, Property
from tests.api.administering import person, second_department
from tests.api.house import Caller, House, Json

PATH = "/api/v1/Widgets"


async def preset(house: House, caller: Caller | None = None) -> int:
    """The one that the department has from the start."""
    [first, *_] = (await (caller or await house.caller()).get(f"{PATH}?departmentId={house.department}")).json()
    number: int = first["id"]
    return number


async def rows(caller: Caller, number: int, name: str) -> list[Json]:
    answer = await caller.get(f"{PATH}/{number}/config")
    assert answer.status_code == 200
    return [row for row in answer.json() if row["propertyName"] == name]


def record(name: str, value: str | None, kind: str = "WINDOW", **more: Json) -> Json:
    return {"configType": kind, "propertyName": name, "value": value, **more}


async def configure(caller: Caller, number: int, *records: Json) -> Json:
    """What is refused; nothing if it is done."""
    answer = await caller.put(f"{PATH}/{number}/config", json={"configRecords": list(records)})
    assert answer.status_code in (204, 400)
    return answer.json() if answer.status_code == 400 else None


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One for all requests that are refused: they leave nothing behind."""
    house = House(tmp_path_factory.mktemp("data")).furnish()
    yield house
    house.close()


async def test_every_department_has_a_preset_from_the_start(house: House) -> None:
    second = second_department(house)
    caller = await house.caller()
    listed = (await caller.get(PATH)).json()
    assert listed == [
        {"id": listed[0]["id"], "name": "Default", "buttonVisible": True, "departmentId": house.department},
        {"id": listed[1]["id"], "name": "Default", "buttonVisible": True, "departmentId": second},
    ]
    assert (await caller.get(PATH)).json() == listed
    assert (await caller.get(f"{PATH}?departmentId={second}")).json() == listed[1:]


async def test_the_configuration_tells_every_property_with_its_default(house: House) -> None:
    caller = await house.caller()
    listed = (await caller.get(f"{PATH}/{await preset(house)}/config")).json()
    assert [(row["configType"], row["propertyName"]) for row in listed] == [(one.type, one.name) for one in PROPERTIES]
    assert all(row["currentValue"] == row["defaultValue"] for row in listed)
    [title] = [row for row in listed if row["propertyName"] == "title"]
    assert title == {
        "configType": "WINDOW",
        "buttonType": None,
        "propertyName": "title",
        "defaultValue": "How can we help?",
        "currentValue": "How can we help?",
        "language": None,
        "formId": None,
    }


@pytest.mark.parametrize("one", PROPERTIES, ids=lambda one: f"{one.type} {one.name}")
def test_a_default_is_a_value_that_could_be_set(one: Property) -> None:
    assert one.normal(one.default) == one.default


async def test_values_are_told_by_language_and_by_button(house: House) -> None:
    caller, number = await house.caller(), await preset(house)
    done = await configure(
        caller,
        number,
        record("TITLE", "Ask us"),
        record("title", "Zeptejte se", language="cs"),
        record("label", "Chat", "button", buttonType="VIDEO"),
        record("label", "Hovor", "BUTTON", buttonType="VIDEO", language="cs"),
        record("color", "#aabbcc", "BUTTON"),
    )
    assert done is None
    assert [(row["language"], row["currentValue"]) for row in await rows(caller, number, "title")] == [
        (None, "Ask us"),
        ("cs", "Zeptejte se"),
    ]
    labels = await rows(caller, number, "label")
    assert [(row["buttonType"], row["language"], row["currentValue"]) for row in labels] == [
        (None, None, "Chat with us"),
        ("VIDEO", None, "Chat"),
        ("VIDEO", "cs", "Hovor"),
    ]
    assert (await rows(caller, number, "color"))[0]["currentValue"] == "#AABBCC"


async def test_a_value_of_null_is_the_default_again(house: House) -> None:
    caller, number = await house.caller(), await preset(house)
    await configure(caller, number, record("title", "Ask us"), record("title", "Zeptejte se", language="cs"))
    await configure(caller, number, record("title", None), record("title", None, language="cs"))
    [title] = await rows(caller, number, "title")
    assert title["currentValue"] == title["defaultValue"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (record("nothing", "x"), "propertyName"),
        (record("title", "x", "BUTTON"), "propertyName"),
        (record("title", "x", "DOOR"), "configType"),
        ({"propertyName": "title", "value": "x"}, "configType"),
        ({"configType": "WINDOW", "value": "x"}, "propertyName"),
        (record("title", "x" * 101), "value"),
        (record("title", 5), "value"),  # type: ignore[arg-type]  # on purpose
        (record("title", "x", language="c"), "language"),
        (record("width", "380", language="cs"), "language"),
        (record("width", "12"), "value"),
        (record("width", "wide"), "value"),
        (record("position", "top"), "value"),
        (record("primaryColor", "green"), "value"),
        (record("playSound", "loud"), "value"),
        (record("title", "x", buttonType="VIDEO"), "buttonType"),
        (record("label", "x", "BUTTON", buttonType="DOOR"), "buttonType"),
        (record("buttonType", "DOOR", "PRESET_PUBLIC"), "value"),
        (record("language", "c", "PRESET_PUBLIC"), "value"),
        (record("languages", "cs,,x", "PRESET_PUBLIC"), "value"),
        (record("gdprUrl", "javascript:alert(1)", "PRESET_PUBLIC"), "value"),
        (record("allowedOrigins", "https://a.example/path", "PRESET_PRIVATE"), "value"),
        (record("entryForm", "99", "PRESET_PRIVATE"), "value"),
        (record("entryForm", "2", "PRESET_PRIVATE"), "value"),
        (record("entryForm", "x", "PRESET_PRIVATE"), "value"),
    ],
)
async def test_a_record_that_can_not_be_is_named_and_none_is_kept(steady: House, wrong: Json, field: str) -> None:
    caller, number = await steady.caller(), await preset(steady)
    before = (await caller.get(f"{PATH}/{number}/config")).json()
    assert list(await configure(caller, number, record("subtitle", "x"), wrong)) == [f"configRecords[1].{field}"]
    assert (await caller.get(f"{PATH}/{number}/config")).json() == before


async def test_a_property_is_said_once(steady: House) -> None:
    caller, number = await steady.caller(), await preset(steady)
    twice = (record("title", "a"), record("Title", "b"))
    assert list(await configure(caller, number, *twice)) == ["configRecords[1]"]


async def test_lists_are_kept_in_one_spelling(house: House) -> None:
    caller, number = await house.caller(), await preset(house)
    origins = " https://WWW.example.com/ ,http://localhost:8080,https://www.example.com"
    assert await configure(caller, number, record("allowedOrigins", origins, "PRESET_PRIVATE")) is None
    [row] = await rows(caller, number, "allowedOrigins")
    assert row["currentValue"] == "https://www.example.com,http://localhost:8080"


async def test_the_button_is_shown_and_hidden(house: House) -> None:
    caller, number = await house.caller(), await preset(house)
    for is_visible in (False, False, True):
        assert (await caller.put(f"{PATH}/{number}/button", json={"DisplayButton": is_visible})).status_code == 204
        assert (await caller.get(PATH)).json()[0]["buttonVisible"] is is_visible
    for body in ({}, {"displayButton": None}, {"displayButton": "yes"}):
        answer = await caller.put(f"{PATH}/{number}/button", json=body)
        assert (answer.status_code, list(answer.json())) == (400, ["displayButton"])


async def test_forms_are_set_by_number_and_taken_away(house: House) -> None:
    caller, number = await house.caller(), await preset(house)
    body = {"departmentId": house.department, "formType": "Entry", "name": "Before the chat"}
    form = (await caller.post("/api/v1/Forms", json=body)).json()
    for given, kept in (({"entryForm": form, "OFFLINEFORM": None}, (form, None)), ({"entryForm": 1}, (1, None))):
        records = [{"propertyName": name, "formId": value} for name, value in given.items()]
        assert (await caller.put(f"{PATH}/{number}/forms", json={"configRecords": records})).status_code == 204
        found = [(await rows(caller, number, name))[0]["formId"] for name in ("entryForm", "offlineForm")]
        assert tuple(found) == kept
    [feedback] = await rows(caller, number, "feedbackForm")
    assert (feedback["defaultValue"], feedback["currentValue"], feedback["formId"]) == ("2", "2", 2)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"propertyName": "title", "formId": 1}, "propertyName"),
        ({"formId": 1}, "propertyName"),
        ({"propertyName": "entryForm", "formId": 99}, "formId"),
        ({"propertyName": "entryForm", "formId": 3}, "formId"),
        ({"propertyName": "entryForm", "formId": "x"}, "formId"),
    ],
)
async def test_a_form_that_can_not_be_set_is_named(steady: House, wrong: Json, field: str) -> None:
    caller, number = await steady.caller(), await preset(steady)
    records = [{"propertyName": "feedbackForm", "formId": None}, wrong]
    answer = await caller.put(f"{PATH}/{number}/forms", json={"configRecords": records})
    assert (answer.status_code, list(answer.json())) == (400, [f"configRecords[1].{field}"])
    assert (await rows(caller, number, "feedbackForm"))[0]["formId"] == 2


async def test_another_departments_form_is_none(house: House) -> None:
    second = second_department(house)
    caller, number = await house.caller(), await preset(house)
    body = {"departmentId": second, "formType": "Entry", "name": "Theirs"}
    form = (await caller.post("/api/v1/Forms", json=body)).json()
    records = [{"propertyName": "entryForm", "formId": form}]
    answer = await caller.put(f"{PATH}/{number}/forms", json={"configRecords": records})
    assert (answer.status_code, list(answer.json())) == (400, ["configRecords[0].formId"])


async def test_presets_are_made_and_deleted_all_but_the_first(house: House) -> None:
    caller, first = await house.caller(), await preset(house)
    body = {"departmentId": house.department, "name": " Shop "}
    made = await caller.post(PATH, json=body, headers={"Idempotency-Key": "shop"})
    assert (await caller.post(PATH, json=body, headers={"Idempotency-Key": "shop"})).json() == made.json()
    assert made.status_code == 201
    assert [one["name"] for one in (await caller.get(PATH)).json()] == ["Default", "Shop"]
    for taken in ("shop", "default"):
        answer = await caller.post(PATH, json={**body, "name": taken})
        assert (answer.status_code, list(answer.json())) == (400, ["name"])
    for wrong, field in (({"name": ""}, "name"), ({"name": "x" * 201}, "name"), ({"departmentId": 9}, "departmentId")):
        answer = await caller.post(PATH, json={**body, **wrong})
        assert (answer.status_code, list(answer.json())) == (400, [field])
    assert (await caller.delete(f"{PATH}/{made.json()}")).status_code == 204
    assert (await caller.get(f"{PATH}/{made.json()}/config")).status_code == 404
    answer = await caller.delete(f"{PATH}/{first}")
    assert (answer.status_code, list(answer.json())) == (400, ["id"])


async def test_the_first_presets_name_is_taken_before_anybody_has_seen_it(house: House) -> None:
    answer = await (await house.caller()).post(PATH, json={"departmentId": house.department, "name": "Default"})
    assert (answer.status_code, list(answer.json())) == (400, ["name"])


async def test_only_those_of_ones_departments_are_reached(house: House) -> None:
    second = second_department(house)
    number = await preset(house)
    theirs = person(house, DepartmentRole.TENANT_ADMIN, department=second)
    assert [one["departmentId"] for one in (await theirs.get(PATH)).json()] == [second]
    stranger = await house.caller(client=house.other_client)
    bodies: dict[str, Json] = {
        "config": {"configRecords": []},
        "button": {"displayButton": True},
        "forms": {"configRecords": []},
    }
    for caller, status in ((theirs, 403), (stranger, 404)):
        assert (await caller.get(f"{PATH}/{number}/config")).status_code == status
        assert (await caller.delete(f"{PATH}/{number}")).status_code == status
        for what, body in bodies.items():
            assert (await caller.put(f"{PATH}/{number}/{what}", json=body)).status_code == status
    answer = await stranger.get(f"{PATH}?departmentId={house.department}")
    assert (answer.status_code, list(answer.json())) == (400, ["departmentId"])


def connect(house: House, one: WhatsAppSubscription) -> None:
    subscriptions_of(house.store.accounts.register).add(one.company_id, lambda _: one)


async def test_whatsapp_numbers_are_those_that_are_connected(house: House) -> None:
    caller = await house.caller()
    address = "/api/v1/WhatsApp/subscriptions"
    assert (await caller.get(address)).json() == []
    guid = "6f9619ff-8b86-d011-b42d-00c04fc964ff"
    for company, department, number in (
        (house.company_id, house.department, guid),
        (house.company_id + 1, house.other_department, guid.replace("6f", "7f")),
    ):
        connect(house, WhatsAppSubscription(number, company, department, "Shop", "+420777123456"))
    assert (await caller.get(address)).json() == [
        {"id": guid, "departmentId": house.department, "name": "Shop", "phoneNumber": "+420777123456"}
    ]
    theirs = person(house, DepartmentRole.TENANT_ADMIN, department=second_department(house))
    assert (await theirs.get(address)).json() == []
