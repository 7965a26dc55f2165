"""What the API is given to work with."""

import ipaddress
from collections.abc import Callable
from datetime import timedelta

import msgspec

from hovorna.application.accounts import Accounts
from hovorna.application.engine import Engine
from hovorna.application.logins.passwords import Passwords
from hovorna.application.logins.provider import OpenIdProvider
from hovorna.application.ports import Blobs, Clock, LogReader
from hovorna.application.stopping import Stopping
from hovorna.application.webhooks.deliveries import Deliveries
from hovorna.application.webhooks.delivering import Lag

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ApiSettings(msgspec.Struct, frozen=True):
    #: What addresses in answers begin with; None is the request's own address.
    public_url: str | None = None
    #: Networks whose forwarded headers are believed.
    trusted_proxies: tuple[Network, ...] = ()
    #: How many sessions one address may create.
    guests_per_minute: int = 60
    token_life: timedelta = timedelta(hours=1)
    #: Clients use one token for a whole hour after it was issued, and their clocks are not ours.
    token_grace: timedelta = timedelta(minutes=5)
    #: How often a live stream is looked after: a sign of life is sent, the caller's token and rights are checked.
    stream_beat: timedelta = timedelta(seconds=5)
    largest_json: int = 1024 * 1024
    largest_file: int = 50 * 1024 * 1024
    largest_recording: int = 2 * 1024 * 1024 * 1024


class ApiParts(msgspec.Struct, frozen=True):
    engine: Engine
    reader: LogReader
    accounts: Accounts
    blobs: Blobs
    clock: Clock
    deliveries: Deliveries
    settings: ApiSettings = ApiSettings()
    #: Where people may log in instead of here.
    providers: tuple[OpenIdProvider, ...] = ()
    passwords: Passwords = msgspec.field(default_factory=Passwords)
    stopping: Stopping = msgspec.field(default_factory=Stopping)
    #: How far delivering to webhooks is behind; None where nobody delivers.
    webhook_lag: Callable[[], Lag] | None = None
