"""An answer without an end of its own: it stops when the client goes away, also while there is nothing to send."""

import asyncio

from litestar.types import Receive, Scope, Send

from hovorna.api.answers import StreamedAnswer


class LiveAnswer(StreamedAnswer):
    __slots__ = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = asyncio.ensure_future(super().__call__(scope, receive, send))
        watching = asyncio.ensure_future(_until_gone(receive))
        try:
            await asyncio.wait({sending, watching}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sending.cancel()
            watching.cancel()
            await asyncio.gather(sending, watching, return_exceptions=True)
        if not sending.cancelled():
            sending.result()


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
