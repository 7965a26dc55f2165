"""The key that signs who somebody is: made when first needed, kept in the register, shared by all nodes."""

import secrets
from datetime import datetime
from typing import Any

import msgspec
from joserfc.jwk import RSAKey

from hovorna.application.ports import Clock
from hovorna.application.register import Book, Register

#: What every OpenID client must understand (OpenID Connect Core, section 15.1).
ALGORITHM = "RS256"
_BITS = 2048


class IdTokenKey(msgspec.Struct, frozen=True):
    id: str
    #: The private key in PEM.
    private: str
    created: datetime

    @property
    def company_id(self) -> int:
        return 0


class IdTokenKeys:
    def __init__(self, register: Register, clock: Clock) -> None:
        self._book = Book(register, "id_token_key", IdTokenKey, lambda key: key.id)
        self._clock = clock
        self._imported: dict[str, RSAKey] = {}

    def signing(self) -> tuple[str, RSAKey]:
        """The newest; the first use makes one, which takes a moment."""
        keys = self._book.all()
        if not keys:
            made = RSAKey.generate_key(_BITS)
            private = made.as_pem(private=True).decode()
            key = IdTokenKey(secrets.token_hex(8), private, self._clock.now())
            self._book.add(0, lambda _: key)
            keys = self._book.all()
        newest = max(keys, key=lambda key: (key.created, key.id))
        return newest.id, self._import(newest)

    def known(self) -> dict[str, RSAKey]:
        return {key.id: self._import(key) for key in self._book.all()}

    def published(self) -> dict[str, Any]:  # Any: a JWK set is JSON
        self.signing()
        parts = ({**key.as_dict(private=False), "kid": kid} for kid, key in self.known().items())
        return {"keys": [{**one, "use": "sig", "alg": ALGORITHM} for one in parts]}

    def _import(self, key: IdTokenKey) -> RSAKey:
        if key.id not in self._imported:
            self._imported[key.id] = RSAKey.import_key(key.private)
        return self._imported[key.id]
