"""Words that go through a browser and come back unchanged, or are not believed."""

import base64
import binascii
import hmac
from hashlib import sha256

from hovorna.application.accounts import Accounts


class Seals:
    """Uses the keys of access tokens for something that no token can be taken for: a JWT's input has no colon."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._keys: list[bytes] = []

    def seal(self, purpose: str, content: bytes) -> str:
        text = base64.urlsafe_b64encode(content).rstrip(b"=").decode()
        return f"{text}.{_mac(self._known_keys()[0], purpose, text)}"

    def open(self, purpose: str, sealed: str) -> bytes | None:
        """None for what was not sealed here for this purpose."""
        text, _, mac = sealed.partition(".")
        if not mac.isascii() or not self._is_ours(purpose, text, mac):
            return None
        try:
            return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except (binascii.Error, ValueError):
            return None

    def derive(self, purpose: str, word: str) -> str:
        """Always the same of the same word, and nobody else can tell it: 43 characters."""
        return _mac(self._known_keys()[0], purpose, word)

    def _is_ours(self, purpose: str, text: str, mac: str) -> bool:
        def is_known() -> bool:
            return any(hmac.compare_digest(_mac(key, purpose, text), mac) for key in self._known_keys())

        if is_known():
            return True
        # Another node may have made a key since.
        self._keys.clear()
        return is_known()

    def _known_keys(self) -> list[bytes]:
        if not self._keys:
            keys = sorted(self._accounts.signing_keys(), key=lambda key: key.created, reverse=True)
            self._keys = [key.secret for key in keys]
        return self._keys


def _mac(key: bytes, purpose: str, text: str) -> str:
    digest = hmac.new(key, f"{purpose}:{text}".encode(), sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
