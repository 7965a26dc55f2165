"""Deliveries from an embedded store by real requests, and what the environment says of them."""

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import httpx
import pytest
from standardwebhooks.webhooks import Webhook as StandardWebhook

from hovorna.adapters.stores.sqlite.deliveries import SqliteDeliveries
from hovorna.api import ApiParts, create_app
from hovorna.application.setup import ensure_routing, first_department
from hovorna.application.webhooks.addresses import networks_of
from hovorna.application.webhooks.office import WebhookOffice, wish_of
from hovorna.application.webhooks.webhook import Webhook
from hovorna.bootstrap.embedded import Embedded, open_embedded
from hovorna.bootstrap.settings import BadSetting, Settings, read_settings
from hovorna.bootstrap.webhooks import delivering_from
from hovorna.contract.public_events.event_type import WebhookEventType as E
from hovorna.domain.facts import SessionCreated
from hovorna.domain.switchboard.commands import CreateSession
from hovorna.domain.vocabulary import Channel, Source
from tests.unit.adapters.webhooks.receiver import OK, Receiver, receiving

SETTLE = SqliteDeliveries.settle


def test_networks_of_the_environment_are_read_or_stop_the_start() -> None:
    assert read_settings({}).webhook_allow == ()
    assert read_settings({"HOVORNA_WEBHOOK_ALLOW": "10.0.0.0/8, ::1"}).webhook_allow == networks_of("10.0.0.0/8 ::1")
    with pytest.raises(BadSetting, match=r"HOVORNA_WEBHOOK_ALLOW: here is no network"):
        read_settings({"HOVORNA_WEBHOOK_ALLOW": "here"})


def _webhook(parts: Embedded, url: str) -> Webhook:
    department = first_department(parts.accounts)
    ensure_routing(parts.accounts, parts.engine.execute_now, department.id)
    office = WebhookOffice(parts.accounts.register, department.company_id)
    version = parts.reader.last_version(department.id)
    return office.register(wish_of([E.SESSION_CREATED], url), parts.clock.now(), {department.id: version})


async def _arrive(parts: Embedded) -> None:
    about = SessionCreated(Channel.CHAT, Source.DEFAULT)
    department = first_department(parts.accounts)
    await parts.engine.execute(department.id, lambda room: [CreateSession(room.new_session_id(), about)])


async def test_what_is_committed_is_delivered_and_its_signature_holds(tmp_path: Path) -> None:
    arrived = asyncio.Event()

    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(OK)
        arrived.set()

    with open_embedded(tmp_path) as parts:
        async with receiving(Receiver(answer)) as receiver:
            webhook = _webhook(parts, receiver.url)
            settings = Settings(webhook_allow=networks_of("127.0.0.1"))
            delivering = delivering_from(parts, settings, "http://127.0.0.1")
            delivering.start()
            await _arrive(parts)
            await asyncio.wait_for(arrived.wait(), 10)
            await delivering.stop()
        ((_, headers, body),) = receiver.requests
        told = {name.decode(): value.decode() for name, value in headers.items()}
        data = StandardWebhook(webhook.secrets[0].key).verify(body, told)
        assert data["eventType"] == "SessionCreated"
        (delivery,) = parts.deliveries.listed(webhook.id, None, 10, 0)
        assert (delivery.status, delivery.http_status, delivery.message_id) == ("DELIVERED", 200, told["webhook-id"])
        assert delivery.latency is not None


async def test_a_server_on_this_machine_is_none_of_a_webhook_s_business(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Event()

    def settle(self: SqliteDeliveries, *told: Any) -> None:  # Any: as the real one has it
        SETTLE(self, *told)
        written.set()

    monkeypatch.setattr(SqliteDeliveries, "settle", settle)
    with open_embedded(tmp_path) as parts:
        async with receiving(Receiver()) as receiver:
            webhook = _webhook(parts, receiver.url)
            delivering = delivering_from(parts, Settings(), "http://127.0.0.1")
            delivering.start()
            await _arrive(parts)
            assert await asyncio.to_thread(written.wait, 10)
            await delivering.stop()
        assert receiver.connections == 0
        (row,) = parts.deliveries.listed(webhook.id, None, 10, 0)
        assert row.error == "The receiver's address is not a public one, and no allow-list names it."


async def test_health_tells_how_far_behind_it_is(tmp_path: Path) -> None:
    with open_embedded(tmp_path) as parts:
        delivering = delivering_from(parts, Settings(), "http://127.0.0.1")
        app = create_app(
            ApiParts(
                engine=parts.engine,
                reader=parts.reader,
                accounts=parts.accounts,
                blobs=parts.blobs,
                clock=parts.clock,
                deliveries=parts.deliveries,
                webhook_lag=delivering.lag,
            )
        )
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]  # Litestar's name of the same interface
        async with httpx.AsyncClient(transport=transport, base_url="http://desk.example") as http:
            answer = await http.get("/health")
        await delivering.stop()
    assert answer.json() == {
        "webhooks": {
            "factsBehind": 0,
            "pending": 0,
            "oldestPendingSeconds": None,
            "failing": 0,
            "disabled": 0,
            "isHeldUp": False,
        }
    }
