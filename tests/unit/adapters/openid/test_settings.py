"""What may stand in the environment about OpenID providers."""

import json
from typing import Any

import pytest

from hovorna.adapters.openid.settings import ProviderSettings, read_providers
from hovorna.bootstrap.settings import BadSetting, read_settings

GOOGLE = {"name": "Google", "issuer": "https://accounts.google.com", "clientId": "id", "clientSecret": "the secret"}


def read(*providers: dict[str, Any]) -> tuple[ProviderSettings, ...]:
    return read_providers(json.dumps(providers))


def test_nothing_is_no_provider() -> None:
    assert read_providers("") == read_providers("[]") == ()


def test_a_providers_hosts_are_its_issuers_and_those_that_are_named() -> None:
    [google, other] = read(GOOGLE, {**GOOGLE, "name": "Ours", "issuer": "https://id.example/x", "hosts": ["b.example"]})
    assert google.known_hosts == {"accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"}
    assert other.known_hosts == {"id.example", "b.example"}
    assert not google.trusts_email


@pytest.mark.parametrize(
    "changed",
    [
        {"issuer": "http://id.example"},
        {"issuer": "id.example"},
        {"issuer": "ftp://127.0.0.1"},
        {"name": ""},
        {"clientSecret": ""},
        {"clientSecret": 5},
        {"hosts": "b.example"},
        {"cleintId": "id"},
    ],
    ids=str,
)
def test_what_can_not_be_used_stops_the_start_and_the_secret_is_not_told(changed: dict[str, Any]) -> None:
    with pytest.raises(BadSetting, match=r"^HOVORNA_OPENID_PROVIDERS: ") as refused:
        read_settings({"HOVORNA_OPENID_PROVIDERS": json.dumps([{**GOOGLE, **changed}])})
    assert "the secret" not in str(refused.value)


@pytest.mark.parametrize("text", ["{", "{}", '"x"', '[{"name": "x"}]'])
def test_what_is_no_list_of_providers_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a JSON list"):
        read_providers(text)


def test_two_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        read(GOOGLE, GOOGLE)


def test_a_provider_on_this_machine_may_do_without_tls() -> None:
    [here] = read({**GOOGLE, "issuer": "http://127.0.0.1:9000"})
    assert here.is_plain


def test_what_was_read_is_handed_on() -> None:
    assert read_settings({"HOVORNA_OPENID_PROVIDERS": json.dumps([GOOGLE])}).openid_providers == read(GOOGLE)
