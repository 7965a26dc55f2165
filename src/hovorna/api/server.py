"""What the API keeps while it runs."""

import msgspec

from hovorna.api.access_tokens import AccessTokens, GuestTokens
from hovorna.api.parts import ApiParts
from hovorna.api.rate_limit import RateLimit
from hovorna.application.housekeeping import Housekeeping


class Server(msgspec.Struct, frozen=True):
    parts: ApiParts
    access_tokens: AccessTokens
    guest_tokens: GuestTokens
    new_guests: RateLimit
    housekeeping: Housekeeping


def start(parts: ApiParts) -> Server:
    return Server(
        parts=parts,
        access_tokens=AccessTokens(parts.accounts, parts.clock, parts.settings),
        guest_tokens=GuestTokens(parts.accounts),
        new_guests=RateLimit(parts.settings.guests_per_minute, parts.clock),
        housekeeping=Housekeeping(parts.engine, parts.reader, parts.blobs),
    )
