"""How facts are written as bytes: for a store's rows, and for the digest that names a whole log."""

from collections.abc import Callable
from datetime import datetime
from typing import Union

import msgspec

from hovorna.domain.facts import TYPES, Body, Fact


class UnreadableFact(ValueError):
    """The bytes, or the type beside them, are no fact of ours."""


# Sets have an order of their own in every process; written sorted, equal facts are equal bytes.
_ENCODER = msgspec.json.Encoder(order="deterministic")

# All types at once, as a decoder of one type would take a body that does not name its own.
_DECODER: msgspec.json.Decoder[Body] = msgspec.json.Decoder(Union[tuple(TYPES.values())])  # noqa: UP007 - made of a list

#: A body as JSON, its type among the fields.
encode_body: Callable[[Body], bytes] = _ENCODER.encode


def decode_body(fact_type: str, data: bytes) -> Body:
    """Raises UnreadableFact."""
    try:
        body = _DECODER.decode(data)
    except (ValueError, TypeError) as error:
        raise UnreadableFact(f"This is no {fact_type}: {error}.") from error
    if type(body).__name__ != fact_type:
        raise UnreadableFact(f"This is a {type(body).__name__}, no {fact_type}.")
    return body


class _Line(msgspec.Struct, frozen=True, array_like=True):
    version: int
    at: datetime
    session_id: int
    is_decided: bool
    since: datetime | None
    claimed: datetime | None
    body: Body


def canonical(fact: Fact) -> bytes:
    """One line of JSON without its end, the same in every process: what a log's SHA-256 is taken of."""
    return _ENCODER.encode(
        _Line(fact.version, fact.at, fact.session_id, fact.is_decided, fact.since, fact.claimed, fact.body)
    )
