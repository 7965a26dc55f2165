"""Answers as models."""

from typing import Any, TypeVar, overload

import msgspec

from hovorna.client.errors import UnexpectedAnswer

Answer = TypeVar("Answer")


@overload
def decoded(content: bytes, kind: type[Answer]) -> Answer: ...
@overload
def decoded(content: bytes, kind: Any) -> Any: ...
def decoded(content: bytes, kind: Any) -> Any:  # Any: unions are no types
    """Members that this version does not know are passed over. Raises UnexpectedAnswer."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError as error:
        raise UnexpectedAnswer(f"The answer is no {kind}: {error}") from error
