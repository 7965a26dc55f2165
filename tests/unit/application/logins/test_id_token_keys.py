"""The key of id tokens is made once and is every node's."""

from datetime import UTC, datetime

from joserfc import jwt

from hovorna.adapters.clocks.virtual import VirtualClock
from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.logins.id_token_keys import ALGORITHM, IdTokenKeys


def test_the_key_is_made_when_it_is_needed_and_then_shared() -> None:
    register, clock = MemoryRegister(), VirtualClock(datetime(2026, 3, 2, tzinfo=UTC))
    assert register.all("id_token_key") == []
    kid, key = IdTokenKeys(register, clock).signing()
    other = IdTokenKeys(register, clock)
    assert other.signing()[0] == kid
    token = jwt.encode({"alg": ALGORITHM, "kid": kid}, {"sub": "1"}, key, [ALGORITHM])
    assert jwt.decode(token, other.known()[kid], [ALGORITHM]).claims == {"sub": "1"}
    assert len(register.all("id_token_key")) == 1


def test_what_is_published_is_public() -> None:
    keys = IdTokenKeys(MemoryRegister(), VirtualClock(datetime(2026, 3, 2, tzinfo=UTC)))
    [published] = keys.published()["keys"]
    assert set(published) == {"kty", "n", "e", "kid", "use", "alg"}
    assert (published["kty"], published["use"], published["alg"]) == ("RSA", "sig", "RS256")
