"""Signatures that receivers verify with the library of Standard Webhooks."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from hovorna.application.webhooks import signing
from hovorna.application.webhooks.webhook import Secret

BODY = '{"eventType":"SessionCreated","data":{"text":"Žluťoučký kůň"}}'.encode()


@pytest.fixture
def now() -> datetime:
    """The library refuses what is older than five minutes by its own clock."""
    return datetime.now(UTC)


def test_the_published_library_verifies_a_signed_body(now: datetime) -> None:
    secret = signing.new_secret()
    headers = signing.signature_headers("wh_1_7", now, BODY, [secret])
    assert Webhook(secret.key).verify(BODY, headers) == {
        "eventType": "SessionCreated",
        "data": {"text": "Žluťoučký kůň"},
    }
    assert headers["webhook-id"] == "wh_1_7"
    assert headers["webhook-timestamp"] == str(int(now.timestamp()))


def test_the_published_library_refuses_what_was_tampered_with(now: datetime) -> None:
    secret = signing.new_secret()
    headers = signing.signature_headers("wh_1_7", now, BODY, [secret])
    others = signing.signature_headers("wh_1_8", now + timedelta(seconds=1), BODY, [secret])
    for name in headers:
        with pytest.raises(WebhookVerificationError):
            Webhook(secret.key).verify(BODY, {**headers, name: others[name]})
    with pytest.raises(WebhookVerificationError):
        Webhook(secret.key).verify(BODY + b" ", headers)


def test_our_signature_is_the_one_that_the_library_makes(now: datetime) -> None:
    secret = Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    headers = signing.signature_headers("msg_1", now, BODY, [secret])
    assert headers["webhook-signature"] == Webhook(secret.key).sign("msg_1", now, BODY.decode())


def test_a_key_has_32_bytes_and_its_prefix() -> None:
    keys = {signing.new_secret().key for _ in range(50)}
    assert len(keys) == 50
    for key in keys:
        assert key.startswith("whsec_")
        assert len(base64.b64decode(key.removeprefix("whsec_"), validate=True)) == 32


def test_after_a_rotation_both_keys_verify_for_a_day_and_then_only_the_new_one(now: datetime) -> None:
    old = signing.new_secret()
    rotated = signing.rotated([old], now - timedelta(hours=23, minutes=59))
    new = signing.present(rotated)
    headers = signing.signature_headers("m", now, BODY, rotated)
    assert len(headers["webhook-signature"].split(" ")) == 2
    for secret in (old, new):
        Webhook(secret.key).verify(BODY, headers)
    later = signing.signature_headers("m", now, BODY, signing.rotated([old], now - timedelta(hours=24)))
    with pytest.raises(WebhookVerificationError):
        Webhook(old.key).verify(BODY, later)


def test_rotating_twice_keeps_each_old_key_as_long_as_it_was_promised(now: datetime) -> None:
    first = (signing.new_secret(),)
    second = signing.rotated(first, now)
    third = signing.rotated(second, now + timedelta(hours=20))
    assert [one.valid_until for one in third] == [None, now + timedelta(hours=44), now + timedelta(hours=24)]
    fourth = signing.rotated(third, now + timedelta(hours=30))
    assert first[0].key not in {one.key for one in fourth}
