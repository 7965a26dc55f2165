"""What people administer and nothing decides by: one document each, in books by kind."""

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar

import msgspec


class KeyTaken(Exception):
    """Another document of this kind has the same key."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Document {number} of this kind has the same key.")
        #: Whose key it is.
        self.number = number


class Record(msgspec.Struct, frozen=True):
    """`company_id` 0 belongs to none. `key` is unique within the kind, where there is one."""

    kind: str
    number: int
    company_id: int
    key: str | None
    document: bytes


class Register(Protocol):
    """Small in number, read often, changed seldom. Reads are cheap; writes are durable when they return."""

    def get(self, kind: str, number: int) -> Record | None: ...

    def by_key(self, kind: str, key: str) -> Record | None: ...

    def all(self, kind: str, company_id: int | None = None) -> list[Record]:
        """In the order of their numbers."""
        ...

    def add(self, kind: str, company_id: int, make: Callable[[int], tuple[str | None, bytes]]) -> Record:
        """`make` is given the number, and answers key and document. Raises KeyTaken; then nothing was added."""
        ...

    def change(self, kind: str, number: int, deed: Callable[[bytes], tuple[str | None, bytes]]) -> Record | None:
        """Reads, changes and writes with nobody in between; None if there is no such document. Raises KeyTaken.

        What `deed` raises is raised again, and nothing was changed.
        """
        ...

    def remove(self, kind: str, number: int) -> bool:
        """Whether it was there. Its number is never given again."""
        ...

    def take_number(self, kind: str) -> int:
        """1, 2, 3 … per kind, one sequence with the numbers that `add` gives; below 2**31."""
        ...

    def take_numbers(self, kind: str, count: int) -> range:
        """Several at once."""
        ...

    def close(self) -> None: ...


class Entry(Protocol):
    """What a book holds: a struct that knows its number and its company."""

    @property
    def id(self) -> Any: ...  # Any: clients and keys have words for ids

    @property
    def company_id(self) -> int: ...


T = TypeVar("T", bound=Entry)


def _no_key(_: object) -> str | None:
    return None


class Book(Generic[T]):
    """The documents of one kind, as structs. A struct may gain fields with defaults; it must never lose one."""

    def __init__(self, register: Register, kind: str, model: type[T], key: Callable[[T], str | None] = _no_key) -> None:
        self._register, self.kind, self._key = register, kind, key
        self._decode = msgspec.json.Decoder(model).decode
        self._encode = msgspec.json.Encoder().encode

    def get(self, number: int) -> T | None:
        return self._struct(self._register.get(self.kind, number))

    def find(self, key: str) -> T | None:
        return self._struct(self._register.by_key(self.kind, key))

    def all(self, company_id: int | None = None) -> list[T]:
        return [self._decode(record.document) for record in self._register.all(self.kind, company_id)]

    def add(self, company_id: int, make: Callable[[int], T]) -> T:
        """`make` is given the new number. Raises KeyTaken."""

        def document(number: int) -> tuple[str | None, bytes]:
            return self._written(make(number))

        return self._decode(self._register.add(self.kind, company_id, document).document)

    def change(self, number: int, deed: Callable[[T], T]) -> T | None:
        """With nobody in between; None if there is none. Raises KeyTaken, and whatever `deed` raises."""

        def document(old: bytes) -> tuple[str | None, bytes]:
            return self._written(deed(self._decode(old)))

        return self._struct(self._register.change(self.kind, number, document))

    def remove(self, number: int) -> bool:
        return self._register.remove(self.kind, number)

    def _written(self, entry: T) -> tuple[str | None, bytes]:
        return self._key(entry), self._encode(entry)

    def _struct(self, record: Record | None) -> T | None:
        return None if record is None else self._decode(record.document)
