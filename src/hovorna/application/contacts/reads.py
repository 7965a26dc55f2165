"""What is read of the directory of contacts; adapters pass a contract suite for it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec


class StoredContact(msgspec.Struct, frozen=True):
    id: int
    department_id: int
    document: bytes


class ContactsAsked(msgspec.Struct, frozen=True):
    """A stretch of the list of some departments' contacts."""

    department_ids: tuple[int, ...]
    #: (field, value): only those that are found by it.
    having: tuple[str, str] | None = None
    limit: int = 100
    offset: int = 0


class ContactReads(Protocol):
    """What both sides of a store answer."""

    def contact(self, department_id: int, contact_id: int) -> bytes | None: ...

    def contacts_having(self, department_id: int, field: str, value: str, limit: int) -> list[int]:
        """In the order of their ids."""
        ...

    def sessions_of_contact(self, department_id: int, contact_id: int) -> list[int]:
        """In the order of their ids."""
        ...

    def contact_of_session(self, department_id: int, session_id: int) -> int | None: ...


class ContactReader(ContactReads, Protocol):
    def department_of_contact(self, contact_id: int) -> int | None: ...

    def contacts(self, asked: ContactsAsked) -> AbstractContextManager[Iterator[list[StoredContact]]]:
        """In the order of their ids, in chunks, all from one snapshot of the store."""
        ...
