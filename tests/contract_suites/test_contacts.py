"""What a store keeps of contacts: by id, by value, by session, gone without a trace."""

import pytest

from hovorna.application.contacts.in_hand import ContactsInHand
from hovorna.application.contacts.reads import ContactReads, ContactsAsked
from hovorna.application.unit import Unit
from hovorna.domain.switchboard.contact_rows import ContactLink, ContactWrite
from tests.contract_suites.conftest import Store

PHONE = ("oo1_guest_phone", "+420777123456")
MAIL = ("oo1_guest_email", "eva@example.org")


def _contact(contact_id: int, *values: tuple[str, str]) -> ContactWrite:
    return ContactWrite(contact_id, b'{"n":%d}' % contact_id, values)


def _keep(store: Store, *writes: ContactWrite, links: dict[int, int | None] | None = None, department: int = 1) -> None:
    linked = [ContactLink(session_id, contact_id) for session_id, contact_id in (links or {}).items()]
    store.writer.commit([Unit(department, contacts=list(writes), links=linked)])


def _listed(store: Store, *departments: int, **asked: object) -> list[int]:
    with store.reader.contacts(ContactsAsked(departments or (1,), **asked)) as chunks:  # type: ignore[arg-type]  # as given
        return [contact.id for chunk in chunks for contact in chunk]


@pytest.fixture(params=["writer", "reader"])
def side(request: pytest.FixtureRequest, store: Store) -> ContactReads:
    found: ContactReads = getattr(store, request.param)
    return found


def test_a_contact_is_found_by_its_id_in_its_department_only(store: Store, side: ContactReads) -> None:
    _keep(store, _contact(5))
    assert side.contact(1, 5) == b'{"n":5}'
    assert side.contact(2, 5) is None
    assert side.contact(1, 6) is None
    assert (store.reader.department_of_contact(5), store.reader.department_of_contact(6)) == (1, None)


def test_contacts_are_found_by_a_value_in_the_order_of_their_ids(store: Store, side: ContactReads) -> None:
    _keep(store, _contact(7, PHONE), _contact(5, PHONE, MAIL), _contact(6, MAIL))
    _keep(store, _contact(8, PHONE), department=2)
    assert side.contacts_having(1, *PHONE, 10) == [5, 7]
    assert side.contacts_having(1, *PHONE, 1) == [5]
    assert side.contacts_having(1, "oo1_guest_email", PHONE[1], 10) == []


def test_a_changed_contact_is_found_by_its_new_values_only(store: Store, side: ContactReads) -> None:
    _keep(store, _contact(5, PHONE))
    _keep(store, ContactWrite(5, b"{}", (MAIL,)))
    assert side.contact(1, 5) == b"{}"
    assert side.contacts_having(1, *PHONE, 10) == []
    assert side.contacts_having(1, *MAIL, 10) == [5]


def test_a_contact_that_goes_takes_its_values_and_links_along(store: Store, side: ContactReads) -> None:
    _keep(store, _contact(5, PHONE), _contact(6, PHONE), links={41: 5, 42: 6})
    _keep(store, ContactWrite(5, None))
    assert side.contact(1, 5) is None
    assert side.contacts_having(1, *PHONE, 10) == [6]
    assert (side.sessions_of_contact(1, 5), side.sessions_of_contact(1, 6)) == ([], [42])


def test_a_session_is_one_contacts_and_may_become_anothers_or_nobodys(store: Store, side: ContactReads) -> None:
    _keep(store, _contact(5), _contact(6), links={42: 5, 41: 5})
    assert side.sessions_of_contact(1, 5) == [41, 42]
    assert (side.contact_of_session(1, 41), side.contact_of_session(1, 43)) == (5, None)
    _keep(store, links={41: 6, 42: None})
    assert (side.sessions_of_contact(1, 5), side.sessions_of_contact(1, 6)) == ([], [41])


def test_an_erased_session_is_nobodys(store: Store, side: ContactReads) -> None:
    _keep(store, _contact(5), links={41: 5, 42: 5})
    store.writer.commit([Unit(1, erased=[41])])
    assert side.sessions_of_contact(1, 5) == [42]


def test_units_of_one_commit_follow_each_other(store: Store, side: ContactReads) -> None:
    merge = Unit(1, contacts=[_contact(5, MAIL), ContactWrite(6, None)], links=[ContactLink(42, 5)])
    first = Unit(1, contacts=[_contact(5), _contact(6, PHONE)], links=[ContactLink(41, 6), ContactLink(42, 6)])
    store.writer.commit([first, merge, Unit(1, erased=[], contacts=[_contact(7, PHONE)])])
    assert side.contacts_having(1, *PHONE, 10) == [7]
    assert (side.sessions_of_contact(1, 5), side.sessions_of_contact(1, 6)) == ([42], [])


def test_the_list_goes_by_id_across_departments(store: Store) -> None:
    _keep(store, *(_contact(number) for number in (9, 1, 5)))
    _keep(store, *(_contact(number) for number in (2, 8)), department=2)
    _keep(store, _contact(3), department=3)
    assert _listed(store) == [1, 5, 9]
    assert [one.id for one in store.reader.contact_rows(1)] == [1, 5, 9]
    assert _listed(store, 1, 2) == [1, 2, 5, 8, 9]
    assert _listed(store, 1, 2, limit=2, offset=1) == [2, 5]
    assert _listed(store, 1, limit=1, offset=2) == [9]
    assert _listed(store, 4) == []


def test_the_list_can_be_of_those_with_a_value(store: Store) -> None:
    _keep(store, _contact(5, PHONE), _contact(6, MAIL), _contact(7, PHONE))
    _keep(store, _contact(4, PHONE), department=2)
    assert _listed(store, 1, having=PHONE) == [5, 7]
    assert _listed(store, 1, 2, having=PHONE) == [4, 5, 7]
    assert _listed(store, 1, 2, having=PHONE, limit=1, offset=1) == [5]


def test_a_long_list_comes_in_chunks_from_one_moment(store: Store) -> None:
    _keep(store, *(_contact(number) for number in range(1, 1202)))
    with store.reader.contacts(ContactsAsked((1,), limit=1_000_000)) as chunks:
        first = next(chunks)
        _keep(store, _contact(5000), ContactWrite(1200, None))
        rest = list(chunks)
    assert len(first) < 1201
    assert [one.id for chunk in (first, *rest) for one in chunk] == list(range(1, 1202))


def test_what_is_in_hand_goes_before_what_is_stored(store: Store) -> None:
    _keep(store, _contact(5, PHONE), _contact(6, PHONE), links={41: 5})
    hand = ContactsInHand(1, store.writer)
    assert hand.document(5) == b'{"n":5}'
    assert hand.having(*PHONE, 1) == [5]
    assert hand.having(*PHONE, 9) == [5, 6]
    assert hand.sessions_of(5) == [41]
