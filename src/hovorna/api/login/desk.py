"""What logging in keeps while the server runs."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import msgspec

from hovorna.api.login.limits import LoginLimits
from hovorna.api.login.seals import Seals
from hovorna.api.parts import ApiParts
from hovorna.application.logins.id_token_keys import IdTokenKeys
from hovorna.application.logins.logins import Logins
from hovorna.application.logins.passwords import Passwords
from hovorna.application.logins.provider import OpenIdProvider

P = ParamSpec("P")
R = TypeVar("R")

#: Each takes 64 MiB and a core for a moment; more at once would only slow each other and everything else.
_PASSWORDS_AT_ONCE = 2


class LoginDesk(msgspec.Struct, frozen=True):
    logins: Logins
    passwords: Passwords
    id_token_keys: IdTokenKeys
    seals: Seals
    limits: LoginLimits
    providers: dict[str, OpenIdProvider]
    hashing: asyncio.Semaphore

    async def at_work(self, deed: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
        """In a thread: something with passwords, which is slow on purpose."""
        async with self.hashing:
            return await asyncio.to_thread(deed, *given, **named)


def open_desk(parts: ApiParts) -> LoginDesk:
    register, clock = parts.accounts.register, parts.clock
    return LoginDesk(
        logins=Logins(register, clock),
        passwords=parts.passwords,
        id_token_keys=IdTokenKeys(register, clock),
        seals=Seals(parts.accounts),
        limits=LoginLimits(clock),
        providers={one.name: one for one in parts.providers},
        hashing=asyncio.Semaphore(_PASSWORDS_AT_ONCE),
    )
