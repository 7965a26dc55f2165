"""Departments: new ones work at once, names, and how busy groups are."""

import msgspec
import pytest

from hovorna.api.limits import NAME
from hovorna.application.ports import StoreUnavailable
from hovorna.application.roles import DepartmentRole, GlobalRole, Right
from hovorna.domain.settings import GroupSettings, OpeningHours, OperatorSettings
from hovorna.domain.switchboard import commands as c
from tests.api.administering import person, second_department, state
from tests.api.house import GROUP, OTHER_GROUP, House, Json

PATH = "/api/v1/Departments"


async def test_a_client_sees_the_departments_of_its_company(house: House) -> None:
    second = second_department(house)
    answer = await (await house.caller()).get(PATH)
    assert answer.json() == [{"id": house.department, "name": "Care"}, {"id": second, "name": "Sales department"}]
    other = await (await house.caller(client=house.other_client)).get(PATH)
    assert other.json() == [{"id": house.other_department, "name": "Care"}]


async def test_a_person_sees_the_departments_in_which_they_may_watch(house: House) -> None:
    second = second_department(house)
    answer = await person(house, DepartmentRole.WALLBOARD, department=second).get(PATH)
    assert [one["id"] for one in answer.json()] == [second]


async def test_a_new_department_takes_sessions_at_once(house: House) -> None:
    caller = await house.caller()
    answer = await caller.post(PATH, json={"name": "  Night shift "})
    assert answer.status_code == 201
    made = answer.json()
    assert (await caller.get(PATH)).json()[-1] == {"id": made, "name": "Night shift"}
    assert (await caller.put(f"/api/v1/Groups/{await the_group(house, made)}", json={"userIds": []})).status_code == 204

    session_id, guest = await house.guest(departmentId=made)
    assert await house.status(session_id) == "IN_QUEUE"
    await guest.post(f"/api/v1/guest/sessions/{session_id}/messages", json={"text": "Good evening"})
    listed = (await caller.get(f"/api/v1/Sessions?departmentId={made}")).json()
    assert [(one["id"], one["departmentId"], one["companyId"]) for one in listed] == [
        (session_id, made, house.company_id)
    ]
    house.pass_time(seconds=61)
    await guest.post(f"/api/v1/guest/sessions/{session_id}/leave")
    assert await house.status(session_id) == "CLOSED"


async def test_timers_of_a_new_department_fire(house: House) -> None:
    caller = await house.caller()
    made = (await caller.post(PATH, json={"name": "Night shift"})).json()
    session_id, guest = await house.guest(departmentId=made)
    await guest.post(f"/api/v1/guest/sessions/{session_id}/drop")
    house.pass_time(seconds=61)
    house.do(department=made)
    house.do(department=made)
    assert await house.status(session_id) == "CLOSED"


async def test_a_new_department_is_there_after_a_restart(house: House) -> None:
    made = (await (await house.caller()).post(PATH, json={"name": "Night shift"})).json()
    house.engine.stop()
    house.open()
    session_id, _ = await house.guest(departmentId=made)
    assert await house.status(session_id) == "IN_QUEUE"


async def the_group(house: House, department: int) -> int:
    [group] = (await (await house.caller()).get(f"/api/v1/Groups?departmentId={department}")).json()
    return int(group["id"])


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "Is required."),
        ({"name": None}, "Is required."),
        ({"name": "  "}, "Is required."),
        ({"name": 7}, "Must be a text."),
        ({"name": "x" * (NAME + 1)}, f"Must not be longer than {NAME} characters."),
        ({"name": "CARE"}, "There is a department with this name already."),
    ],
)
async def test_a_name_that_can_not_be_is_refused_and_changes_nothing(house: House, body: Json, sentence: str) -> None:
    caller, second, before = await house.caller(), second_department(house), state(house)
    answers = [await caller.post(PATH, json=body), await caller.put(f"{PATH}/{second}", json=body)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [(400, {"name": sentence})] * 2
    assert state(house) == before


async def test_the_same_creation_with_the_same_key_makes_one_department(house: House) -> None:
    caller = await house.caller()
    answers = [
        await caller.post(PATH, json={"name": "Night shift"}, headers={"Idempotency-Key": "night"}) for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len((await caller.get(PATH)).json()) == 2


async def test_a_department_whose_routing_can_not_be_written_is_not_there(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller = await house.caller()

    def fail(_: object) -> None:
        raise StoreUnavailable("The disk is full.")

    monkeypatch.setattr(house.engine.writing.store, "commit", fail)
    assert (await caller.post(PATH, json={"name": "Night shift"})).status_code == 503
    monkeypatch.undo()
    assert len((await caller.get(PATH)).json()) == 1
    assert (await caller.post(PATH, json={"name": "Night shift"})).status_code == 201


async def test_only_who_administers_the_whole_company_makes_departments(house: House) -> None:
    chief = person(house, DepartmentRole.TENANT_ADMIN)
    assert (await chief.post(PATH, json={"name": "Mine"})).status_code == 403
    administrator = person(house, everywhere=(GlobalRole.COMPANY_ADMIN,))
    assert (await administrator.post(PATH, json={"name": "Ours"})).status_code == 201


async def test_a_department_is_renamed_by_who_administers_it(house: House) -> None:
    second, caller = second_department(house), await house.caller()
    for name in ("Complaints", "Complaints", "complaints"):
        assert (await caller.put(f"{PATH}/{second}", json={"name": name})).status_code == 204
        assert (await caller.get(PATH)).json()[1]["name"] == name
    chief = person(house, DepartmentRole.TENANT_ADMIN, department=second)
    assert (await chief.put(f"{PATH}/{second}", json={"name": "Praise"})).status_code == 204
    assert (await chief.put(f"{PATH}/{house.department}", json={"name": "Praise 2"})).status_code == 403
    for number in (house.other_department, 999):
        assert (await caller.put(f"{PATH}/{number}", json={"name": "Taken over"})).status_code == 404


# --- group availability -------------------------------------------------------------------------------------------


def workload(answer: Json, group: int, channel: str) -> tuple[int, int]:
    found = answer["overallWorkload"][str(group)]["workload"][channel]
    return found["inQueueCountTotal"], found["freeQueueSlotsCountTotal"]


async def availability(house: House) -> Json:
    answer = await (await house.caller(Right.WATCH)).get(f"{PATH}/{house.department}/groupAvailability")
    assert answer.status_code == 200
    return answer.json()


async def test_lines_are_counted_by_channel_and_share_their_room(house: House) -> None:
    house.do(c.ConfigureGroup(GroupSettings(GROUP, "Support", queue_limit=5)))
    house.do(c.ConfigureOperator(OperatorSettings(house.eva, live_slots=0)))
    await house.guest()
    await house.guest(source="WhatsApp")
    await house.guest(source="IncomingCall")
    found = await availability(house)
    assert list(found["overallWorkload"]) == [str(GROUP), str(OTHER_GROUP)]
    channels = found["overallWorkload"][str(GROUP)]["workload"]
    assert list(channels) == ["Mluvii", "Email", "Phone", "Facebook", "WhatsApp", "VK", "Apple"]
    assert [workload(found, GROUP, one) for one in channels] == [(1, 2), (0, 0), (1, 2), (0, 2), (1, 2), (0, 2), (0, 2)]
    assert workload(found, OTHER_GROUP, "Mluvii") == (0, 2**31 - 1)


async def test_a_group_that_is_closed_has_no_room_and_a_deleted_one_is_not_told(house: House) -> None:
    closed = OpeningHours("UTC", ((),) * 7)
    group = GroupSettings(GROUP, "Support", hours=closed)
    house.do(c.ConfigureGroup(group), c.ConfigureGroup(GroupSettings(OTHER_GROUP, "Sales", is_deleted=True)))
    found = await availability(house)
    assert list(found["overallWorkload"]) == [str(GROUP)]
    assert workload(found, GROUP, "Mluvii") == (0, 0)
    house.do(c.ConfigureGroup(msgspec.structs.replace(group, hours=None)))
    assert workload(await availability(house), GROUP, "Mluvii") == (0, 2**31 - 1)


async def test_availability_is_for_who_may_watch_there(house: House) -> None:
    second = second_department(house)
    watcher = person(house, DepartmentRole.WALLBOARD, department=second)
    statuses = [
        (await watcher.get(f"{PATH}/{number}/groupAvailability")).status_code
        for number in (second, house.department, house.other_department, 999)
    ]
    assert statuses == [200, 403, 404, 404]
