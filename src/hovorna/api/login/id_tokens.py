"""Tells a program who logged in (OpenID Connect Core, section 2)."""

from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from hovorna.application.logins.id_token_keys import ALGORITHM, IdTokenKeys
from hovorna.application.logins.login import Login


def subject_of(user_id: int) -> str:
    return str(user_id)


def id_token(keys: IdTokenKeys, login: Login, issuer: str, life: tuple[datetime, datetime]) -> str:
    kid, key = keys.signing()
    issued, expires = life
    claims: dict[str, Any] = {  # Any: claims are JSON
        "iss": issuer,
        "sub": subject_of(login.user_id),
        "aud": login.request.client_id,
        "iat": int(issued.timestamp()),
        "exp": int(expires.timestamp()),
        "auth_time": int(login.created.timestamp()),
        "sid": str(login.id),
        "amr": list(login.proof.means),
    }
    if login.request.nonce is not None:
        claims["nonce"] = login.request.nonce
    return jwt.encode({"alg": ALGORITHM, "kid": kid}, claims, key, [ALGORITHM])


def login_named_by(keys: IdTokenKeys, token: str) -> int | None:
    """The login of an id token of ours; old ones too, because nobody asks for a new one only to leave."""
    known = keys.known()

    def key_of(read: Any) -> Any:  # Any: joserfc hands over whatever it is reading
        return known[read.headers()["kid"]]

    try:
        return int(jwt.decode(token, key_of, [ALGORITHM]).claims["sid"])
    except (JoseError, KeyError, TypeError, ValueError):
        return None
