"""Access tokens of API clients and people: signed JWTs, verified once and then remembered until they expire."""

import hmac
import re
import secrets
from collections import OrderedDict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from hovorna.api.callers import Caller, caller_of_client, caller_of_user
from hovorna.api.parts import ApiSettings
from hovorna.application.accounts import Accounts, Client, SigningKey, User
from hovorna.application.logins.login import API_SCOPE, Login
from hovorna.application.logins.logins import Logins
from hovorna.application.ports import Clock
from hovorna.application.roles import Right
from hovorna.contract.refusals import TOKEN_EXPIRED, TOKEN_INVALID, Refused

_ALGORITHM = "HS256"
_KEY_BYTES = 32
#: A token is about 400 bytes long; more than this many are hardly in use within an hour on one node.
_REMEMBERED = 10_000
_LOOKS_LIKE_A_MAC = re.compile(r"[0-9a-f]{64}")

_BEARER = {"www-authenticate": 'Bearer error="invalid_token"'}


_USER, _LOGIN = "user:", "login"


class _Verified(msgspec.Struct, frozen=True):
    """Whose token it is, and how long it is accepted."""

    subject: str
    accepted_until: datetime
    #: Of a person: what they logged in with.
    login_id: int | None = None


class AccessTokens:
    def __init__(self, accounts: Accounts, clock: Clock, settings: ApiSettings) -> None:
        self._accounts, self._clock = accounts, clock
        self._life, self._grace = settings.token_life, settings.token_grace
        self._logins = Logins(accounts.register, clock)
        self._keys: dict[str, OctKey] = {}
        self._verified: OrderedDict[str, _Verified] = OrderedDict()
        self._signing = self._first_key()

    def _first_key(self) -> str:
        """Made at the first start and kept in the store: tokens outlive a restart and hold on every node."""
        if not self._accounts.signing_keys():
            key = SigningKey(secrets.token_hex(8), secrets.token_bytes(_KEY_BYTES), self._clock.now())
            self._accounts.add_signing_key(key)
        self._load_keys()
        return max(self._accounts.signing_keys(), key=lambda key: key.created).id

    def _load_keys(self) -> None:
        self._keys = {key.id: OctKey.import_key(key.secret) for key in self._accounts.signing_keys()}

    def issue(self, client: Client) -> str:
        return self._issue(client.id, client.company_id, client.rights, {})

    def issue_to(self, user: User, login: Login) -> str:
        rights = caller_of_user(user, login).all_rights
        return self._issue(f"{_USER}{user.id}", user.company_id, rights, {_LOGIN: login.id})

    def _issue(self, subject: str, company_id: int, rights: frozenset[Right], more: dict[str, int]) -> str:
        now = self._clock.now()
        claims: dict[str, Any] = {  # Any: claims are JSON
            "sub": subject,
            "company": company_id,
            "scope": " ".join([API_SCOPE, *sorted(rights)]),
            "iat": int(now.timestamp()),
            "exp": int((now + self._life).timestamp()),
            **more,
        }
        return jwt.encode({"alg": _ALGORITHM, "kid": self._signing}, claims, self._keys[self._signing], [_ALGORITHM])

    def verify(self, token: str) -> Caller:
        """Raises Refused."""
        verified = self._verified.get(token)
        if verified is None:
            verified = self._read(token)
            self._verified[token] = verified
            if len(self._verified) > _REMEMBERED:
                self._verified.popitem(last=False)
        if self._clock.now() > verified.accepted_until:
            self._verified.pop(token, None)
            raise Refused(TOKEN_EXPIRED, headers=_BEARER)
        return self._caller(verified)

    def _caller(self, verified: _Verified) -> Caller:
        """As they are now: a person's roles may change while a token lives, and their login may be ended."""
        if verified.subject.startswith(_USER):
            user = self._accounts.user(int(verified.subject.removeprefix(_USER)))
            login = None if verified.login_id is None else self._logins.get(verified.login_id)
            if user is not None and user.is_enabled and login is not None and login.user_id == user.id:
                return caller_of_user(user, login)
        else:
            client = self._accounts.client(verified.subject)
            if client is not None:
                return caller_of_client(client)
        raise Refused(TOKEN_INVALID, headers=_BEARER)

    def _read(self, token: str) -> _Verified:
        try:
            claims = jwt.decode(token, self._key_of, [_ALGORITHM]).claims
            subject, expires = str(claims["sub"]), datetime.fromtimestamp(claims["exp"], UTC)
            login_id = int(claims[_LOGIN]) if _LOGIN in claims else None
        except (JoseError, KeyError, TypeError, ValueError, OverflowError, OSError) as error:
            raise Refused(TOKEN_INVALID, headers=_BEARER) from error
        return _Verified(subject, expires + self._grace, login_id)

    def _key_of(self, token: Any) -> OctKey:  # Any: joserfc hands over whatever it is reading
        kid = token.headers()["kid"]
        if kid not in self._keys:
            # Another node may have made it.
            self._load_keys()
        return self._keys[kid]


class GuestTokens:
    """A guest's token is a MAC of the session's id: 256 bits that open that session only, and nothing to store."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._keys: list[bytes] = []

    def issue(self, session_id: int) -> str:
        return _mac(self._known_keys()[0], session_id)

    def is_good(self, token: str, session_id: int) -> bool:
        if not _LOOKS_LIKE_A_MAC.fullmatch(token):
            return False
        if self._is_known(token, session_id):
            return True
        # Another node may have made a key since.
        self._keys.clear()
        return self._is_known(token, session_id)

    def _is_known(self, token: str, session_id: int) -> bool:
        return any(hmac.compare_digest(_mac(key, session_id), token) for key in self._known_keys())

    def digest(self, word: str) -> str:
        """Tells callers and their keys apart without keeping what they said."""
        return hmac.new(self._known_keys()[0], b"address:" + word.encode(), sha256).hexdigest()

    def _known_keys(self) -> list[bytes]:
        if not self._keys:
            keys = sorted(self._accounts.signing_keys(), key=lambda key: key.created, reverse=True)
            self._keys = [key.secret for key in keys]
        return self._keys


def _mac(key: bytes, session_id: int) -> str:
    # A JWT's signing input has no colon, so that no token of the one kind can ever be one of the other.
    return hmac.new(key, f"guest:{session_id}".encode(), sha256).hexdigest()


def secret_matches(client: Client | None, secret: str) -> bool:
    """In constant time, whether there is such a client or not."""
    expected = client.secret_sha256 if client is not None else "0" * 64
    is_same = hmac.compare_digest(sha256(secret.encode()).hexdigest(), expected)
    return is_same and client is not None
