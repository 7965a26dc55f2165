"""The bytes of a JSON body, decoded within limits; anything wrong is an error that names the body."""

from collections.abc import Iterable

import msgspec

from hovorna.contract.bad_input import BadInput

DEEPEST = 32

#: The field that errors name when the body as a whole can't be read.
BODY = "body"

#: Said of half a surrogate pair as well.
_TRUNCATED = (
    "Input data was truncated",
    "JSON is malformed: it ends too early, or in it half a surrogate pair stands alone",
)

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def decode_body(raw: bytes) -> object:
    # Windows clients like to begin UTF-8 with a byte order mark; RFC 8259 allows readers to skip it.
    text = raw.removeprefix(_BYTE_ORDER_MARK)
    if not text.strip():
        raise BadInput({BODY: "Must not be empty: JSON is expected."})
    try:
        value: object = msgspec.json.decode(text)
    except UnicodeDecodeError:
        raise BadInput({BODY: "Must be UTF-8."}) from None
    except RecursionError:
        raise BadInput({BODY: f"Must not be nested deeper than {DEEPEST} levels."}) from None
    except msgspec.ValidationError:
        raise BadInput({BODY: "JSON holds a number that is out of range."}) from None
    except msgspec.MsgspecError as error:
        raise BadInput({BODY: f"{str(error).replace(*_TRUNCATED).rstrip('.')}."}) from None
    if _is_deeper_than(DEEPEST, value):
        raise BadInput({BODY: f"Must not be nested deeper than {DEEPEST} levels."})
    return value


def _is_deeper_than(limit: int, value: object) -> bool:
    # Level by level instead of by recursion, so that the input can't choose the depth of our stack.
    level: list[object] = [value]
    for _ in range(limit):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return any(isinstance(node, dict | list) for node in level)


def _children(node: object) -> Iterable[object]:
    if isinstance(node, dict):
        return node.values()
    if isinstance(node, list):
        return node
    return ()
