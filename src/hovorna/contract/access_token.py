"""The answer of the token endpoint (RFC 6749, section 5.1)."""

from typing import Literal

import msgspec


class Token(msgspec.Struct, frozen=True, kw_only=True):
    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - no secret, the type's name
    #: Seconds.
    expires_in: int = 3600
    scope: str = "mluviiPublicApi"
    #: Of a person's login.
    refresh_token: str | msgspec.UnsetType = msgspec.UNSET
    #: Of a person's login with the scope `openid`.
    id_token: str | msgspec.UnsetType = msgspec.UNSET
