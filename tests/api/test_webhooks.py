"""Webhooks through the API: registering, the address kept byte for byte and from people's eyes, keys."""

import logging
from typing import Any

import pytest

from hovorna.application.register import Register
from hovorna.application.roles import DepartmentRole, GlobalRole, Right
from hovorna.application.webhooks.webhook import Webhook, webhooks_of
from hovorna.contract.public_events.event_type import WebhookEventType
from tests.api.administering import person, second_department
from tests.api.house import Caller, House, Json

WEBHOOKS = "/api/v1/Webhooks"
URL = "https://user:pass-word@hooks.example/in?secret=a%2Fb&x=ř"
BODY = {"eventTypes": ["SessionCreated", "SessionEnded"], "callbackUrl": URL}
#: What must never be seen where it does not belong.
SECRETS = ("pass-word", "hooks.example", "a%2Fb")


@pytest.fixture
async def client(house: House) -> Caller:
    return await house.caller(Right.ADMINISTER)


async def registered(client: Caller, **changed: Json) -> int:
    answer = await client.post(WEBHOOKS, json={**BODY, **changed})
    assert answer.status_code == 201, answer.text
    return int(answer.text)


def stored(house: House) -> list[Webhook]:
    return webhooks_of(house.store.accounts.register).all()


async def test_the_answer_to_a_registration_is_the_bare_number(client: Caller) -> None:
    answer = await client.post(WEBHOOKS, json=BODY)
    assert (answer.status_code, answer.content) == (201, b"1")
    assert answer.headers["content-type"] == "application/json"


async def test_a_registered_webhook_reads_as_published_with_what_is_ours(client: Caller) -> None:
    number = await registered(client)
    one = {
        "eventTypes": ["SessionCreated", "SessionEnded"],
        "callbackUrl": URL,
        "id": number,
        "isEnabled": True,
        "disabled": None,
        "disabledReason": None,
    }
    assert (await client.get(f"{WEBHOOKS}/{number}")).json() == one
    assert (await client.get(WEBHOOKS)).json() == [one]


async def test_the_same_address_again_answers_with_the_number_of_the_first(house: House, client: Caller) -> None:
    number = await registered(client)
    before = stored(house)
    again = await client.post(WEBHOOKS, json={**BODY, "eventTypes": ["SessionStarted"]})
    assert (again.status_code, again.content) == (409, str(number).encode())
    assert stored(house) == before


@pytest.mark.parametrize(
    "other",
    [
        URL + "&",
        URL.replace("https", "HTTPS"),
        URL.replace("a%2Fb", "a%2fb"),
        URL.replace("hooks", "Hooks"),
        URL + "#1",
    ],
)
async def test_addresses_are_compared_byte_by_byte(client: Caller, other: str) -> None:
    first, second = await registered(client), await registered(client, callbackUrl=other)
    assert first != second
    assert [one["callbackUrl"] for one in (await client.get(WEBHOOKS)).json()] == [URL, other]


async def test_another_company_may_have_the_same_address_and_sees_nothing_of_ours(house: House) -> None:
    client, other = await house.caller(), await house.caller(client=house.other_client)
    number = await registered(client)
    assert (await other.get(WEBHOOKS)).json() == []
    theirs = await registered(other)
    assert theirs != number
    before = stored(house)
    for method, path in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("GET", "/secret"), ("POST", "/secret")):
        answer = await other.request(method, f"{WEBHOOKS}/{number}{path}", json=BODY)
        assert answer.status_code == 404, (method, path)
    assert stored(house) == before
    assert (await other.delete(WEBHOOKS)).status_code == 204
    assert [one.id for one in stored(house)] == [number]


async def test_every_published_type_may_be_asked_for_by_word_or_number_once(client: Caller) -> None:
    words = list(WebhookEventType)
    given = [*range(1, 50), *(word.upper() for word in words)]
    number = await registered(client, eventTypes=given)
    assert (await client.get(f"{WEBHOOKS}/{number}")).json()["eventTypes"] == words


async def test_a_webhook_may_ask_for_nothing(client: Caller) -> None:
    """The published model has no least number, and clients take their wishes back one by one."""
    number = await registered(client, eventTypes=[])
    assert (await client.get(f"{WEBHOOKS}/{number}")).json()["eventTypes"] == []


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"eventTypes": [0]}, "eventTypes[0]"),
    ({"eventTypes": ["SessionCreated", "Nonsense"]}, "eventTypes[1]"),
    ({"eventTypes": [50]}, "eventTypes[0]"),
    ({"eventTypes": "SessionCreated"}, "eventTypes"),
    ({"eventTypes": None}, "eventTypes"),
    ({"callbackUrl": None}, "callbackUrl"),
    ({"callbackUrl": 5}, "callbackUrl"),
    ({"callbackUrl": ""}, "callbackUrl"),
    ({"callbackUrl": "ftp://user:pass-word@hooks.example/"}, "callbackUrl"),
    ({"callbackUrl": "//user:pass-word@hooks.example/"}, "callbackUrl"),
    ({"callbackUrl": "https:///in?secret=a%2Fb"}, "callbackUrl"),
    ({"callbackUrl": "https://user:pass-word@:80/"}, "callbackUrl"),
    ({"callbackUrl": "https://user:pass-word@hooks.example:99999/"}, "callbackUrl"),
    ({"callbackUrl": "https://user:pass-word@hooks.example:0/"}, "callbackUrl"),
    ({"callbackUrl": "https://[hooks.example/"}, "callbackUrl"),
    ({"callbackUrl": "https://hooks.example/a b"}, "callbackUrl"),
    ({"callbackUrl": "https://hooks.example/\n"}, "callbackUrl"),
    ({"callbackUrl": "https://hooks.example/" + "x" * 1979}, "callbackUrl"),
]


@pytest.mark.parametrize(("changed", "field"), WRONG)
async def test_wrong_input_is_named_by_field_without_the_address_and_changes_nothing(
    house: House, client: Caller, changed: Json, field: str
) -> None:
    number = await registered(client, callbackUrl="https://first.example/")
    before = stored(house)
    for method, path in (("POST", WEBHOOKS), ("PUT", f"{WEBHOOKS}/{number}")):
        answer = await client.request(method, path, json={**BODY, **changed})
        assert (answer.status_code, list(answer.json())) == (400, [field])
        assert not [secret for secret in SECRETS if secret in answer.text]
    assert stored(house) == before


async def test_an_address_may_have_2000_characters(client: Caller) -> None:
    url = "https://hooks.example/".ljust(2000, "x")
    number = await registered(client, callbackUrl=url)
    assert (await client.get(f"{WEBHOOKS}/{number}")).json()["callbackUrl"] == url


async def test_a_put_changes_what_is_asked_for_and_keeps_number_and_key(house: House, client: Caller) -> None:
    number = await registered(client)
    [before] = stored(house)
    changed = {"EventTypes": [1], "CallbackUrl": "http://other.example"}
    answer = await client.put(f"{WEBHOOKS}/{number}", json=changed)
    assert (answer.status_code, answer.content) == (204, b"")
    [after] = stored(house)
    assert (after.event_types, after.callback_url) == ((WebhookEventType.USER_STATUS_CHANGED,), "http://other.example")
    assert (after.id, after.secrets, after.begins_after) == (before.id, before.secrets, before.begins_after)
    # The old address is free again.
    assert await registered(client) != number


async def test_the_same_put_every_minute_writes_nothing(
    house: House, client: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await registered(client)
    writes: list[str] = []
    monkeypatch.setattr(type(house.store.accounts.register), "change", lambda *_: writes.append("change"))
    for _ in range(3):
        assert (await client.put(f"{WEBHOOKS}/{number}", json=BODY)).status_code == 204
    assert writes == []


async def test_a_put_to_the_address_of_another_answers_with_its_number(house: House, client: Caller) -> None:
    first, second = await registered(client), await registered(client, callbackUrl="https://second.example/")
    before = stored(house)
    answer = await client.put(f"{WEBHOOKS}/{second}", json=BODY)
    assert (answer.status_code, answer.content) == (409, str(first).encode())
    assert stored(house) == before


def disable(register: Register, house: House, number: int) -> None:
    def deed(webhook: Webhook) -> Webhook:
        return Webhook(
            id=webhook.id,
            company_id=webhook.company_id,
            event_types=webhook.event_types,
            callback_url=webhook.callback_url,
            created=webhook.created,
            secrets=webhook.secrets,
            disabled=house.clock.now(),
            disabled_reason="Nothing came through for 3 days.",
        )

    webhooks_of(register).change(number, deed)


async def test_a_webhook_that_was_switched_off_says_so_and_a_put_switches_it_on(house: House, client: Caller) -> None:
    number = await registered(client)
    disable(house.store.accounts.register, house, number)
    shown = (await client.get(f"{WEBHOOKS}/{number}")).json()
    assert (shown["isEnabled"], shown["disabledReason"]) == (False, "Nothing came through for 3 days.")
    assert shown["disabled"] == "2026-03-02T09:00:00Z"
    # Registering it again changes nothing: the client then sends a PUT.
    assert (await client.post(WEBHOOKS, json=BODY)).status_code == 409
    assert not (await client.get(f"{WEBHOOKS}/{number}")).json()["isEnabled"]
    assert (await client.put(f"{WEBHOOKS}/{number}", json=BODY)).status_code == 204
    shown = (await client.get(f"{WEBHOOKS}/{number}")).json()
    assert (shown["isEnabled"], shown["disabled"], shown["disabledReason"]) == (True, None, None)


async def test_one_or_all_can_be_deleted(client: Caller) -> None:
    numbers = [await registered(client, callbackUrl=f"https://hooks.example/{number}") for number in range(3)]
    answer = await client.delete(f"{WEBHOOKS}/{numbers[1]}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert [one["id"] for one in (await client.get(WEBHOOKS)).json()] == [numbers[0], numbers[2]]
    assert (await client.delete(f"{WEBHOOKS}/{numbers[1]}")).status_code == 404
    for _ in range(2):
        assert (await client.delete(WEBHOOKS)).status_code == 204
    assert (await client.get(WEBHOOKS)).json() == []
    # A number is never given again, or a client would take another's webhook for its own.
    assert await registered(client) > max(numbers)


async def test_one_that_is_not_there_is_not_found(client: Caller) -> None:
    for method, path in (("GET", ""), ("PUT", ""), ("DELETE", ""), ("GET", "/secret"), ("POST", "/secret")):
        assert (await client.request(method, f"{WEBHOOKS}/7{path}", json=BODY)).status_code == 404, (method, path)


async def test_only_administrators_of_the_whole_company_may_see_or_change_webhooks(house: House) -> None:
    client = await house.caller(Right.ADMINISTER)
    number = await registered(client)
    paths = [("GET", WEBHOOKS), ("POST", WEBHOOKS), ("DELETE", WEBHOOKS)]
    paths += [(method, f"{WEBHOOKS}/{number}") for method in ("GET", "PUT", "DELETE")]
    paths += [(method, f"{WEBHOOKS}/{number}/secret") for method in ("GET", "POST")]
    before = stored(house)
    leader = person(house, DepartmentRole.TENANT_ADMIN)
    for method, path in paths:
        answer = await leader.request(method, path, json=BODY)
        assert (answer.status_code, answer.content) == (403, b""), (method, path)
    assert stored(house) == before
    administrator = person(house, everywhere=(GlobalRole.COMPANY_ADMIN,))
    assert (await administrator.get(f"{WEBHOOKS}/{number}")).json()["callbackUrl"] == URL


async def test_the_address_is_in_no_log_whatever_is_asked(
    house: House, client: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number = await registered(client)
    for changed, _ in WRONG:
        await client.put(f"{WEBHOOKS}/{number}", json={**BODY, **changed})
    await client.post(WEBHOOKS, json=BODY)
    await client.get(WEBHOOKS)
    await client.delete(f"{WEBHOOKS}/{number}")
    # The test's own client writes the addresses that it calls, none of which is the webhook's.
    assert not [secret for secret in SECRETS if secret in caplog.text]
    # Nor where somebody logs the thing itself.
    await registered(client)
    [webhook] = stored(house)
    assert not [secret for secret in (*SECRETS, webhook.secrets[0].key) if secret in repr(webhook)]


async def test_a_webhook_is_told_what_comes_after_it_in_every_department(house: House, client: Caller) -> None:
    await house.guest()
    other = second_department(house)
    await registered(client)
    [webhook] = stored(house)
    reader = house.store.reader
    assert webhook.begins_after == {one: reader.last_version(one) for one in (house.department, other)}
    assert webhook.begins_after[house.department] == house.version
    assert webhook.created == house.clock.now()


# --- keys ---


async def test_the_key_is_shown_and_stays_until_it_is_rotated(client: Caller) -> None:
    number = await registered(client)
    shown = (await client.get(f"{WEBHOOKS}/{number}/secret")).json()
    assert list(shown) == ["secret"]
    assert shown["secret"].startswith("whsec_")
    assert (await client.get(f"{WEBHOOKS}/{number}/secret")).json() == shown
    answer = await client.post(f"{WEBHOOKS}/{number}/secret")
    assert answer.status_code == 200
    assert answer.json() != shown
    assert (await client.get(f"{WEBHOOKS}/{number}/secret")).json() == answer.json()


async def test_after_a_rotation_the_old_key_is_kept_for_a_day(house: House, client: Caller) -> None:
    number = await registered(client)
    old = (await client.get(f"{WEBHOOKS}/{number}/secret")).json()["secret"]
    await client.post(f"{WEBHOOKS}/{number}/secret")
    [webhook] = stored(house)
    [kept] = [one for one in webhook.secrets if one.key == old]
    assert kept.valid_until is not None
    assert (kept.valid_until - house.clock.now()).total_seconds() == 24 * 3600
    house.pass_time(hours=24)
    client = await house.caller(Right.ADMINISTER)
    await client.post(f"{WEBHOOKS}/{number}/secret")
    [webhook] = stored(house)
    assert old not in {one.key for one in webhook.secrets}


async def test_every_webhook_has_a_key_of_its_own(house: House, client: Caller) -> None:
    for number in range(3):
        await registered(client, callbackUrl=f"https://hooks.example/{number}")
    assert len({one.secrets[0].key for one in stored(house)}) == 3
