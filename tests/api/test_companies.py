"""Companies: one's own as an object, all of them for a host; settings; where statistics lie."""

import uuid

import pytest

from hovorna.api.limits import NAME
from hovorna.application.company_settings import webhook_networks
from hovorna.application.roles import DepartmentRole, GlobalRole, Right
from hovorna.application.setup import new_client
from hovorna.domain.facts import SettingChanged
from tests.api.administering import changes, person, state
from tests.api.house import Caller, House, Json

PATH = "/api/v1/Companies"


async def host(house: House) -> Caller:
    return await house.caller(*Right)


async def test_a_client_gets_its_own_company_as_an_object(house: House) -> None:
    found = (await (await house.caller()).get(PATH)).json()
    assert str(uuid.UUID(found["companyGuid"])) == found["companyGuid"]
    assert found == {
        "id": house.company_id,
        "name": "House",
        "companyGuid": found["companyGuid"],
        "language": None,
        "timezone": None,
    }
    assert (await (await house.caller()).get(f"{PATH}/{house.company_id}")).json() == found


async def test_a_person_gets_their_own_company_as_an_object(house: House) -> None:
    operator = person(house, DepartmentRole.OPERATOR)
    assert (await operator.get(PATH)).json()["id"] == house.company_id
    assert (await operator.get(f"{PATH}/{house.company_id}")).json()["name"] == "House"


async def test_whoever_hosts_the_server_gets_all_companies_as_a_list(house: House) -> None:
    for caller in (await host(house), person(house, everywhere=(GlobalRole.ADMIN,))):
        assert [one["name"] for one in (await caller.get(PATH)).json()] == ["House", "Other house"]
        assert (await caller.get(f"{PATH}/2")).json()["name"] == "Other house"
        assert (await caller.get(f"{PATH}/2/settings")).status_code == 200


@pytest.mark.parametrize("path", ["", "/settings", "/metricSettings"])
async def test_another_company_is_as_good_as_none(house: House, path: str) -> None:
    caller = await house.caller()
    for number in (2, 999):
        assert (await caller.get(f"{PATH}/{number}{path}")).status_code == 404


async def test_a_new_company_works_at_once(house: House) -> None:
    body = {"Name": " Third house ", "language": "cs", "timezone": "Europe/Prague"}
    answer = await (await host(house)).post(PATH, json=body)
    assert answer.status_code == 201
    made = answer.json()
    client = new_client(house.store.accounts, made, "theirs", house.clock.now())
    theirs = await house.caller(client=client)
    found = (await theirs.get(PATH)).json()
    assert (found["id"], found["name"], found["language"], found["timezone"]) == (
        made,
        "Third house",
        "cs",
        "Europe/Prague",
    )
    [department] = (await theirs.get("/api/v1/Departments")).json()
    answer = await theirs.post("/api/v1/guest/sessions", json={"departmentId": department["id"]})
    assert answer.json()["status"] == "IN_QUEUE"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({}, {"name": "Is required."}),
        ({"name": " "}, {"name": "Is required."}),
        ({"name": "x" * (NAME + 1)}, {"name": f"Must not be longer than {NAME} characters."}),
        ({"name": "HOUSE"}, {"name": "There is a company with this name already."}),
        (
            {"name": "A", "language": "czech language", "timezone": "CEST+1"},
            {
                "language": "Must be a language tag, such as cs or en-GB.",
                "timezone": "Must be the name of an IANA time zone, such as Europe/Prague.",
            },
        ),
    ],
)
async def test_a_company_that_can_not_be_is_refused_and_changes_nothing(house: House, body: Json, wrong: Json) -> None:
    caller, before = await host(house), state(house)
    answer = await caller.post(PATH, json=body)
    assert (answer.status_code, answer.json()) == (400, wrong)
    assert state(house) == before


async def test_the_same_creation_with_the_same_key_makes_one_company(house: House) -> None:
    caller = await host(house)
    answers = [await caller.post(PATH, json={"name": "C"}, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len((await caller.get(PATH)).json()) == 3


# --- settings -----------------------------------------------------------------------------------------------------

SETTINGS = f"{PATH}/1/settings"


async def test_settings_of_a_company_are_kept_told_and_shown_in_it(house: House) -> None:
    caller = await host(house)
    given = {"Language": "en-GB", "timezone": "Europe/Prague", "webhooks.allow": "10.0.0.0/8, ::1/128"}
    shown = {"language": "en-GB", "timezone": "Europe/Prague", "webhooks.allow": "10.0.0.0/8,::1/128"}
    for _ in range(2):
        assert (await caller.put(SETTINGS, json={"settings": given})).status_code == 204
        assert (await caller.get(SETTINGS)).json() == {"companyId": house.company_id, "settings": shown}
        assert changes(house) == [SettingChanged(key, company_id=house.company_id) for key in shown]
    company = house.store.accounts.company(house.company_id)
    assert company is not None
    assert [str(one) for one in webhook_networks(company)] == ["10.0.0.0/8", "::1/128"]
    assert (await (await house.caller()).get(PATH)).json()["language"] == "en-GB"
    assert (await caller.put(SETTINGS, json={"settings": dict.fromkeys(shown)})).status_code == 204
    assert (await caller.get(SETTINGS)).json()["settings"] == dict.fromkeys(shown, "")
    assert len(changes(house)) == 6


async def test_no_company_opens_the_network_of_its_server_by_itself(house: House) -> None:
    owner, opened = await host(house), {"webhooks.allow": "10.0.0.0/8"}
    company, before = await house.caller(), state(house)
    refused = await company.put(SETTINGS, json={"settings": {"language": "cs", **opened}})
    assert (refused.status_code, refused.content) == (403, b"")
    assert state(house) == before
    assert (await owner.put(SETTINGS, json={"settings": opened})).status_code == 204
    # What is so already may be said again by anybody who may say the rest.
    assert (await company.put(SETTINGS, json={"settings": {"language": "cs", **opened}})).status_code == 204
    assert (await company.put(SETTINGS, json={"settings": {"webhooks.allow": ""}})).status_code == 403


async def test_the_only_company_of_a_server_is_its_host(house: House) -> None:
    house.store.accounts.register.remove("company", house.company_id + 1)
    company = await house.caller()
    assert (await company.put(SETTINGS, json={"settings": {"webhooks.allow": "10.0.0.0/8"}})).status_code == 204
    watcher = await house.caller(Right.READ, Right.WRITE)
    assert (await watcher.put(SETTINGS, json={"settings": {"webhooks.allow": ""}})).status_code == 403


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"colour": "red"}, "settings.colour"),
        ({"language": "x"}, "settings.language"),
        ({"timezone": "Nowhere"}, "settings.timezone"),
        ({"webhooks.allow": "10.0.0.1/8"}, "settings.webhooks.allow"),
        ({"webhooks.allow": "intranet"}, "settings.webhooks.allow"),
        ({"webhooks.allow": ",".join(f"10.0.0.{n}/32" for n in range(101))}, "settings.webhooks.allow"),
    ],
)
async def test_a_bad_setting_is_named_and_nothing_changes(house: House, given: Json, field: str) -> None:
    caller, before = await house.caller(), state(house)
    answer = await caller.put(SETTINGS, json={"settings": {"language": "cs", **given}})
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert state(house) == before


async def test_a_chief_of_one_department_sees_the_company_and_not_its_settings(house: House) -> None:
    chief = person(house, DepartmentRole.TENANT_ADMIN)
    assert (await chief.get(f"{PATH}/1")).status_code == 200
    assert (await chief.get(SETTINGS)).status_code == 403
    assert (await chief.put(SETTINGS, json={"settings": {}})).status_code == 403


# --- where the statistics lie -------------------------------------------------------------------------------------

METRICS = f"{PATH}/1/metricSettings"
WHERE = {
    "databaseUrl": "https://influx.example:8086",
    "databaseOrganization": "house",
    "databaseBucket": "calls",
    "databaseToken": "secret words",
}


async def test_a_company_without_statistics_has_nothing_to_tell(house: House) -> None:
    answer = await (await house.caller()).get(METRICS)
    assert (answer.status_code, answer.content) == (404, b"")


async def test_where_statistics_lie_is_told_and_the_token_to_administrators_only(house: House) -> None:
    caller = await house.caller()
    for bucket in ("calls", "calls", "chats"):
        assert (await caller.put(METRICS, json={**WHERE, "databaseBucket": bucket})).status_code == 204
        assert (await caller.get(METRICS)).json() == {**WHERE, "databaseBucket": bucket}
    for watcher in (await house.caller(Right.READ), person(house, DepartmentRole.TENANT_ADMIN)):
        assert (await watcher.get(METRICS)).json() == {**WHERE, "databaseBucket": "chats", "databaseToken": None}
    assert (await caller.delete(METRICS)).status_code == 204
    assert (await caller.delete(METRICS)).status_code == 204
    assert (await caller.get(METRICS)).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"databaseUrl": "influx.example"}, "databaseUrl"),
        ({"databaseUrl": "ftp://influx.example"}, "databaseUrl"),
        ({"databaseUrl": "https://["}, "databaseUrl"),
        ({"databaseOrganization": " "}, "databaseOrganization"),
        ({"databaseBucket": "x" * (NAME + 1)}, "databaseBucket"),
        ({"databaseToken": None}, "databaseToken"),
    ],
)
async def test_a_place_that_can_not_be_is_named(house: House, change: Json, field: str) -> None:
    caller = await house.caller()
    answer = await caller.put(METRICS, json={**WHERE, **change})
    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert (await caller.get(METRICS)).status_code == 404


async def test_only_who_administers_the_company_says_where_they_lie(house: House) -> None:
    chief = person(house, DepartmentRole.TENANT_ADMIN)
    stranger = await house.caller(client=house.other_client)
    assert (await chief.put(METRICS, json=WHERE)).status_code == 403
    assert (await chief.delete(METRICS)).status_code == 403
    assert (await stranger.put(METRICS, json=WHERE)).status_code == 404
    assert (await (await house.caller()).get(METRICS)).status_code == 404
