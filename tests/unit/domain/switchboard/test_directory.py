"""Contacts: facts hold ids, what is known of them rides along."""

from hovorna.domain import facts as f
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard import directory
from hovorna.domain.switchboard.contact_rows import ContactLink, ContactWrite
from hovorna.domain.switchboard.decide import HANDLERS
from tests.domain.department import support

WORDS = b'{"oo1_guest_phone":["+420777123456"]}'
VALUES = (("oo1_guest_phone", "+420777123456"),)


def test_every_command_about_contacts_is_decided_here() -> None:
    about = (c.ChangeContact, c.RemoveContact, c.MergeContacts, c.AnonymiseContact, c.LinkContact)
    assert {HANDLERS[command].__module__ for command in about} == {directory.__name__}


def test_a_contact_that_is_changed_leaves_its_words_beside_the_log() -> None:
    turn = support().do(c.ChangeContact(5, WORDS, VALUES))
    assert [fact.body for fact in turn.facts] == [f.ContactChanged(5)]
    assert turn.contacts == [ContactWrite(5, WORDS, VALUES)]
    assert not turn.is_erasing


def test_a_contact_that_is_removed_takes_its_words_out_of_the_files() -> None:
    turn = support().do(c.RemoveContact(5))
    assert [fact.body for fact in turn.facts] == [f.ContactRemoved(5)]
    assert turn.contacts == [ContactWrite(5, None, is_erased=True)]
    assert turn.is_erasing


def test_of_merged_contacts_one_stays_and_gets_the_sessions() -> None:
    turn = support().do(c.MergeContacts(5, (6, 7), WORDS, VALUES, session_ids=(41, 42)))
    assert [fact.body for fact in turn.facts] == [f.ContactMerged(5, (6, 7))]
    assert turn.contacts == [ContactWrite(5, WORDS, VALUES), ContactWrite(6, None), ContactWrite(7, None)]
    assert turn.links == [ContactLink(41, 5), ContactLink(42, 5)]


def test_an_anonymised_contact_is_nobodys_any_more() -> None:
    turn = support().do(c.AnonymiseContact(5, b"{}", session_ids=(41,)))
    assert [fact.body for fact in turn.facts] == [f.ContactAnonymised(5)]
    assert turn.contacts == [ContactWrite(5, b"{}", is_erased=True)]
    assert turn.links == [ContactLink(41, None)]
    assert turn.is_erasing


def test_whose_session_it_is_stands_in_no_fact() -> None:
    department = support()
    session_id = department.arrive().facts[0].session_id
    turn = department.do(c.LinkContact(session_id, 5))
    assert turn.facts == []
    assert turn.links == [ContactLink(session_id, 5)]
