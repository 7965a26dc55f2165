"""Tags: names for good, looks that may change, and deletion that leaves sessions as they are."""

import pytest

from hovorna.api.limits import NAME
from hovorna.application.roles import DepartmentRole
from hovorna.domain import facts as f
from tests.api.administering import person, second_department, state, told
from tests.api.house import TAG, House, Json

PATH = "/api/v1/Tags"
NEW = f"{PATH}/departments/1"
LOOKS = {"label": "Very important", "backgroundArgb": "#FF2E7D32", "textArgb": "FFFFFF"}


async def test_tags_are_listed_with_their_looks(house: House) -> None:
    caller = await house.caller()
    answer = await caller.post(NEW, json={"Name": " Claim ", "Label": "A claim", "backgroundargb": "#ff00aa00"})
    assert answer.status_code == 201
    plain = {"label": None, "backgroundArgb": None, "textArgb": None, "departmentId": house.department}
    assert (await caller.get(PATH)).json() == [
        {"id": TAG, "name": "vip", **plain},
        {**plain, "id": answer.json(), "name": "Claim", "label": "A claim", "backgroundArgb": "#ff00aa00"},
    ]


async def test_ids_are_unique_on_the_server(house: House) -> None:
    other = await house.caller(client=house.other_client)
    theirs = (await other.post(f"{PATH}/departments/{house.other_department}", json={"name": "vip"})).json()
    ours = (await (await house.caller()).post(NEW, json={"name": "claim"})).json()
    assert len({TAG, theirs, ours}) == 3
    assert [one["id"] for one in (await other.get(PATH)).json()] == [theirs]


async def test_a_person_sees_the_tags_of_departments_in_which_they_may_watch(house: House) -> None:
    second = second_department(house)
    watcher = person(house, DepartmentRole.OPERATOR, department=second)
    assert (await watcher.get(PATH)).json() == []
    made = (await (await house.caller()).post(f"{PATH}/departments/{second}", json={"name": "vip"})).json()
    assert [(one["id"], one["departmentId"]) for one in (await watcher.get(PATH)).json()] == [(made, second)]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"name": "Is required."}),
        ({"name": ""}, {"name": "Is required."}),
        ({"name": "x" * (NAME + 1)}, {"name": f"Must not be longer than {NAME} characters."}),
        ({"name": "VIP"}, {"name": "There is a tag with this name already."}),
        ({"name": "a", "label": "x" * (NAME + 1)}, {"label": f"Must not be longer than {NAME} characters."}),
        (
            {"name": "a", "backgroundArgb": "red", "textArgb": "#12345"},
            {
                "backgroundArgb": "Must be a colour such as #FF2E7D32: alpha, red, green, blue.",
                "textArgb": "Must be a colour such as #FF2E7D32: alpha, red, green, blue.",
            },
        ),
    ],
)
async def test_a_tag_that_can_not_be_is_refused_and_changes_nothing(house: House, body: Json, wrong: Json) -> None:
    caller, before = await house.caller(), state(house)
    answer = await caller.post(NEW, json=body)
    assert (answer.status_code, answer.json()) == (400, wrong)
    assert state(house) == before


async def test_an_update_replaces_the_looks_and_never_the_name(house: House) -> None:
    caller = await house.caller()
    for _ in range(2):
        assert (await caller.put(f"{PATH}/{TAG}", json={"name": "other", **LOOKS})).status_code == 204
    [tag] = (await caller.get(PATH)).json()
    assert tag == {"id": TAG, "name": "vip", "departmentId": house.department, **LOOKS}
    assert len(told(house, f.TagDefined)) == 2
    assert (await caller.put(f"{PATH}/{TAG}", json={})).status_code == 204
    [tag] = (await caller.get(PATH)).json()
    assert tag["label"] is None
    answer = await caller.put(f"{PATH}/{TAG}", json={"textArgb": "x"})
    assert list(answer.json()) == ["textArgb"]


async def test_a_deleted_tag_stays_on_its_sessions_and_can_not_be_set_again(house: House) -> None:
    session_id, _, caller = await house.talk()
    path = f"/api/v1/Sessions/{session_id}"
    assert (await caller.put(f"{path}/tags/{TAG}")).status_code == 204
    assert (await caller.delete(f"{PATH}/{TAG}")).status_code == 204
    assert (await caller.get(PATH)).json() == []
    assert [one["name"] for one in (await caller.get(path)).json()["tags"]] == ["vip"]
    other, _ = await house.guest()
    assert (await caller.put(f"/api/v1/Sessions/{other}/tags/{TAG}")).status_code == 404
    for answer in (await caller.delete(f"{PATH}/{TAG}"), await caller.put(f"{PATH}/{TAG}", json=LOOKS)):
        assert answer.status_code == 404
    again = await caller.post(NEW, json={"name": "vip"})
    assert again.json() not in (TAG, None)
    listed = (await caller.get("/api/v1/Sessions?tags=vip")).json()
    assert [one["id"] for one in listed] == [session_id]


async def test_the_same_creation_with_the_same_key_makes_one_tag(house: House) -> None:
    caller = await house.caller()
    answers = [await caller.post(NEW, json={"name": "x"}, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len((await caller.get(PATH)).json()) == 2


WRITES: list[tuple[str, str, Json]] = [
    ("POST", NEW, {"name": "mine"}),
    ("PUT", f"{PATH}/{TAG}", {}),
    ("DELETE", f"{PATH}/{TAG}", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
async def test_only_who_administers_the_department_changes_its_tags(
    house: House, method: str, path: str, body: Json
) -> None:
    stranger = await house.caller(client=house.other_client)
    chief = person(house, DepartmentRole.TENANT_ADMIN, department=second_department(house))
    before = state(house)
    assert (await stranger.request(method, path, json=body)).status_code == 404
    assert (await chief.request(method, path, json=body)).status_code == 403
    assert state(house) == before


async def test_a_department_that_is_not_there_has_no_tags(house: House) -> None:
    caller = await house.caller()
    for department in (999, house.other_department, "x"):
        assert (await caller.post(f"{PATH}/departments/{department}", json={"name": "a"})).status_code == 404
