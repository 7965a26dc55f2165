"""Settings: known keys, typed and checked; only what changes is written and told."""

import json

import pytest

from hovorna.application.roles import DepartmentRole, Right
from hovorna.application.settings import catalogue
from hovorna.domain import facts as f
from hovorna.domain.facts import SettingChanged
from hovorna.domain.settings import OperatorSettings
from tests.api.administering import changes, person, second_department, state, told
from tests.api.house import GROUP, RULE_SET, House, Json

DEPARTMENT, GROUPS = "/api/v1/Departments/1/settings", f"/api/v1/Groups/{GROUP}/settings"
RULES, USER = f"/api/v1/RoutingRuleSets/{RULE_SET}/settings", "/api/v1/Users/1/settings"
PATHS = (DEPARTMENT, GROUPS, RULES, USER)

HOURS = {
    "zone": "Europe/Prague",
    "days": [[{"start": 480, "end": 720}, {"start": 780, "end": 1080}]] * 5 + [[], []],
    "holidays": {"2026-12-24": []},
}


async def settings(house: House, path: str) -> dict[str, str]:
    answer = await (await house.caller()).get(path)
    assert answer.status_code == 200, answer.text
    found: dict[str, str] = answer.json()["settings"]
    return found


async def test_every_setting_is_told_with_the_id_of_whose_it_is(house: House) -> None:
    caller = await house.caller()
    found = [(await caller.get(path)).json() for path in PATHS]
    assert [(name, one[name]) for one in found for name in one if name != "settings"] == [
        ("departmentId", 1),
        ("operatorGroupId", GROUP),
        ("routingRuleSetId", RULE_SET),
        ("userId", house.eva),
    ]
    assert found[0]["settings"] == {
        "defaultRoutingRuleSetId": str(RULE_SET),
        "guestTolerance": "PT1M",
        "offersWithdrawnAfter": "PT20S",
        "sessionsReturnedAfter": "PT2M",
        "unansweredLimit": "3",
        "legTimeout": "PT15S",
        "dialLimit": "PT2M",
        "messagingExpiry": "P1D",
        "bcwLimit": "PT30S",
        "channelPriority": "",
    }
    assert found[1]["settings"] == {
        "strategy": "longest_idle",
        "acceptTimeout": "PT30S",
        "queueTimeout": "PT5M",
        "acwLimit": "PT5M",
        "queueLimit": "",
        "autoAccept": "false",
        "withdrawsOnTimeout": "false",
        "freesSlotAtLeft": "false",
        "openingHours": "",
    }
    assert found[2]["settings"] == {"priority": "100", "headStart": "PT0S"}
    assert found[3]["settings"] == {"liveSlots": "3", "messageSlots": "5", "channels": "Chat,AV,Phone"}


#: (path, given, as it is shown then): a value of each setting but the rule set.
CHANGED: list[tuple[str, dict[str, str], dict[str, str]]] = [
    (
        DEPARTMENT,
        {
            "guesttolerance": "90",
            "OffersWithdrawnAfter": "00:00:05",
            "sessionsReturnedAfter": "PT3M",
            "unansweredLimit": " 7 ",
            "legTimeout": "10",
            "dialLimit": "PT1M",
            "messagingExpiry": "P2D",
            "bcwLimit": "PT0S",
            "channelPriority": "Phone=10, chat=50",
        },
        {
            "guestTolerance": "PT1M30S",
            "offersWithdrawnAfter": "PT5S",
            "sessionsReturnedAfter": "PT3M",
            "unansweredLimit": "7",
            "legTimeout": "PT10S",
            "dialLimit": "PT1M",
            "messagingExpiry": "P2D",
            "bcwLimit": "PT0S",
            "channelPriority": "Chat=50,Phone=10",
        },
    ),
    (
        GROUPS,
        {
            "strategy": "LEAST_BUSY",
            "acceptTimeout": "45",
            "queueTimeout": "PT10M",
            "acwLimit": "0",
            "queueLimit": "12",
            "autoAccept": "True",
            "withdrawsOnTimeout": "true",
            "freesSlotAtLeft": "true",
            "openingHours": json.dumps(HOURS),
        },
        {
            "strategy": "least_busy",
            "acceptTimeout": "PT45S",
            "queueTimeout": "PT10M",
            "acwLimit": "PT0S",
            "queueLimit": "12",
            "autoAccept": "true",
            "withdrawsOnTimeout": "true",
            "freesSlotAtLeft": "true",
            "openingHours": json.dumps(HOURS, separators=(",", ":")),
        },
    ),
    (RULES, {"priority": "5", "headStart": "PT1M"}, {"priority": "5", "headStart": "PT1M"}),
    (
        USER,
        {"liveSlots": "2", "messageSlots": "0", "channels": "phone, Chat"},
        {"liveSlots": "2", "messageSlots": "0", "channels": "Chat,Phone"},
    ),
]


@pytest.mark.parametrize(("path", "given", "shown"), CHANGED, ids=lambda one: one if isinstance(one, str) else "")
async def test_every_setting_can_be_changed_and_the_same_again_writes_nothing(
    house: House, path: str, given: dict[str, str], shown: dict[str, str]
) -> None:
    caller, defaults = await house.caller(), await settings(house, path)
    for _ in range(2):
        answer = await caller.put(path, json={"Settings": given})
        assert (answer.status_code, answer.content) == (204, b"")
        assert await settings(house, path) == {**defaults, **shown}
        assert sorted(one.name for one in changes(house) if isinstance(one, SettingChanged)) == sorted(shown)
    # What was told can be sent back as it is.
    before = state(house)
    assert (await caller.put(path, json={"settings": {**defaults, **shown}})).status_code == 204
    assert state(house) == before
    assert (await caller.put(path, json={"settings": dict.fromkeys(shown)})).status_code == 204
    assert await settings(house, path) == defaults


def test_the_samples_above_are_of_every_setting() -> None:
    scopes = (catalogue.DEPARTMENT, catalogue.GROUP, catalogue.RULE_SET, catalogue.USER)
    known = [{one.key for one in scope.settings} - {"defaultRoutingRuleSetId"} for scope in scopes]
    assert [set(shown) for _, _, shown in CHANGED] == known


@pytest.mark.parametrize(
    ("path", "given", "expected"),
    [
        (DEPARTMENT, {"guestTolerance": "1"}, SettingChanged("guestTolerance", department_id=1)),
        (GROUPS, {"acwLimit": "1"}, SettingChanged("acwLimit", group_id=GROUP)),
        (RULES, {"priority": "1"}, SettingChanged("priority", rule_set_id=RULE_SET)),
        (USER, {"liveSlots": "1"}, SettingChanged("liveSlots", user_id=1)),
    ],
)
async def test_the_log_tells_whose_setting_was_changed(
    house: House, path: str, given: Json, expected: SettingChanged
) -> None:
    await (await house.caller()).put(path, json={"settings": given})
    assert changes(house) == [expected]


_HOURS_SENTENCE = "Must have seven days, Monday first; a day without segments is closed."


@pytest.mark.parametrize(
    ("path", "given", "wrong"),
    [
        (DEPARTMENT, {"liveSlots": "1"}, {"liveSlots": "A department has no such setting."}),
        (GROUPS, {"emailSlots": "1"}, {"emailSlots": "A group has no such setting."}),
        (RULES, {"": "1"}, {"": "A rule set has no such setting."}),
        (USER, {"isEnabled": "1"}, {"isEnabled": "A user has no such setting."}),
        (DEPARTMENT, {"guestTolerance": "soon"}, None),
        (DEPARTMENT, {"guestTolerance": "-PT1S"}, {"guestTolerance": "Must be a duration from PT0S to P1D."}),
        (DEPARTMENT, {"legTimeout": "0"}, {"legTimeout": "Must be a duration from PT1S to PT1H."}),
        (DEPARTMENT, {"unansweredLimit": "0"}, {"unansweredLimit": "Must be a whole number from 1 to 1000."}),
        (DEPARTMENT, {"unansweredLimit": ""}, {"unansweredLimit": "Must be a whole number from 1 to 1000."}),
        (DEPARTMENT, {"channelPriority": "Chat"}, None),
        (DEPARTMENT, {"channelPriority": "Fax=1"}, {"channelPriority": "Must be one of Chat, AV, Phone."}),
        (
            DEPARTMENT,
            {"channelPriority": "Chat=x"},
            {"channelPriority": "Must be a whole number from 0 to 1000000."},
        ),
        (
            DEPARTMENT,
            {"defaultRoutingRuleSetId": "99"},
            {"defaultRoutingRuleSetId": "There is no rule set 99 in this department."},
        ),
        (GROUPS, {"strategy": "random"}, None),
        (GROUPS, {"autoAccept": "yes"}, {"autoAccept": "Must be true or false."}),
        (GROUPS, {"queueLimit": "-1"}, {"queueLimit": "Must be a whole number from 0 to 1000000."}),
        (GROUPS, {"openingHours": "{"}, None),
        (GROUPS, {"openingHours": json.dumps({**HOURS, "days": [[]]})}, {"openingHours": _HOURS_SENTENCE}),
        (GROUPS, {"openingHours": json.dumps({**HOURS, "zone": "Nowhere"})}, None),
        (GROUPS, {"openingHours": json.dumps({**HOURS, "holidays": {"Christmas": []}})}, None),
        (GROUPS, {"openingHours": json.dumps({**HOURS, "days": [[{"start": 9, "end": 9}]] * 7})}, None),
        (
            GROUPS,
            {"openingHours": json.dumps({**HOURS, "days": [[{"start": 0, "end": 9}, {"start": 8, "end": 10}]] * 7})},
            {"openingHours": "Segments of a day must not overlap."},
        ),
        (USER, {"liveSlots": "1001"}, {"liveSlots": "Must be a whole number from 0 to 1000."}),
        (USER, {"channels": "Chat,Fax"}, {"channels": "Must be one of Chat, AV, Phone."}),
        (USER, {"liveSlots": 3}, {"liveSlots": "Must be a text."}),
    ],
)
async def test_a_bad_setting_is_named_and_nothing_changes(
    house: House, path: str, given: Json, wrong: dict[str, str] | None
) -> None:
    caller, before = await house.caller(), state(house)
    good = dict.fromkeys(("unansweredLimit", "queueLimit", "priority", "messageSlots"), "7")
    [fitting] = [key for key in good if key in await settings(house, path)]
    answer = await caller.put(path, json={"settings": {fitting: "7", **given}})
    assert answer.status_code == 400
    fields = wrong or dict.fromkeys(given)
    assert list(answer.json()) == [f"settings.{key}" for key in fields]
    for key, sentence in fields.items():
        assert sentence in (None, answer.json()[f"settings.{key}"])
    assert state(house) == before


@pytest.mark.parametrize("path", PATHS)
async def test_a_body_without_settings_is_refused(house: House, path: str) -> None:
    caller = await house.caller()
    for body in ({}, {"settings": None}):
        answer = await caller.put(path, json=body)
        assert (answer.status_code, answer.json()) == (400, {"settings": "Is required."})
    assert (await caller.put(path, json={"settings": {}})).status_code == 204


async def test_a_setting_works_at_once(house: House) -> None:
    caller = await house.caller()
    await caller.put(GROUPS, json={"settings": {"autoAccept": "true"}})
    session_id, _ = await house.guest()
    assert await house.status(session_id) == "ACTIVE"
    await caller.put(USER, json={"settings": {"liveSlots": "1"}})
    other, _ = await house.guest()
    assert await house.status(other) == "IN_QUEUE"
    await caller.put(USER, json={"settings": {"liveSlots": "2"}})
    assert await house.status(other) == "ACTIVE"
    await caller.put(GROUPS, json={"settings": {"openingHours": json.dumps({"zone": "UTC", "days": [[]] * 7})}})
    late, _ = await house.guest()
    assert await house.status(late) == "CLOSED"


async def test_the_default_rule_set_can_be_another_or_none(house: House) -> None:
    caller = await house.caller()
    made = (await caller.post("/api/v1/RoutingRuleSets", json={"name": "N", "departmentId": 1})).json()
    for text in (str(made), ""):
        assert (await caller.put(DEPARTMENT, json={"settings": {"defaultRoutingRuleSetId": text}})).status_code == 204
        assert (await settings(house, DEPARTMENT))["defaultRoutingRuleSetId"] == text
    session_id, _ = await house.guest()
    assert await house.status(session_id) == "CLOSED"


async def test_limits_of_a_person_are_of_one_department(house: House) -> None:
    second, caller = second_department(house), await house.caller()
    nora = house.store.accounts.add_user(house.company_id, second, "nora", "", "").id
    path = f"/api/v1/Users/{nora}/settings"
    assert (await settings(house, path))["liveSlots"] == "3"
    assert (await caller.put(path, json={"settings": {"liveSlots": "1"}})).status_code == 204
    assert told(house, f.OperatorConfigured, department=second) == [
        f.OperatorConfigured(OperatorSettings(nora, live_slots=1))
    ]
    for query in ("?departmentId=1", "?departmentId=999"):
        answer = await caller.get(path + query)
        assert answer.json() == {"departmentId": f"Must be one of the user's departments: {second}."}
    assert (await caller.get(f"{path}?departmentId={second}")).json()["settings"]["liveSlots"] == "1"


async def test_a_person_of_no_department_has_no_limits(house: House) -> None:
    nobody = house.store.accounts.add_user(house.company_id, None, "nobody", "", "").id
    answer = await (await house.caller()).get(f"/api/v1/Users/{nobody}/settings")
    assert (answer.status_code, answer.json()) == (
        400,
        {"departmentId": "Must be one of the user's departments: none."},
    )


async def test_channels_that_are_switched_off_are_not_offered(house: House) -> None:
    await (await house.caller()).put(USER, json={"settings": {"channels": "Phone"}})
    session_id, _ = await house.guest()
    assert await house.status(session_id) == "IN_QUEUE"
    await (await house.caller()).put(USER, json={"settings": {"channels": "Phone,Chat"}})
    assert await house.status(session_id) == "WAITING"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_only_who_administers_the_department_sees_and_changes_them(house: House, path: str, method: str) -> None:
    stranger = await house.caller(client=house.other_client)
    chief = person(house, DepartmentRole.TENANT_ADMIN, department=second_department(house))
    watcher = await house.caller(Right.WATCH, Right.READ, Right.WRITE)
    before = state(house)
    body: Json = {"settings": {}}
    assert (await stranger.request(method, path, json=body)).status_code == 404
    assert (await chief.request(method, path, json=body)).status_code == 403
    assert (await watcher.request(method, path, json=body)).status_code == 403
    assert state(house) == before
