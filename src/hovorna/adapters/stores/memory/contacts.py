"""The directory of contacts in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Protocol

from hovorna.adapters.stores.memory.department import DepartmentData
from hovorna.application.contacts.reads import ContactsAsked, StoredContact

_CHUNK = 500


class _Departments(Protocol):
    def __getitem__(self, department_id: int, /) -> DepartmentData: ...

    def __iter__(self) -> Iterator[int]: ...


class MemoryContacts:
    """Implements ContactReader over departments that somebody else fills."""

    _departments: _Departments
    _lock: RLock

    def contact(self, department_id: int, contact_id: int) -> bytes | None:
        write = self._departments[department_id].contacts.get(contact_id)
        return None if write is None else write.document

    def contacts_having(self, department_id: int, field: str, value: str, limit: int) -> list[int]:
        with self._lock:
            contacts = self._departments[department_id].contacts
            return sorted(number for number, write in contacts.items() if (field, value) in write.values)[:limit]

    def sessions_of_contact(self, department_id: int, contact_id: int) -> list[int]:
        with self._lock:
            links = self._departments[department_id].links
            return sorted(session_id for session_id, linked in links.items() if linked == contact_id)

    def contact_of_session(self, department_id: int, session_id: int) -> int | None:
        return self._departments[department_id].links.get(session_id)

    def department_of_contact(self, contact_id: int) -> int | None:
        with self._lock:
            return next((one for one in self._departments if contact_id in self._departments[one].contacts), None)

    def contact_rows(self, department_id: int) -> Iterator[StoredContact]:
        with self.contacts(ContactsAsked((department_id,), limit=2**31)) as chunks:
            return (contact for chunk in list(chunks) for contact in chunk)

    @contextmanager
    def contacts(self, asked: ContactsAsked) -> Iterator[Iterator[list[StoredContact]]]:
        with self._lock:
            found = [
                StoredContact(write.contact_id, department_id, write.document)
                for department_id in asked.department_ids
                for write in self._departments[department_id].contacts.values()
                if write.document is not None and (asked.having is None or asked.having in write.values)
            ]
        found.sort(key=lambda one: one.id)
        listed = found[asked.offset : asked.offset + asked.limit]
        yield (listed[start : start + _CHUNK] for start in range(0, len(listed), _CHUNK))
