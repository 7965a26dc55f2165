"""Signs deliveries as Standard Webhooks has it, so that receivers can verify them with any of its libraries."""

import base64
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from hovorna.application.webhooks.webhook import Secret

_PREFIX = "whsec_"
_KEY_BYTES = 32

#: How long a key that was replaced signs along, so that receivers can change over at their leisure.
SIGNS_ALONG = timedelta(hours=24)


def new_secret() -> Secret:
    return Secret(_PREFIX + base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode())


def rotated(known: Iterable[Secret], now: datetime) -> tuple[Secret, ...]:
    """A new key first; the present one signs along for a day, and older ones as long as they were promised."""
    kept = (
        Secret(one.key, now + SIGNS_ALONG if one.valid_until is None else one.valid_until) for one in valid(known, now)
    )
    return (new_secret(), *kept)


def valid(known: Iterable[Secret], now: datetime) -> list[Secret]:
    return [one for one in known if one.valid_until is None or one.valid_until > now]


def present(known: Iterable[Secret]) -> Secret:
    return next(one for one in known if one.valid_until is None)


def signature_headers(message_id: str, now: datetime, body: bytes, known: Iterable[Secret]) -> dict[str, str]:
    """`webhook-id`, `webhook-timestamp` and `webhook-signature`: one signature for each key that is valid now.

    `message_id` is the same however often the message is sent; `now` is when it is sent this time.
    """
    timestamp = str(int(now.timestamp()))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{_signature(one, signed)}" for one in valid(known, now)),
    }


def _signature(secret: Secret, signed: bytes) -> str:
    begun = _begun(secret.key).copy()
    begun.update(signed)
    return base64.b64encode(begun.digest()).decode()


@lru_cache(maxsize=1024)
def _begun(key: str) -> hmac.HMAC:
    """To be copied: beginning anew for each message takes longer than the message."""
    return hmac.new(base64.b64decode(key.removeprefix(_PREFIX)), digestmod="sha256")
