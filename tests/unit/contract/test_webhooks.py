"""What a webhook's address may be, and that no refusal of one repeats it."""

import pytest

from hovorna.contract.bad_input import BadInput
from hovorna.contract.public_events.event_type import WebhookEventType
from hovorna.contract.reading import read_body
from hovorna.contract.webhooks import WebhookAddEditRequest, require_callback_url


@pytest.mark.parametrize(
    "url",
    [
        "https://crm.example",
        "HTTP://crm.example/",
        "http://localhost:9999/hook",
        "http://[::1]:80/",
        "https://user:p%40ss@crm.example/a?b=c#d",
        "https://user:p@ss@crm.example/",
        "https://žluťoučký.example/kůň?ř=ř",
    ],
)
def test_an_address_with_a_host_is_taken(url: str) -> None:
    require_callback_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "secret",
        "secret.example/hook",
        "//secret.example/",
        "ftp://secret.example/",
        "file:///secret",
        "javascript:secret",
        "https:secret.example",
        "https://",
        "https://?secret",
        "https://secret@/",
        "https://secret:secret@:443/",
        "https://secret.example:http/",
        "https://secret.example:65536/",
        "https://[secret/",
        " https://secret.example/",
        "https://secret.example/\r\nX-Other: 1",
        "https://secret.example/\x7f",
    ],
)
def test_any_other_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(BadInput) as refused:
        require_callback_url(url)
    assert list(refused.value.fields) == ["callbackUrl"]
    assert "secret" not in str(refused.value.fields)


def test_words_and_numbers_are_read_as_clients_send_them() -> None:
    read = read_body(
        b'{"EventTypes": [3, "sessioncreated"], "CALLBACKURL": "https://secret.example"}', WebhookAddEditRequest
    )
    assert read.event_types == (WebhookEventType.SESSION_STARTED, WebhookEventType.SESSION_CREATED)
    assert "secret" not in repr(read)
