"""Passwords and programs to log in with, on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from hovorna.application.accounts import User
from hovorna.application.logins.login import Proof, Request
from hovorna.application.logins.logins import Logins
from hovorna.application.logins.passwords import Passwords
from hovorna.bootstrap.embedded import open_accounts

PASSWORD = "příliš žluťoučký kůň"


def hovorna(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hovorna", "--data", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, input=typed)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with open_accounts(folder) as (accounts, clock):
        company = accounts.add_company("One")
        user = accounts.add_user(company.id, None, "eva", "", "")
        accounts.change_user(user.id, lambda one: msgspec.structs.replace(one, totp_secret="A" * 32))
        Logins(accounts.register, clock).begin(
            Request(client_id="x", redirect="y"), Proof(user_id=user.id, company_id=company.id, means=())
        )
    return folder


def eva(folder: Path) -> User:
    with open_accounts(folder) as (accounts, _):
        user = accounts.user_named(1, "eva")
    assert user is not None
    return user


def test_a_password_is_read_from_standard_input_and_ends_all_logins(folder: Path) -> None:
    done = hovorna(folder, "user", "password", "EVA", "--json", typed=f"{PASSWORD}\r\n")
    assert json.loads(done.stdout) == {"user_id": 1, "logins_ended": 1}
    assert Passwords().matches(eva(folder).password, PASSWORD)
    assert eva(folder).totp_secret is not None
    assert PASSWORD not in done.stdout + done.stderr


def test_a_second_factor_can_be_taken_away(folder: Path) -> None:
    assert hovorna(folder, "user", "password", "eva", "--drop-totp", typed=PASSWORD).returncode == 0
    assert eva(folder).totp_secret is None


@pytest.mark.parametrize(
    ("words", "typed", "why"),
    [
        (("eva",), "short\n", "between 10 and 200"),
        (("eva",), "", "between 10 and 200"),
        (("petr",), PASSWORD, "nobody called petr"),
        (("eva", "--company", "Other"), PASSWORD, "nobody called eva"),
    ],
)
def test_what_can_not_be_done_is_said(folder: Path, words: tuple[str, ...], typed: str, why: str) -> None:
    refused = hovorna(folder, "user", "password", *words, typed=typed)
    assert (refused.returncode, why in refused.stderr) == (1, True)
    assert eva(folder).password is None


def test_who_logs_in_elsewhere_gets_no_password(folder: Path) -> None:
    with open_accounts(folder) as (accounts, _):
        accounts.change_user(1, lambda one: msgspec.structs.replace(one, open_id_provider="Google"))
    assert "logs in with Google" in hovorna(folder, "user", "password", "eva", typed=PASSWORD).stderr


def test_of_two_companies_one_has_to_be_named(folder: Path) -> None:
    with open_accounts(folder) as (accounts, _):
        accounts.add_user(accounts.add_company("Two").id, None, "eva", "", "")
    assert "--company" in hovorna(folder, "user", "password", "eva", typed=PASSWORD).stderr
    assert hovorna(folder, "user", "password", "eva", "--company", "Two", typed=PASSWORD).returncode == 0
    assert eva(folder).password is None


def test_a_program_to_log_in_with_has_its_addresses_and_no_rights(folder: Path) -> None:
    words = ("client", "create", "--name", "Desk", "--json", "--redirect")
    public = json.loads(hovorna(folder, *words, "http://127.0.0.1/in", "--public").stdout)
    private = json.loads(hovorna(folder, *words, "https://a.example/", "--redirect", "https://b.example/").stdout)
    assert public["client_secret"] is None
    assert len(private["client_secret"]) == 43
    with open_accounts(folder) as (accounts, _):
        found = [accounts.client(one["client_id"]) for one in (public, private)]
    assert [(one.redirects, one.is_public, one.rights) for one in found if one is not None] == [
        (("http://127.0.0.1/in",), True, frozenset()),
        (("https://a.example/", "https://b.example/"), False, frozenset()),
    ]


@pytest.mark.parametrize(
    "words", [("--redirect", "http://desk.example/"), ("--redirect", "https://desk.example/#x"), ("--public",)]
)
def test_an_address_that_can_not_be_returned_to_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    refused = hovorna(folder, "client", "create", "--name", "Desk", *words)
    assert (refused.returncode, refused.stdout) == (2, "")
    with open_accounts(folder) as (accounts, _):
        assert accounts.register.all("client") == []
