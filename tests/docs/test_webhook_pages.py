"""The pages about webhooks work as they are written, and leave no type of event out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from standardwebhooks import Webhook

from hovorna.application.webhooks import signing
from hovorna.contract.public_events import EVENTS
from hovorna.contract.public_events.event_type import WebhookEventType
from tests.docs.pages import page
from tests.docs.test_guides import created, has_curl, marked, run_all, serving
from tools.generate.webhook_events import NOT_YET

__all__ = ["has_curl"]

GUIDE = "docs/webhooks.md"


def python_of_the_guide() -> dict[str, Any]:
    names: dict[str, Any] = {}
    for block, _ in marked(GUIDE):
        if block.language == "python":
            exec(compile("\n" * (block.line - 1) + block.text, GUIDE, "exec"), names)
    return names


def test_every_type_of_event_can_occur_or_waits_for_something() -> None:
    told = {event.name for event in EVENTS}
    assert told | set(NOT_YET) == set(WebhookEventType)
    assert not told & set(NOT_YET)
    text = page("docs/webhook-events.md").text
    for number, kind in enumerate(WebhookEventType, start=1):
        assert text.count(f"| {number} | `{kind}` |") == 1


def test_the_guides_receiver_believes_what_we_sign_and_nothing_else() -> None:
    is_ours = python_of_the_guide()["is_from_hovorna"]
    secrets = signing.rotated([signing.new_secret()], datetime.now(UTC))
    headers = signing.signature_headers("1-2-3", datetime.now(UTC), b"{}", secrets)
    for secret in secrets:
        assert is_ours(secret.key, headers, b"{}")
        Webhook(secret.key).verify(b"{}", headers)
    assert not is_ours(signing.new_secret().key, headers, b"{}")
    assert not is_ours(secrets[0].key, headers, b"{ }")
    assert not is_ours(secrets[0].key, {**headers, "webhook-id": "1-2-4"}, b"{}")
    assert not is_ours(secrets[0].key, headers, b"{}", now=datetime.now(UTC).timestamp() + 301)


@pytest.mark.slow
def test_the_guide_works_as_it_is_written(tmp_path: Path, has_curl: None) -> None:
    data = tmp_path / "data"
    client = created(data, "client", "create", "--name", "guide")
    with serving(data) as lines:
        api = lines[-1].removeprefix("listening: ")
        form = {"grant_type": "client_credentials", "client_id": client["client_id"]}
        form["client_secret"] = client["client_secret"]
        token = httpx.post(f"{api}/login/connect/token", data=form).raise_for_status().json()["access_token"]
        run_all(GUIDE, tmp_path, {"API": api, "TOKEN": token})
        [webhook] = httpx.get(f"{api}/api/v1/Webhooks", headers={"Authorization": f"Bearer {token}"}).json()
    assert webhook["callbackUrl"] == "https://crm:pass@crm.example/hovorna?key=5"
