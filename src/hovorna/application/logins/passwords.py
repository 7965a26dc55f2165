"""Passwords as argon2id digests. Slow on purpose: callers give this a thread."""

import secrets
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 10
#: Longer ones would only be work for us.
LONGEST = 200


def why_unfit(password: str) -> str | None:
    """The sentence for whoever wants to set it; None if it may be set."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"Must have between {SHORTEST} and {LONGEST} characters."
    return None


class Passwords:
    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        """The library's defaults are the low-memory profile of RFC 9106: 64 MiB and three passes."""
        self._hasher = hasher or PasswordHasher()

    def digest(self, password: str) -> str:
        return self._hasher.hash(_normal(password))

    def matches(self, digest: str | None, password: str) -> bool:
        """As much work where there is no digest, so that the time does not tell who exists."""
        if len(password) > LONGEST:
            return False
        # Made at the first call whoever it is about: later it must not cost more to ask for nobody.
        nobodys = self._nobodys
        try:
            self._hasher.verify(digest or nobodys, _normal(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
        return digest is not None

    def is_outdated(self, digest: str) -> bool:
        """Whether the digest was made with other parameters than one would be now."""
        return self._hasher.check_needs_rehash(digest)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe())


def _normal(password: str) -> str:
    """The same characters typed on another system may be other code points (NIST SP 800-63B, section 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)
