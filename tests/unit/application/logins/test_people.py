"""Who logs in: by name and password, or by what a provider says."""

from typing import Any

import msgspec
import pytest

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.accounts import Accounts, User
from hovorna.application.logins import people
from hovorna.application.logins.passwords import Passwords
from hovorna.application.logins.provider import Identity
from tests.api.house import QUICK

PASSWORD = "correct horse"


class Town:
    def __init__(self) -> None:
        self.accounts = Accounts(MemoryRegister())
        self.passwords = Passwords(QUICK)
        self.companies = [self.accounts.add_company(name).id for name in ("One", "Other")]

    def add(self, company: int, user_name: str, **changed: Any) -> User:  # Any: members of User
        user = self.accounts.add_user(self.companies[company], None, user_name, "", "")
        changed = {"password": QUICK.hash(PASSWORD), **changed}
        done = self.accounts.change_user(user.id, lambda one: msgspec.structs.replace(one, **changed))
        assert done is not None
        return done

    def found(self, user_name: str, password: str = PASSWORD) -> User | None:
        return people.with_password(self.accounts, self.passwords, self.companies, user_name, password)


def test_name_and_password_find_somebody_in_whatever_letter_case_the_name_is() -> None:
    town = Town()
    eva = town.add(0, "Eva")
    assert town.found(" eVA ") == eva
    assert town.found("Eva", PASSWORD.upper()) is None
    assert town.found("Petr") is None


@pytest.mark.parametrize(
    "changed", [{"password": None}, {"is_enabled": False}, {"open_id_provider": "Google"}], ids=str
)
def test_who_may_not_log_in_by_password_is_nobody(changed: dict[str, Any]) -> None:
    town = Town()
    town.add(0, "eva", **changed)
    assert town.found("eva") is None


def test_of_two_of_one_name_the_password_decides_and_if_it_does_not_it_is_nobody() -> None:
    town = Town()
    here, there = town.add(0, "eva"), town.add(1, "eva", password=QUICK.hash("another password"))
    assert town.found("eva") == here
    assert town.found("eva", "another password") == there
    people.set_password(town.accounts, there, QUICK.hash(PASSWORD))
    assert town.found("eva") is None


def test_an_outdated_digest_is_renewed() -> None:
    town = Town()
    eva = town.add(0, "eva")
    town.passwords = Passwords(type(QUICK)(time_cost=2, memory_cost=8, parallelism=1))
    assert town.found("eva") is not None
    now = town.accounts.user(eva.id)
    assert now is not None
    assert "t=2" in str(now.password)


def test_a_program_of_a_company_knows_its_people_only() -> None:
    town = Town()
    assert people.company_ids(town.accounts, town.companies[1]) == [town.companies[1]]
    assert people.company_ids(town.accounts, 0) == town.companies


def identity(**changed: Any) -> Identity:  # Any: members of Identity
    return Identity(**{"provider": "Google", "subject": "g-1", "email": "eva@example.org", **changed})


def test_the_first_time_the_address_decides_and_from_then_on_the_subject() -> None:
    town = Town()
    eva = town.add(0, "eva", open_id_provider="google", email="Eva@Example.org")
    linked = people.known_by(town.accounts, town.companies, identity())
    assert linked is not None
    assert (linked.id, linked.open_id_subject) == (eva.id, "g-1")
    moved = people.known_by(town.accounts, town.companies, identity(email="new@example.org"))
    assert moved == linked
    assert people.known_by(town.accounts, town.companies, identity(subject="g-2")) is None


def test_a_user_name_may_be_the_address() -> None:
    town = Town()
    town.add(0, "eva@example.org", open_id_provider="Google")
    assert people.known_by(town.accounts, town.companies, identity()) is not None


@pytest.mark.parametrize(
    "changed",
    [
        {"open_id_provider": None},
        {"open_id_provider": "Microsoft"},
        {"is_enabled": False},
        {"email": "petr@example.org"},
        {"email": None},
        {"open_id_subject": "g-2"},
    ],
    ids=str,
)
def test_whom_the_provider_does_not_mean_is_not_found(changed: dict[str, Any]) -> None:
    town = Town()
    town.add(0, "eva", **{"open_id_provider": "Google", "email": "eva@example.org", **changed})
    assert people.known_by(town.accounts, town.companies, identity()) is None


def test_without_an_address_that_can_be_believed_nobody_is_found_the_first_time() -> None:
    town = Town()
    town.add(0, "eva", open_id_provider="Google", email=None)
    assert people.known_by(town.accounts, town.companies, identity(email=None)) is None


def test_two_with_one_address_are_nobody() -> None:
    town = Town()
    for company in (0, 1):
        town.add(company, "eva", open_id_provider="Google", email="eva@example.org")
    assert people.known_by(town.accounts, town.companies, identity()) is None
    assert people.known_by(town.accounts, town.companies[:1], identity()) is not None
