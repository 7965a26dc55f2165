"""What the API keeps while it runs."""

import msgspec

from hovorna.api.access_tokens import AccessTokens, GuestTokens
from hovorna.api.login.desk import LoginDesk, open_desk
from hovorna.api.parts import ApiParts
from hovorna.api.rate_limit import RateLimit
from hovorna.application.housekeeping import Housekeeping
from hovorna.application.log_tail import LogTail


class Server(msgspec.Struct, frozen=True):
    parts: ApiParts
    access_tokens: AccessTokens
    guest_tokens: GuestTokens
    new_guests: RateLimit
    housekeeping: Housekeeping
    login_desk: LoginDesk
    log_tail: LogTail


def start(parts: ApiParts) -> Server:
    log_tail = LogTail()
    parts.engine.writing.listeners.append(log_tail.note)
    parts.stopping.tell(log_tail.close)
    return Server(
        parts=parts,
        access_tokens=AccessTokens(parts.accounts, parts.clock, parts.settings),
        guest_tokens=GuestTokens(parts.accounts),
        new_guests=RateLimit(parts.settings.guests_per_minute, parts.clock),
        housekeeping=Housekeeping(parts.engine, parts.reader, parts.blobs),
        login_desk=open_desk(parts),
        log_tail=log_tail,
    )
