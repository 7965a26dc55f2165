"""One line of the API: a method on a path, who may use it, and what the documentation says of it."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

import msgspec

from hovorna.api.answers import Answer
from hovorna.api.call import Call
from hovorna.application.roles import Right

Handler = Callable[[Call], Awaitable[Answer]]


class Access(StrEnum):
    """Who may call, where that is not an API client with a certain right."""

    #: Everybody.
    OPEN = "open"
    #: The guest of the session in the path.
    GUEST = "guest"
    #: API clients that may read, and the guest of the session in the path.
    READER_OR_GUEST = "reader or guest"
    #: Callers that may operate, and the operator in the path.
    OPERATOR = "operator"
    #: Everybody; a token that is sent must be good.
    OPTIONAL = "optional"
    #: People about themselves, and callers that may administer about others.
    SELF = "self"


class Size(StrEnum):
    """How large a body may be; the settings say how many bytes that is."""

    JSON = "json"
    FILE = "file"
    RECORDING = "recording"


class Parameter(msgspec.Struct, frozen=True):
    """A query parameter, for the documentation."""

    name: str
    type: Any  # Any: whatever msgspec can make a JSON schema of


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """`path` has its parameters in braces; handlers read what they need from the call."""

    method: str
    path: str
    summary: str
    handle: Handler
    access: Access | Right
    tag: str
    #: The model of a JSON body.
    body: type | None = None
    #: The model of a body that is a form.
    form: type | None = None
    #: The model of the answer; None is an answer without a body, or bytes.
    answer: Any = None  # Any: also `list[Model]`
    status: int = 200
    #: Further statuses that the operation answers on purpose.
    statuses: tuple[int, ...] = ()
    #: Status -> the model of that answer, where it is neither the answer nor the usual refusal.
    answers: dict[int, Any] = {}  # Any: as in `answer`
    #: Of an answer that is not JSON.
    media_type: str | None = None
    #: Path parameter -> its type, where that is not the number of something.
    path_types: dict[str, Any] = {}  # Any: as in `answer`
    query: tuple[Parameter, ...] = ()
    size: Size = Size.JSON
    #: On paths of the published API refusals have its statuses and bodies.
    is_contract: bool = False
    #: The body is bytes of any type.
    is_upload: bool = False
