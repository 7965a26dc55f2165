"""The contacts that are kept are those that the log knows."""

from hovorna.application.checking.contacts_seen import ContactsSeen
from hovorna.application.checking.report import Findings
from hovorna.application.contacts.reads import StoredContact
from hovorna.domain import facts as f
from hovorna.domain.laws.violation import Law
from tests.contract_suites.samples import fact


def _said(bodies: list[f.Body], *stored: tuple[int, bytes]) -> list[str]:
    seen, findings = ContactsSeen(), Findings()
    for version, body in enumerate(bodies, start=1):
        seen.see(fact(version, 0, body))
    seen.compare([StoredContact(number, 1, document) for number, document in stored], findings)
    assert {one.law for one in findings.violations} <= {Law.CONTACTS}
    return [one.sentence for one in findings.violations]


def test_what_is_kept_and_known_says_nothing() -> None:
    bodies = [f.ContactChanged(1), f.ContactChanged(2), f.ContactAnonymised(2), f.ContactChanged(2)]
    assert _said(bodies, (1, b'{"a":"b"}'), (2, b'{"a":"b"}')) == []


def test_what_is_missing_is_named() -> None:
    assert _said([f.ContactChanged(1)]) == ["The contact 1 is missing."]


def test_what_was_removed_or_merged_must_be_gone() -> None:
    bodies = [
        f.ContactChanged(1),
        f.ContactChanged(2),
        f.ContactChanged(3),
        f.ContactMerged(1, (2,)),
        f.ContactRemoved(3),
    ]
    assert _said(bodies, (1, b"{}")) == []
    told = _said(bodies, (1, b"{}"), (2, b"{}"), (3, b"{}"))
    assert told == ["The contact 2 follows from no fact.", "The contact 3 follows from no fact."]


def test_of_an_anonymised_contact_nothing_is_known() -> None:
    bodies = [f.ContactChanged(1), f.ContactAnonymised(1)]
    assert _said(bodies, (1, b"{}")) == []
    assert _said(bodies, (1, b'{"a":"b"}')) == ["Something is known of the contact 1, which is anonymised."]


def test_it_tells_the_highest_number_that_was_used() -> None:
    seen = ContactsSeen()
    assert seen.see(fact(1, 0, f.ContactMerged(7, (3, 9)))) == 9
    assert seen.see(fact(2, 0, f.ContactRemoved(4))) == 4
    assert seen.see(fact(3, 1)) == 0
