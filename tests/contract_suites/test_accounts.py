"""What every store promises about companies, people and clients."""

from hovorna.application.accounts import Client, Department, SigningKey, User
from hovorna.application.roles import DepartmentRole, Right
from tests.contract_suites.conftest import Store
from tests.contract_suites.samples import NOON, after


def test_companies_and_departments_are_listed_in_the_order_of_their_making(store: Store) -> None:
    one, two = store.accounts.add_company("One"), store.accounts.add_company("Two")
    assert store.accounts.companies() == [one, two]
    first = store.accounts.add_department(one.id, "Support")
    second = store.accounts.add_department(two.id, "Sales")
    assert first == Department(first.id, one.id, "Support")
    assert store.accounts.departments() == [first, second]
    assert store.accounts.departments(two.id) == [second]
    assert store.accounts.departments(99) == []


def test_users_are_found_by_company_and_by_id(store: Store) -> None:
    one, two = store.accounts.add_company("One"), store.accounts.add_company("Two")
    department = store.accounts.add_department(one.id, "Support")
    other = store.accounts.add_department(two.id, "Sales")
    ada = store.accounts.add_user(one.id, department.id, "ada", "Ada", "Lovelace")
    eve = store.accounts.add_user(two.id, other.id, "eve", "Eve", "")
    assert ada == User(ada.id, one.id, "ada", "Ada", "Lovelace", {department.id: frozenset({DepartmentRole.OPERATOR})})
    assert store.accounts.users(one.id) == [ada]
    assert store.accounts.user(eve.id) == eve
    assert store.accounts.user(eve.id + 1) is None


def test_clients_are_found_by_their_id_with_all_their_rights(store: Store) -> None:
    company = store.accounts.add_company("One")
    client = Client("abc", company.id, "Console", "0" * 64, frozenset({Right.READ, Right.OPERATE}), NOON)
    bare = Client("def", company.id, "Nothing", "1" * 64, frozenset(), NOON)
    assert store.accounts.client("abc") is None
    store.accounts.add_client(client)
    store.accounts.add_client(bare)
    for _ in range(2):
        assert store.accounts.client("abc") == client
        assert store.accounts.client("def") == bare


def test_signing_keys_come_oldest_first(store: Store) -> None:
    assert store.accounts.signing_keys() == []
    young, old = SigningKey("a", b"\x00\xff", after(1)), SigningKey("b", b"old", NOON)
    store.accounts.add_signing_key(young)
    assert store.accounts.signing_keys() == [young]
    store.accounts.add_signing_key(old)
    assert store.accounts.signing_keys() == [old, young]


def test_each_kind_is_numbered_by_itself(store: Store) -> None:
    assert [store.accounts.next_id(kind) for kind in ("group", "group", "tag", "group")] == [1, 2, 1, 3]
