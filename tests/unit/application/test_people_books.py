"""Break states, invitations and names in the register."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.accounts import Accounts
from hovorna.application.names import OperatorName
from hovorna.application.people_breaks import BreakState, break_states
from hovorna.application.people_invitations import Invitation, invitations, new_number
from hovorna.application.people_names import OperatorNames
from hovorna.application.register import KeyTaken

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_deleted_break_gives_its_name_back() -> None:
    book = break_states(MemoryRegister())
    book.add(1, lambda number: BreakState(number, 1, "Tea"))
    book.add(2, lambda number: BreakState(number, 2, "tea"))
    with pytest.raises(KeyTaken):
        book.add(1, lambda number: BreakState(number, 1, " TEA "))
    book.change(1, lambda known: msgspec.structs.replace(known, is_deleted=True))
    assert book.add(1, lambda number: BreakState(number, 1, "Tea")).id > 2


def invitation(**fields: object) -> Invitation:
    plain = Invitation(1, 1, "1234567890", 7, 1, NOON)
    return msgspec.structs.replace(plain, **fields)


@pytest.mark.parametrize(
    ("fields", "holds"),
    [
        ({}, True),
        ({"is_revoked": True}, False),
        ({"valid_until": NOON}, True),
        ({"valid_until": NOON - timedelta(microseconds=1)}, False),
        ({"used": NOON, "used_by": "a"}, True),
        ({"used": NOON, "used_by": "b"}, False),
        ({"used": NOON}, False),
        ({"used": NOON, "used_by": "a", "is_revoked": True}, False),
    ],
)
def test_an_invitation_holds_until_something_ends_it(fields: dict[str, object], holds: bool) -> None:
    assert (invitation(**fields).why_over(NOON, "a") is None) is holds


def test_an_unnamed_request_repeats_nothing() -> None:
    assert invitation(used=NOON).why_over(NOON) is not None


def test_numbers_are_ten_digits_and_belong_to_one() -> None:
    numbers = {new_number() for _ in range(200)}
    assert len(numbers) == 200
    assert all(len(one) == 10 and one.isdecimal() and one[0] != "0" for one in numbers)
    book = invitations(MemoryRegister())
    book.add(1, lambda number: invitation(id=number))
    with pytest.raises(KeyTaken):
        book.add(2, lambda number: invitation(id=number, company_id=2))


def test_a_new_name_is_known_at_once() -> None:
    accounts = Accounts(MemoryRegister())
    names = OperatorNames(accounts)
    eva = accounts.add_user(1, None, "eva", "Eva", "Malá")
    assert names(eva.id) == names(eva.id) == OperatorName("eva", "Eva", "Malá")
    accounts.change_user(eva.id, lambda user: msgspec.structs.replace(user, last_name="Nová"))
    assert names(eva.id) == OperatorName("eva", "Eva", "Nová")


def test_nobodys_name_is_not_remembered() -> None:
    accounts = Accounts(MemoryRegister())
    names = OperatorNames(accounts)
    assert names(1) == OperatorName()
    accounts.add_user(1, None, "eva", "Eva", "")
    assert names(1) == OperatorName("eva", "Eva", "")
