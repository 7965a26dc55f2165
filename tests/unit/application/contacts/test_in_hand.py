"""What is decided and not written yet goes before what the store has."""

from hovorna.adapters.stores.memory.log import MemoryLog
from hovorna.application.contacts.in_hand import ContactsInHand
from hovorna.application.unit import Unit
from hovorna.domain.switchboard import commands as c
from hovorna.domain.switchboard.contact_rows import ContactLink, ContactWrite
from tests.domain.department import Department, support

PHONE = ("oo1_guest_phone", "1")


def _hand() -> tuple[ContactsInHand, Department, int]:
    """Contacts 5 and 6 share a number; the session that came in is 5's."""
    department = support()
    session_id = department.arrive().facts[0].session_id
    log = MemoryLog()
    writes = [ContactWrite(number, b"old", (PHONE,)) for number in (5, 6)]
    log.commit([Unit(1, contacts=writes, links=[ContactLink(session_id, 5)])])
    return ContactsInHand(1, log), department, session_id


def test_a_change_in_the_same_batch_is_seen() -> None:
    hand, department, _ = _hand()
    hand.note(department.do(c.ChangeContact(5, b"new", ())))
    hand.note(department.do(c.ChangeContact(7, b"new", (PHONE,))))
    assert (hand.document(5), hand.document(6), hand.document(7)) == (b"new", b"old", b"new")
    assert hand.having(*PHONE, 9) == [6, 7]
    assert hand.having(*PHONE, 1) == [6]


def test_what_was_removed_in_the_same_batch_is_gone_with_its_links() -> None:
    hand, department, session_id = _hand()
    assert hand.is_linked(session_id)
    hand.note(department.do(c.LinkContact(session_id, 5)))
    hand.note(department.do(c.RemoveContact(5)))
    assert (hand.document(5), hand.sessions_of(5), hand.having(*PHONE, 9)) == (None, [], [6])
    assert not hand.is_linked(session_id)


def test_links_of_the_same_batch_are_seen() -> None:
    hand, department, session_id = _hand()
    hand.note(department.do(c.MergeContacts(6, (5,), b"both", (PHONE,), (session_id,))))
    assert (hand.sessions_of(5), hand.sessions_of(6)) == ([], [session_id])
    assert hand.is_linked(session_id)


def test_after_the_commit_the_store_knows_it_all() -> None:
    hand, department, _ = _hand()
    hand.note(department.do(c.ChangeContact(5, b"new", ())))
    hand.committed()
    assert hand.document(5) == b"old"
