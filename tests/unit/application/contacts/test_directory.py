"""Commands about contacts follow from what the directory says."""

import pytest

from hovorna.application.contacts import directory
from hovorna.contract.contact_input import KEYS
from hovorna.domain.errors import InvalidValue
from hovorna.domain.switchboard import commands as c


def test_each_new_contact_has_its_number_and_what_it_is_found_by() -> None:
    first, second = directory.adding([7, 8], [{"oo1_guest_phone": ["1 2"]}, {"town": "Brno", "street": None}])
    assert first == c.ChangeContact(7, b'{"oo1_guest_phone":["1 2"]}', (("oo1_guest_phone", "12"),))
    assert second == c.ChangeContact(8, b'{"town":"Brno"}', (("town", "Brno"),))


def test_what_is_written_is_read_again() -> None:
    [command] = directory.adding([7], [{"oo1_guest_phone": ["1"], "fullName": "Eva"}])
    assert isinstance(command, c.ChangeContact)
    assert directory.known_of(command.document) == {"oo1_guest_phone": ["1"], "fullName": "Eva"}


def test_a_contact_with_too_many_keys_is_refused() -> None:
    with pytest.raises(InvalidValue):
        list(directory.adding([7], [{f"k{number}": "x" for number in range(KEYS + 1)}]))
