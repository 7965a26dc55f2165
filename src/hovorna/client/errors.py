"""What can go wrong with a call."""

from collections.abc import Mapping

import msgspec


class ClientError(Exception):
    """Everything that this package raises by itself."""


class Unreachable(ClientError):
    """No answer came; the cause says why. A write may have happened: it was sent with its Idempotency-Key."""


class UnexpectedAnswer(ClientError):
    """The answer is not what this version of the package knows; the cause says where."""


class ApiError(ClientError):
    """The server refused, or failed."""

    def __init__(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        self.status = status
        #: Names the reason and never changes; None where something else than Hovorna answered.
        self.code = headers.get("hovorna-code")
        #: Field -> sentence.
        self.fields = _fields_of(content)
        self.content = content
        #: Seconds that the server asks us to wait.
        self.retry_after = _seconds(headers.get("retry-after"))
        told = "; ".join(f"{field}: {sentence}" for field, sentence in self.fields.items())
        super().__init__(" ".join(filter(None, [str(status), self.code, told and f"({told})"])))


def _fields_of(content: bytes) -> dict[str, str]:
    try:
        return msgspec.json.decode(content, type=dict[str, str])
    except msgspec.DecodeError:
        return {}


def _seconds(text: str | None) -> float | None:
    """An instant is as good as nothing: the clocks of both sides may differ."""
    return float(text) if text is not None and text.isdecimal() else None
