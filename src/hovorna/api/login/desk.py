"""What logging in keeps while the server runs."""

import msgspec

from hovorna.api.login.limits import LoginLimits
from hovorna.api.login.seals import Seals
from hovorna.application.accounts import Accounts
from hovorna.application.logins.id_token_keys import IdTokenKeys
from hovorna.application.logins.logins import Logins
from hovorna.application.logins.passwords import Passwords
from hovorna.application.logins.provider import OpenIdProvider
from hovorna.application.ports import Clock


class LoginDesk(msgspec.Struct, frozen=True):
    logins: Logins
    passwords: Passwords
    id_token_keys: IdTokenKeys
    seals: Seals
    limits: LoginLimits
    providers: dict[str, OpenIdProvider]


def open_desk(accounts: Accounts, clock: Clock, providers: tuple[OpenIdProvider, ...]) -> LoginDesk:
    return LoginDesk(
        logins=Logins(accounts.register, clock),
        passwords=Passwords(),
        id_token_keys=IdTokenKeys(accounts.register, clock),
        seals=Seals(accounts),
        limits=LoginLimits(clock),
        providers={one.name: one for one in providers},
    )
