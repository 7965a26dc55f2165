"""People of the demo's company can log in, and nobody else by that."""

import msgspec
import pytest

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.accounts import Accounts
from hovorna.application.logins.passwords import Passwords
from hovorna.application.roles import GlobalRole
from hovorna.demo import PASSWORD, give_logins
from hovorna.demo.company import plan
from tests.api.house import QUICK

PASSWORDS = Passwords(QUICK)


def test_everybody_of_the_demo_gets_the_password_and_nobody_else() -> None:
    accounts = Accounts(MemoryRegister())
    other = accounts.add_company("Other")
    stranger = accounts.add_user(other.id, None, "stranger", "", "")
    company = accounts.add_company(plan.COMPANY)
    accounts.add_user(company.id, None, "eva", "", "")
    leader = accounts.user_named(company.id, give_logins(accounts, PASSWORDS))
    assert leader is not None
    assert leader.global_roles == {GlobalRole.COMPANY_ADMIN}
    people = accounts.users(company.id)
    assert len(people) == 2
    assert all(PASSWORDS.matches(one.password, PASSWORD) for one in people)
    assert accounts.user(stranger.id) == stranger


def test_what_somebody_has_set_since_stays_as_it_is() -> None:
    accounts = Accounts(MemoryRegister())
    company = accounts.add_company(plan.COMPANY)
    eva = accounts.add_user(company.id, None, "eva", "", "")
    petr = accounts.add_user(company.id, None, "petr", "", "")
    accounts.change_user(eva.id, lambda one: msgspec.structs.replace(one, password="theirs"))
    accounts.change_user(petr.id, lambda one: msgspec.structs.replace(one, open_id_provider="Google"))
    give_logins(accounts, PASSWORDS)
    before = accounts.users(company.id)
    assert [one.password for one in before[:2]] == ["theirs", None]
    give_logins(accounts, PASSWORDS)
    assert accounts.users(company.id) == before


def test_without_a_demo_nobody_gets_anything() -> None:
    with pytest.raises(LookupError):
        give_logins(Accounts(MemoryRegister()), PASSWORDS)
