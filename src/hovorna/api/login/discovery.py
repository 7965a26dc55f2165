"""What a program can find out by itself (OpenID Connect Discovery; RFC 8414), and who somebody is."""

import asyncio
from typing import Any

from hovorna.api.answers import Answer, json_answer
from hovorna.api.call import Call
from hovorna.api.login.forms import NO_STORE
from hovorna.api.login.id_tokens import subject_of
from hovorna.api.operation import Access, Operation
from hovorna.application.logins.id_token_keys import ALGORITHM
from hovorna.application.logins.login import SCOPES
from hovorna.contract.logins import Person
from hovorna.contract.refusals import RIGHT_MISSING, Refused

_AN_HOUR = ((b"cache-control", b"public, max-age=3600"),)


async def configuration(call: Call) -> Answer:
    base = call.base.decode()
    place = f"{base}/login/connect"
    methods = ["client_secret_basic", "client_secret_post", "none"]
    told: dict[str, Any] = {  # Any: JSON
        "issuer": base,
        "authorization_endpoint": f"{place}/authorize",
        "token_endpoint": f"{place}/token",
        "userinfo_endpoint": f"{place}/userinfo",
        "jwks_uri": f"{place}/jwks",
        "revocation_endpoint": f"{place}/revocation",
        "end_session_endpoint": f"{place}/logout",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": [ALGORITHM],
        "token_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_methods_supported": methods,
        "code_challenge_methods_supported": ["S256"],
        "claims_supported": [
            "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "sid", "amr",
            "name", "given_name", "family_name", "preferred_username", "email",
        ],
        "authorization_response_iss_parameter_supported": True,
        "request_uri_parameter_supported": False,
    }  # fmt: skip
    return json_answer(told, 200, _AN_HOUR)


async def keys(call: Call) -> Answer:
    return json_answer(await asyncio.to_thread(call.server.login_desk.id_token_keys.published), 200, _AN_HOUR)


async def who(call: Call) -> Answer:
    """Answers also programs that may do nothing else (OpenID Connect Core, section 5.3)."""
    caller = call.server.access_tokens.verify(call.required_bearer())
    user = None if caller.user_id is None else call.parts.accounts.user(caller.user_id)
    if user is None or caller.user_id is None:
        raise Refused(RIGHT_MISSING)
    login = call.server.login_desk.logins.get(caller.login_id) if caller.login_id is not None else None
    scope = login.request.scope if login is not None else ()
    told: dict[str, str] = {"sub": subject_of(user.id)}
    if "profile" in scope:
        names = {"given_name": user.first_name, "family_name": user.last_name, "preferred_username": user.user_name}
        told |= {"name": f"{user.first_name} {user.last_name}".strip() or user.user_name, **names}
    if "email" in scope and user.email:
        told["email"] = user.email
    return json_answer(told, 200, NO_STORE)


def _open(method: str, path: str, summary: str, handle: Any, answer: Any) -> Operation:  # Any: as in Operation
    return Operation(
        method=method,
        path=path,
        summary=summary,
        handle=handle,
        access=Access.OPEN,
        tag="Login",
        answer=answer,
    )


OPERATIONS = (
    _open(
        "GET", "/.well-known/openid-configuration", "What logging in offers, and where", configuration, dict[str, Any]
    ),
    _open("GET", "/login/connect/jwks", "The keys that sign id tokens", keys, dict[str, Any]),
    Operation(
        method="GET",
        path="/login/connect/userinfo",
        summary="Who logged in, by an access token",
        handle=who,
        access=Access.OPEN,
        tag="Login",
        answer=Person,
        statuses=(401, 403),
    ),
)
