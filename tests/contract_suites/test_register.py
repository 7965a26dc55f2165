"""What every store promises about the things that are administered."""

import pytest

from hovorna.application.register import KeyTaken, Record, Register
from tests.contract_suites.conftest import Store


@pytest.fixture
def register(store: Store) -> Register:
    return store.accounts.register


def _keep(register: Register, key: str | None = None, company: int = 1, kind: str = "thing") -> Record:
    return register.add(kind, company, lambda number: (key, f"{number} {key}".encode()))


def test_a_document_is_found_by_its_number_and_by_its_key(register: Register) -> None:
    kept = _keep(register, "a")
    assert kept == Record("thing", kept.number, 1, "a", f"{kept.number} a".encode())
    assert register.get("thing", kept.number) == kept
    assert register.by_key("thing", "a") == kept
    assert register.get("other", kept.number) is None
    assert register.by_key("other", "a") is None


def test_documents_are_listed_by_number_for_one_company_or_for_all(register: Register) -> None:
    one, two, three = _keep(register), _keep(register, company=2), _keep(register)
    assert register.all("thing") == [one, two, three]
    assert register.all("thing", 1) == [one, three]
    assert register.all("thing", 9) == []


def test_a_key_is_taken_once_in_a_kind_and_nothing_is_added(register: Register) -> None:
    kept = _keep(register, "a")
    with pytest.raises(KeyTaken) as refusal:
        _keep(register, "a", company=2)
    assert refusal.value.number == kept.number
    assert register.all("thing") == [kept]
    assert _keep(register, "a", kind="other").key == "a"


def test_many_documents_may_have_no_key(register: Register) -> None:
    assert len({_keep(register).number, _keep(register).number}) == 2


def test_a_change_sees_what_is_there_and_may_take_another_key(register: Register) -> None:
    kept = _keep(register, "a")
    changed = register.change("thing", kept.number, lambda old: ("b", old + b"!"))
    assert changed == Record("thing", kept.number, 1, "b", kept.document + b"!")
    assert register.by_key("thing", "b") == changed
    assert register.by_key("thing", "a") is None
    assert register.change("thing", 99, lambda old: (None, old)) is None


def test_a_change_to_a_taken_key_changes_nothing(register: Register) -> None:
    first, second = _keep(register, "a"), _keep(register, "b")
    with pytest.raises(KeyTaken) as refusal:
        register.change("thing", second.number, lambda old: ("a", old))
    assert refusal.value.number == first.number
    assert register.all("thing") == [first, second]


def test_a_change_that_is_refused_changes_nothing(register: Register) -> None:
    kept = _keep(register, "a")

    def refuse(_: bytes) -> tuple[str | None, bytes]:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        register.change("thing", kept.number, refuse)
    assert register.get("thing", kept.number) == kept


def test_what_was_removed_is_gone_and_its_number_is_not_given_again(register: Register) -> None:
    kept = _keep(register, "a")
    assert register.remove("thing", kept.number)
    assert not register.remove("thing", kept.number)
    assert register.get("thing", kept.number) is None
    assert _keep(register, "a").number > kept.number
    assert register.take_number("thing") > kept.number + 1
