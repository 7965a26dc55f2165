"""Runs the server: engine, API and, on wish, the demo, in one process and one event loop."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import uvicorn
import uvloop

from hovorna.adapters.openid.provider import HttpOpenIdProvider
from hovorna.api import ApiParts, ApiSettings, create_app
from hovorna.application.logins.passwords import Passwords
from hovorna.application.setup import ensure_routing, first_department
from hovorna.application.stopping import Stopping
from hovorna.application.webhooks.delivering import Delivering
from hovorna.bootstrap.embedded import Embedded, open_embedded
from hovorna.bootstrap.http_protocol import HttpProtocol
from hovorna.bootstrap.logs import configure_logs
from hovorna.bootstrap.long_lived import keep_what_is_loaded
from hovorna.bootstrap.settings import BadSetting, Settings
from hovorna.bootstrap.webhooks import WebhookOptions, delivering_from
from hovorna.demo import PASSWORD as DEMO_PASSWORD
from hovorna.demo import DemoParts, give_logins, prepare_demo, run_demo

logger = logging.getLogger(__name__)

Announce = Callable[[str], None]


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, stopping: Stopping) -> None:
        super().__init__(config)
        self._stopping = stopping

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Uvicorn waits for the requests that go on, and some would go on for as long as their clients like.
        self._stopping.begin()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Uvicorn raises a signal again once it has stopped, and SIGTERM would end us before the store is closed."""
        loop, signals = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
        for one in signals:
            loop.add_signal_handler(one, self.handle_exit, one, None)
        try:
            yield
        finally:
            for one in signals:
                loop.remove_signal_handler(one)


class ServeOptions(msgspec.Struct, frozen=True):
    host: str
    port: int
    is_demo: bool
    webhooks: WebhookOptions = WebhookOptions()


def serve(data: Path, options: ServeOptions, settings: Settings, announce: Announce) -> None:
    """Returns after a graceful stop: requests are answered, jobs written, a snapshot saved."""
    configure_logs()
    with open_embedded(data) as embedded, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(embedded, options, settings, announce))


async def _serve(embedded: Embedded, options: ServeOptions, settings: Settings, announce: Announce) -> None:
    # The demo first: on an empty store its company is the one that commands use.
    living = await _start_demo(embedded, announce) if options.is_demo else None
    first_department(embedded.accounts)
    await asyncio.to_thread(_ensure_routing, embedded)
    listener = _listener(options)
    host, port = listener.getsockname()[:2]
    address = f"http://{host}:{port}"
    delivering = delivering_from(embedded, settings, address, options.webhooks)
    parts = _api_parts(embedded, settings, delivering)
    app = create_app(parts)
    config = uvicorn.Config(
        app,
        http=HttpProtocol,
        ws="websockets-sansio",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    server = _Server(config, parts.stopping)
    keep_what_is_loaded()
    delivering.start()
    announce(f"listening: {address}")
    try:
        await server.serve(sockets=[listener])
    finally:
        await delivering.stop()
        if living is not None:
            living.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await living


def _ensure_routing(embedded: Embedded) -> None:
    """In every department: a server that was killed while it made one has left it without any group."""
    for department_id in embedded.accounts.department_ids():
        ensure_routing(embedded.accounts, embedded.engine.execute_now, department_id)


def _listener(options: ServeOptions) -> socket.socket:
    """Raises BadSetting for an address that is taken, or not ours."""
    try:
        return socket.create_server((options.host, options.port), backlog=2048)
    except OSError as error:
        # The library's own sentence repeats the address; names that can't be resolved have numbers of another kind.
        why = os.strerror(error.errno) if error.errno is not None and error.errno > 0 else error.strerror
        raise BadSetting(f"The server can't listen on {options.host}, port {options.port}: {why}.") from error


def _api_parts(embedded: Embedded, settings: Settings, delivering: Delivering) -> ApiParts:
    return ApiParts(
        engine=embedded.engine,
        reader=embedded.reader,
        accounts=embedded.accounts,
        blobs=embedded.blobs,
        clock=embedded.clock,
        deliveries=embedded.deliveries,
        webhook_lag=delivering.lag,
        providers=tuple(HttpOpenIdProvider(one, embedded.clock) for one in settings.openid_providers),
        settings=ApiSettings(
            public_url=settings.public_url,
            trusted_proxies=settings.trusted_proxies,
            guests_per_minute=settings.guests_per_minute,
        ),
    )


async def _start_demo(embedded: Embedded, announce: Announce) -> asyncio.Task[None]:
    parts = DemoParts(engine=embedded.engine, accounts=embedded.accounts, blobs=embedded.blobs, clock=embedded.clock)
    client_id, secret = await prepare_demo(parts)
    announce(f"demo client: {client_id} {secret}")
    leader = await asyncio.to_thread(give_logins, embedded.accounts, Passwords())
    announce(f"demo login: {leader} {DEMO_PASSWORD}")
    return asyncio.create_task(run_demo(parts, announce))
