"""What a provider says is believed only as far as the standard says; a real one is in tests/real."""

from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey, RSAKey

from hovorna.adapters.clocks.virtual import VirtualClock
from hovorna.adapters.openid.provider import HttpOpenIdProvider
from hovorna.adapters.openid.settings import ProviderSettings
from hovorna.application.logins.provider import ProviderFailed, Trip

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT = int(NOW.timestamp())
ISSUER = "https://id.example"
TRIP = Trip(redirect="https://desk.example/login/provider/return", nonce="n-1", verifier="v" * 43)
CLAIMS: dict[str, Any] = {"iss": ISSUER, "aud": "us", "nonce": "n-1", "sub": "s", "exp": AT + 60, "iat": AT}
KEY = RSAKey.generate_key(2048, {"kid": "k"})


def provider(**changed: Any) -> HttpOpenIdProvider:
    settings = ProviderSettings("Ours", ISSUER, "us", "secret", **changed)
    return HttpOpenIdProvider(settings, VirtualClock(NOW))


@pytest.mark.parametrize(
    "changed",
    [{}, {"aud": ["us"]}, {"aud": ["us", "them"], "azp": "us"}, {"exp": AT - 100}, {"iat": AT + 100}],
    ids=str,
)
def test_claims_that_fit_are_taken(changed: dict[str, Any]) -> None:
    provider()._require_fit({**CLAIMS, **changed}, TRIP)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"iss": "https://evil.example"}, "another issuer"),
        ({"iss": None}, "another issuer"),
        ({"aud": "them"}, "somebody else"),
        ({"aud": ["them"]}, "somebody else"),
        ({"aud": ["us", "them"]}, "somebody else"),
        ({"aud": None}, "somebody else"),
        ({"nonce": "n-2"}, "not for this login"),
        ({"nonce": None}, "not for this login"),
        ({"exp": AT - 121}, "expired"),
        ({"exp": None}, "expired"),
        ({"exp": True}, "expired"),
        ({"iat": AT + 121}, "future"),
        ({"iat": "now"}, "future"),
        ({"sub": ""}, "names nobody"),
        ({"sub": 5}, "names nobody"),
        ({"sub": "s" * 256}, "names nobody"),
    ],
    ids=str,
)
def test_claims_that_do_not_fit_are_refused(changed: dict[str, Any], why: str) -> None:
    with pytest.raises(ProviderFailed, match=why):
        provider()._require_fit({**CLAIMS, **changed}, TRIP)


def published(key: RSAKey = KEY) -> dict[str, Any]:
    return {"keys": [{**key.as_dict(private=False), "use": "sig"}]}


def test_a_token_of_a_published_key_is_read() -> None:
    token = jwt.encode({"alg": "RS256", "kid": "k"}, CLAIMS, KEY, ["RS256"])
    assert provider()._read(token, published()) == CLAIMS


def test_a_token_that_names_no_key_is_read_too() -> None:
    assert provider()._read(jwt.encode({"alg": "RS256"}, CLAIMS, KEY, ["RS256"]), published()) == CLAIMS


@pytest.mark.parametrize(
    "token",
    [
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzIn0.",
        jwt.encode({"alg": "HS256"}, CLAIMS, OctKey.import_key("secret" * 8), ["HS256"]),
        jwt.encode({"alg": "RS256", "kid": "k"}, CLAIMS, RSAKey.generate_key(2048), ["RS256"]),
        jwt.encode({"alg": "RS512", "kid": "k"}, CLAIMS, KEY, ["RS512"]),
        "nonsense",
        "",
    ],
)
def test_a_token_of_another_key_or_algorithm_is_not(token: str) -> None:
    with pytest.raises((JoseError, ProviderFailed)):
        provider()._read(token, published())


@pytest.mark.parametrize(
    "keys", [{}, {"keys": None}, {"keys": ["x"]}, {"keys": [{"kty": "RSA"}]}, {"keys": []}], ids=str
)
def test_keys_that_are_none_are_refused(keys: dict[str, Any]) -> None:
    token = jwt.encode({"alg": "RS256", "kid": "k"}, CLAIMS, KEY, ["RS256"])
    with pytest.raises((JoseError, ProviderFailed)):
        provider()._read(token, keys)


@pytest.mark.parametrize("address", [f"{ISSUER}/token", "https://b.example/token"])
def test_its_own_hosts_are_spoken_to(address: str) -> None:
    provider(hosts=("b.example",))._require_its_own(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://id.example/token",
        "https://evil.example/token",
        "https://id.example.evil.example/token",
        "https://id.example@evil.example/token",
        "https://127.0.0.1/token",
        "file:///etc/passwd",
    ],
)
async def test_other_hosts_are_not_whatever_its_configuration_says(address: str) -> None:
    with pytest.raises(ProviderFailed, match="not among its own"):
        await provider()._exchange({"token_endpoint": address}, {})
