"""Asks an OpenID provider who somebody is (OpenID Connect Core, section 3.1; RFC 7636)."""

import base64
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from hovorna.adapters.openid.settings import ProviderSettings
from hovorna.application.logins.provider import Identity, ProviderFailed, Trip
from hovorna.application.ports import Clock

Json = Mapping[str, Any]

#: Signed with a key of the provider's own; what is signed with our secret, or not at all, proves less.
_ALGORITHMS = ["RS256", "PS256", "ES256"]
_REMEMBERED = timedelta(hours=1)
_DRIFT = timedelta(minutes=2)
_TIMEOUT = httpx.Timeout(10.0)
_LARGEST = 1024 * 1024
_LONGEST_SUBJECT = 255


class HttpOpenIdProvider:
    """Implements OpenIdProvider. Speaks to the issuer's own hosts only, whatever its documents say."""

    def __init__(self, settings: ProviderSettings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock
        self._known: dict[str, tuple[Json, datetime]] = {}

    @property
    def name(self) -> str:
        return self._settings.name

    async def address(self, trip: Trip, state: str) -> str:
        about = await self._about()
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": trip.redirect,
            "scope": "openid email",
            "state": state,
            "nonce": trip.nonce,
            "code_challenge": _challenge(trip.verifier),
            "code_challenge_method": "S256",
        }
        endpoint = self._endpoint(about, "authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    async def identify(self, trip: Trip, code: str) -> Identity:
        about = await self._about()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": trip.redirect,
            "code_verifier": trip.verifier,
        }
        token = await self._exchange(about, form)
        claims = await self._claims(about, str(token.get("id_token", "")))
        self._require_fit(claims, trip)
        email = claims.get("email")
        is_sure = self._settings.trusts_email or claims.get("email_verified") is True
        return Identity(
            provider=self.name,
            subject=claims["sub"],
            email=email if is_sure and isinstance(email, str) and email else None,
        )

    async def _about(self) -> Json:
        about = await self._remembered(f"{self._settings.issuer.rstrip('/')}/.well-known/openid-configuration")
        if about.get("issuer") != self._settings.issuer:
            raise ProviderFailed("its configuration is of another issuer")
        return about

    async def _exchange(self, about: Json, form: dict[str, str]) -> Json:
        client_id, secret = self._settings.client_id, self._settings.client_secret
        methods = about.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        headers = {}
        if "client_secret_basic" in methods:
            # RFC 6749, section 2.3.1: each is encoded before they are joined.
            pair = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
            headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form = {**form, "client_id": client_id, "client_secret": secret}
        request = httpx.Request("POST", self._endpoint(about, "token_endpoint"), data=form, headers=headers)
        return await self._send(request)

    async def _claims(self, about: Json, token: str) -> Json:
        address = self._endpoint(about, "jwks_uri")
        try:
            return self._read(token, await self._remembered(address))
        except JoseError:
            # It may have changed its keys since.
            self._known.pop(address, None)
        try:
            return self._read(token, await self._remembered(address))
        except JoseError as error:
            raise ProviderFailed("its id token is not signed with a key of its own") from error

    def _read(self, token: str, keys: Json) -> Json:
        try:
            usable = [key for key in keys["keys"] if key.get("use", "sig") == "sig" and key.get("kty") in ("RSA", "EC")]
            key_set = KeySet.import_key_set({"keys": usable})
            return jwt.decode(token, key_set, _ALGORITHMS).claims
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ProviderFailed("its keys or its id token can't be read") from error

    def _require_fit(self, claims: Json, trip: Trip) -> None:
        """OpenID Connect Core, section 3.1.3.7."""
        audience, own = claims.get("aud"), self._settings.client_id
        audiences = audience if isinstance(audience, list) else [audience]
        now, subject = self._clock.now(), claims.get("sub")
        if claims.get("iss") != self._settings.issuer:
            raise ProviderFailed("its id token is of another issuer")
        if own not in audiences or (len(audiences) > 1 and claims.get("azp") != own):
            raise ProviderFailed("its id token is for somebody else")
        if not hmac.compare_digest(str(claims.get("nonce")).encode(), trip.nonce.encode()):
            raise ProviderFailed("its id token is not for this login")
        if not _is_instant(claims.get("exp")) or claims["exp"] < (now - _DRIFT).timestamp():
            raise ProviderFailed("its id token has expired")
        if not _is_instant(claims.get("iat")) or claims["iat"] > (now + _DRIFT).timestamp():
            raise ProviderFailed("its id token is from the future")
        if not isinstance(subject, str) or not 0 < len(subject) <= _LONGEST_SUBJECT:
            raise ProviderFailed("its id token names nobody")

    def _endpoint(self, about: Json, name: str) -> str:
        address = about.get(name)
        if not isinstance(address, str):
            raise ProviderFailed(f"its configuration names no {name}")
        return address

    async def _remembered(self, address: str) -> Json:
        known = self._known.get(address)
        if known is not None and self._clock.now() - known[1] < _REMEMBERED:
            return known[0]
        answer = await self._send(httpx.Request("GET", address))
        self._known[address] = answer, self._clock.now()
        return answer

    async def _send(self, request: httpx.Request) -> Json:
        self._require_its_own(str(request.url))
        request.headers["accept"] = "application/json"
        try:
            # Neither redirects nor proxies of the environment may lead elsewhere.
            async with httpx.AsyncClient(timeout=_TIMEOUT, follow_redirects=False, trust_env=False) as http:
                answer = await http.send(request)
        except httpx.HTTPError as error:
            raise ProviderFailed(f"it can't be reached ({type(error).__name__})") from error
        if answer.status_code != 200 or len(answer.content) > _LARGEST:
            raise ProviderFailed(f"{request.url.path} answered {answer.status_code}")
        try:
            return msgspec.json.decode(answer.content, type=dict[str, Any])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ProviderFailed(f"{request.url.path} answered something that is no JSON object") from error

    def _require_its_own(self, address: str) -> None:
        parts = urlsplit(address)
        wanted = "http" if self._settings.is_plain else "https"
        if parts.scheme != wanted or parts.hostname not in self._settings.known_hosts:
            raise ProviderFailed("its configuration names a host that is not among its own")


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _is_instant(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
