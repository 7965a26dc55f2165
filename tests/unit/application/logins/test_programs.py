"""The program that everybody has, and those that companies register."""

from datetime import UTC, datetime

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.accounts import Accounts
from hovorna.application.logins.programs import NATIVE, may_return_to, needs_challenge, program
from hovorna.application.logins.redirects import OUT_OF_BAND
from hovorna.application.setup import Program, new_program


def test_the_native_client_shows_its_code_and_needs_no_challenge() -> None:
    accounts = Accounts(MemoryRegister())
    assert program(accounts, "publicApiNativeClient") is NATIVE
    assert may_return_to(NATIVE, OUT_OF_BAND)
    assert not may_return_to(NATIVE, "http://127.0.0.1/")
    assert not needs_challenge(NATIVE, OUT_OF_BAND)


def test_a_registered_program_has_a_challenge_and_no_rights_of_its_own() -> None:
    accounts = Accounts(MemoryRegister())
    company = accounts.add_company("One")
    wanted = Program("Desk", ("http://127.0.0.1/in", OUT_OF_BAND), is_public=True)
    client_id, secret = new_program(accounts, company.id, wanted, datetime(2026, 3, 2, tzinfo=UTC))
    found = program(accounts, client_id)
    assert found is not None
    assert secret is None
    assert (found.is_public, found.rights) == (True, frozenset())
    assert may_return_to(found, "http://127.0.0.1:5000/in")
    assert needs_challenge(found, "http://127.0.0.1:5000/in")
    assert needs_challenge(found, OUT_OF_BAND)


def test_one_that_is_not_public_has_a_secret() -> None:
    accounts = Accounts(MemoryRegister())
    company = accounts.add_company("One")
    wanted = Program("Desk", ("https://desk.example/in",))
    _, secret = new_program(accounts, company.id, wanted, datetime(2026, 3, 2, tzinfo=UTC))
    assert secret is not None
    assert len(secret) == 43
