"""What clients write as a contact, and what becomes of it."""

import pytest

from hovorna.contract.contact_input import id_in, read_contact
from hovorna.contract.contacts import Known, as_list, flat, model, with_changes


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({}, {}),
        ({"ID": 5}, {}),
        ({"OO1_GUEST_PHONE": "1"}, {"oo1_guest_phone": ["1"]}),
        ({"oo1_guest_ident": ["a", "a"]}, {"oo1_guest_ident": "a"}),
        ({"town": "Brno"}, {"town": "Brno"}),
        ({"town": ["Brno"]}, {"town": ["Brno"]}),
        ({"town": ["", None, "Brno", " Brno"]}, {"town": ["Brno"]}),
        ({"town": None, "street": [], "house": " "}, {"town": None, "street": None, "house": None}),
        ({"id": 5, "Data": {"town": "Brno"}}, {"town": "Brno"}),
        ({"data": "a text is a key of one's own"}, {"data": "a text is a key of one's own"}),
    ],
)
def test_a_contact_is_read_in_every_form(written: dict[str, object], read: dict[str, object]) -> None:
    errors: dict[str, str] = {}
    assert read_contact(written, "", errors) == read
    assert errors == {}


def test_everything_that_is_wrong_is_named_where_it_stands() -> None:
    errors: dict[str, str] = {}
    read_contact({"a": 1, "b": ["x", {}], "oo1_guest_ident": ["x", "y"], "c": "x", "C": "y"}, "[3].", errors)
    assert list(errors) == ["[3].a", "[3].b[1]", "[3].oo1_guest_ident", "[3].C"]


def test_an_id_is_found_in_whatever_letter_case() -> None:
    assert (id_in({"ID": 5}), id_in({"a": 1})) == (5, None)


def test_a_changed_key_keeps_its_spelling() -> None:
    known: Known = {"Town": "Brno", "oo1_guest_phone": ["1"]}
    assert with_changes(known, {"TOWN": "Praha", "oo1_guest_phone": None, "street": "Dlouhá"}) == {
        "Town": "Praha",
        "street": "Dlouhá",
    }
    assert known["Town"] == "Brno"


def test_a_contact_is_told_flat_and_with_data() -> None:
    known: Known = {"oo1_guest_ident": "C-1", "town": "Brno"}
    assert flat(5, known) == {
        "id": 5,
        "oo1_guest_phone": None,
        "oo1_guest_email": None,
        "oo1_guest_guid": None,
        "oo1_guest_ident": "C-1",
        "town": "Brno",
    }
    assert model(5, known).data == {"oo1_guest_ident": ["C-1"], "town": ["Brno"]}
    assert as_list(["a"]) == ["a"]
