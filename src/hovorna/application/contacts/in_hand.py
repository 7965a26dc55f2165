"""The directory as the writer sees it: what the store has, and over it what is decided and not written yet."""

from hovorna.application.contacts.reads import ContactReads
from hovorna.domain.switchboard.contact_rows import ContactWrite
from hovorna.domain.switchboard.turn import Turn


class ContactsInHand:
    def __init__(self, department_id: int, store: ContactReads) -> None:
        self._department_id, self._store = department_id, store
        self._writes: dict[int, ContactWrite] = {}
        self._links: dict[int, int | None] = {}

    def document(self, contact_id: int) -> bytes | None:
        write = self._writes.get(contact_id)
        return self._store.contact(self._department_id, contact_id) if write is None else write.document

    def having(self, field: str, value: str, most: int) -> list[int]:
        """Some of those that are found by it: all, where there are no more than `most`."""
        stored = self._store.contacts_having(self._department_id, field, value, most + len(self._writes))
        found = {contact_id for contact_id in stored if contact_id not in self._writes}
        found |= {write.contact_id for write in self._writes.values() if (field, value) in write.values}
        return sorted(found)[:most]

    def sessions_of(self, contact_id: int) -> list[int]:
        stored = self._store.sessions_of_contact(self._department_id, contact_id)
        if self.document(contact_id) is None:
            stored = []
        found = {session_id for session_id in stored if session_id not in self._links}
        found |= {session_id for session_id, linked in self._links.items() if linked == contact_id}
        return sorted(found)

    def is_linked(self, session_id: int) -> bool:
        if session_id in self._links:
            return self._links[session_id] is not None
        return self._store.contact_of_session(self._department_id, session_id) is not None

    def note(self, turn: Turn) -> None:
        self._links.update(dict.fromkeys(turn.erased))
        for write in turn.contacts:
            self._writes[write.contact_id] = write
            if write.document is None:
                self._forget_links(write.contact_id)
        self._links.update((link.session_id, link.contact_id) for link in turn.links)

    def _forget_links(self, contact_id: int) -> None:
        for session_id in [one for one, linked in self._links.items() if linked == contact_id]:
            self._links[session_id] = None

    def committed(self) -> None:
        """The batch is durable: the store knows it all."""
        self._writes.clear()
        self._links.clear()
