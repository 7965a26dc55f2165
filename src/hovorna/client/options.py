"""What a client may be told beside address and credentials."""

from typing import Any, Generic, TypeVar

import msgspec

from hovorna.client.retries import Retries

Transport = TypeVar("Transport")


class Options(msgspec.Struct, Generic[Transport], frozen=True):
    #: Seconds that connecting, or one silence of the server, may take.
    timeout: float = 30.0
    retries: Retries = Retries()
    #: Of httpx: for proxies, certificates of one's own, and tests.
    transport: Transport | None = None


USUAL: Options[Any] = Options()
