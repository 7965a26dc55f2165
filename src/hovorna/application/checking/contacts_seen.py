"""Which contacts the log knows, against those that the store keeps. What is said of them stands in the store alone."""

from collections.abc import Iterable

from hovorna.application.checking.report import Findings
from hovorna.application.contacts.reads import StoredContact
from hovorna.domain import facts as f
from hovorna.domain.facts import Fact
from hovorna.domain.laws.violation import Law

_NOTHING = b"{}"


class ContactsSeen:
    def __init__(self) -> None:
        #: Contact -> the version that last told of it.
        self._known: dict[int, int] = {}
        self._anonymised: set[int] = set()

    def see(self, fact: Fact) -> int:
        """The highest number that the fact has used; 0 where it is about no contact."""
        match fact.body:
            case f.ContactChanged(contact_id):
                self._known[contact_id] = fact.version
                self._anonymised.discard(contact_id)
            case f.ContactMerged(contact_id, merged_ids):
                self._known[contact_id] = fact.version
                self._anonymised.discard(contact_id)
                for merged_id in merged_ids:
                    self._known.pop(merged_id, None)
                return max(contact_id, *merged_ids)
            case f.ContactAnonymised(contact_id):
                self._known[contact_id] = fact.version
                self._anonymised.add(contact_id)
            case f.ContactRemoved(contact_id):
                self._known.pop(contact_id, None)
            case _:
                return 0
        return contact_id

    def compare(self, stored: Iterable[StoredContact], findings: Findings) -> None:
        missing = dict(self._known)
        for contact in stored:
            findings.counts["contacts"] += 1
            if contact.id not in self._known:
                findings.add(Law.CONTACTS, f"The contact {contact.id} follows from no fact.")
            elif contact.id in self._anonymised and contact.document != _NOTHING:
                sentence = f"Something is known of the contact {contact.id}, which is anonymised."
                findings.add(Law.CONTACTS, sentence, None, [self._known[contact.id]])
            missing.pop(contact.id, None)
        for contact_id, version in missing.items():
            findings.add(Law.CONTACTS, f"The contact {contact_id} is missing.", None, [version])
