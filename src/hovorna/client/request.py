"""A call as it will be sent, whoever sends it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import cast
from urllib.parse import quote
from uuid import uuid4

import msgspec

from hovorna.contract.durations import format_duration

Scalar = str | int | float | bool | datetime | date | timedelta | StrEnum
QueryValue = Scalar | Sequence[Scalar] | None


class Upload(msgspec.Struct, frozen=True):
    """The bytes of a recording or file, or the file that holds them."""

    content: bytes | Path
    media_type: str = "application/octet-stream"
    #: Its Idempotency-Key; it gets one of its own where none is given.
    key: str | None = None


class Request(msgspec.Struct, frozen=True, kw_only=True):
    method: str
    #: With everything in place, inside the server's address.
    path: str
    query: Mapping[str, QueryValue] = {}
    #: One of the models, or a list of them.
    body: object = None
    upload: Upload | None = None
    #: The Idempotency-Key of a write.
    key: str | None = None
    #: The media type of the answer, where there are several.
    accept: str | None = None
    #: Seconds without a byte after which the connection is given up, where that is not as usual.
    silence: float | None = None

    @property
    def is_write(self) -> bool:
        return self.method not in ("GET", "HEAD")

    def parameters(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, _written(item))
            for name, value in self.query.items()
            if value is not None
            for item in (value if isinstance(value, Sequence) and not isinstance(value, str) else (value,))
        )

    def headers(self) -> dict[str, str]:
        headers = {} if self.accept is None else {"Accept": self.accept}
        if self.is_write and self.key is not None:
            headers["Idempotency-Key"] = self.key
        if self.upload is not None:
            headers["Content-Type"] = self.upload.media_type
        elif self.body is not None:
            headers["Content-Type"] = "application/json"
        return headers

    def content(self) -> bytes | Path | None:
        """Of a file its path."""
        if self.upload is not None:
            return self.upload.content
        return None if self.body is None else msgspec.json.encode(self.body)


def keyed(request: Request) -> Request:
    """A write with a key of its own, unless the caller has given one: then it can be sent again without harm."""
    key = request.key if request.upload is None else request.upload.key
    return msgspec.structs.replace(request, key=key or uuid4().hex) if request.is_write else request


def as_query(given: Mapping[str, object] | None) -> Mapping[str, QueryValue]:
    """What a typed dictionary of a query holds: mypy knows its values only one by one."""
    return cast("Mapping[str, QueryValue]", given or {})


def segment(value: int | str) -> str:
    """Part of a path."""
    return quote(str(value), safe="")


def _written(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, timedelta):
        return format_duration(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
