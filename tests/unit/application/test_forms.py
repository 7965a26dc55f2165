"""Predefined forms are everybody's, the others have numbers of their own."""

from hovorna.adapters.stores.memory.register import MemoryRegister
from hovorna.application.forms import FIRST_OWN, PREDEFINED, Form, Forms, predefined_of
from hovorna.contract.departments import PublishedChannel
from hovorna.contract.forms import FormEntrypoint


def _own(number: int, department: int = 1, name: str = "Mine") -> Form:
    return Form(number, 1, department, FormEntrypoint.ENTRY, PublishedChannel.MLUVII, name)


def test_there_is_a_predefined_form_for_each_entry_point() -> None:
    assert [form.type for form in PREDEFINED] == list(FormEntrypoint)
    assert predefined_of(FormEntrypoint.OFFLINE).id == 3


def test_no_number_is_that_of_two_forms() -> None:
    forms = Forms(MemoryRegister())
    own = forms.book.add(1, _own)
    assert own.shown_id == FIRST_OWN > max(form.shown_id for form in PREDEFINED)
    assert forms.get(own.shown_id) == own
    assert forms.get(1) == PREDEFINED[0]
    assert (forms.get(own.id + 99), forms.get(FIRST_OWN + 1)) == (None, None)


def test_a_department_has_the_predefined_ones_and_its_own() -> None:
    forms = Forms(MemoryRegister())
    mine, other = forms.book.add(1, _own), forms.book.add(1, lambda number: _own(number, department=2))
    assert forms.of_departments(1, {1}) == [*PREDEFINED, mine]
    assert forms.in_department(mine.shown_id, 1) == mine
    assert forms.in_department(other.shown_id, 1) is None
    assert forms.in_department(2, 1) == PREDEFINED[1]
