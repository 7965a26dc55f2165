"""Refresh tokens that change with every use: each follows from the one before, and only digests are kept.

A client that did not get an answer may ask again with its old token and is given the same new one, so that a broken
connection logs nobody out. A token that is ours but older betrays that two parties have it.
"""

import base64
import hmac
import re
import secrets
from hashlib import sha256
from typing import NamedTuple

_SHAPE = re.compile(r"([0-9]{1,10})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})")


class RefreshToken(NamedTuple):
    login_id: int
    secret: str
    #: Shows that we made it for this login, also when it has long been replaced.
    seal: str

    def __str__(self) -> str:
        return f"{self.login_id}.{self.secret}.{self.seal}"

    @property
    def digest(self) -> str:
        return digest_of(self.secret)

    def is_ours(self, salt: str) -> bool:
        return hmac.compare_digest(_mac(salt, f"seal:{self.secret}"), self.seal)

    def following(self, salt: str) -> "RefreshToken":
        return _sealed(self.login_id, _mac(salt, f"next:{self.secret}"), salt)


def first_token(login_id: int, salt: str) -> RefreshToken:
    return _sealed(login_id, secrets.token_urlsafe(32), salt)


def read_token(text: str) -> RefreshToken | None:
    found = _SHAPE.fullmatch(text)
    return None if found is None else RefreshToken(int(found[1]), found[2], found[3])


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _sealed(login_id: int, secret: str, salt: str) -> RefreshToken:
    return RefreshToken(login_id, secret, _mac(salt, f"seal:{secret}"))


def _mac(salt: str, text: str) -> str:
    digest = hmac.new(salt.encode(), text.encode(), sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
