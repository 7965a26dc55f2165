"""Equal values are found whatever the way in which they are written."""

import pytest

from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.application.contacts.finding import clues_in, sought, values_of, whose
from hovorna.application.contacts.in_hand import ContactsInHand
from hovorna.application.unit import Unit
from hovorna.contract.contacts import Known
from hovorna.domain.switchboard.contact_rows import ContactWrite

PHONE, EMAIL, GUID, IDENT = "oo1_guest_phone", "oo1_guest_email", "oo1_guest_guid", "oo1_guest_ident"


@pytest.mark.parametrize(
    ("field", "value", "form"),
    [
        (PHONE, "+420 777-123.456", "+420777123456"),
        (PHONE, "00420 (777) 123/456", "+420777123456"),
        (PHONE, "777123456", "777123456"),
        (EMAIL, " Eva@Example.ORG ", "eva@example.org"),
        (GUID, "6F9619FF-8b86-D011-B42D-00C04FC964FF", "6f9619ff8b86d011b42d00c04fc964ff"),
        (IDENT, " C-1 ", "C-1"),
        ("Town", "Brno", "Brno"),
    ],
)
def test_a_value_is_compared_in_one_form(field: str, value: str, form: str) -> None:
    assert sought(field.upper(), value) == (field.casefold(), form)


def test_a_contact_is_found_by_each_of_its_values_once() -> None:
    known: Known = {PHONE: ["00420 1", "+420 1", "2"], "Town": "Brno"}
    assert values_of(known) == ((PHONE, "+4201"), (PHONE, "2"), ("town", "Brno"))


def test_params_that_say_who_somebody_is_are_clues_and_others_are_none() -> None:
    params = {"E-Mail": "EVA@example.org", "Phone": "1 2", "oo1_guest_ident": "C-1", "town": "Brno", "email": None}
    assert list(clues_in(params)) == [(EMAIL, "eva@example.org"), (PHONE, "12"), (IDENT, "C-1")]


def _directory(*values: tuple[tuple[str, str], ...]) -> ContactsInHand:
    log = MemoryLog()
    writes = [ContactWrite(number, b"{}", each) for number, each in enumerate(values, start=1)]
    log.commit([Unit(1, contacts=writes)])
    return ContactsInHand(1, log)


def test_the_surest_clue_that_names_one_contact_decides() -> None:
    contacts = _directory(((PHONE, "1"),), ((IDENT, "C-2"), (PHONE, "2")), ((PHONE, "2"),))
    assert whose(contacts, [(PHONE, "1"), (IDENT, "C-2")]) == 2
    assert whose(contacts, [(PHONE, "1"), (IDENT, "C-9")]) == 1


def test_what_several_share_names_nobody() -> None:
    contacts = _directory(((PHONE, "1"),), ((PHONE, "1"),), ((PHONE, "2"),))
    assert whose(contacts, [(PHONE, "1")]) is None
    assert whose(contacts, [(PHONE, "1"), (PHONE, "2")]) is None
    assert whose(contacts, []) is None
