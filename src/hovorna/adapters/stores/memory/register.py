"""The register in memory."""

from collections import Counter
from collections.abc import Callable

from hovorna.application.register import KeyTaken, Record


class MemoryRegister:
    """Implements Register."""

    def __init__(self) -> None:
        self._records: dict[str, dict[int, Record]] = {}
        self._last: Counter[str] = Counter()

    def get(self, kind: str, number: int) -> Record | None:
        return self._records.get(kind, {}).get(number)

    def by_key(self, kind: str, key: str) -> Record | None:
        found = (record for record in self._records.get(kind, {}).values() if record.key == key)
        return next(found, None)

    def all(self, kind: str, company_id: int | None = None) -> list[Record]:
        records = sorted(self._records.get(kind, {}).values(), key=lambda record: record.number)
        return [record for record in records if company_id is None or record.company_id == company_id]

    def add(self, kind: str, company_id: int, make: Callable[[int], tuple[str | None, bytes]]) -> Record:
        number = self.take_number(kind)
        key, document = make(number)
        return self._keep(Record(kind, number, company_id, key, document))

    def change(self, kind: str, number: int, deed: Callable[[bytes], tuple[str | None, bytes]]) -> Record | None:
        old = self.get(kind, number)
        if old is None:
            return None
        key, document = deed(old.document)
        return self._keep(Record(kind, number, old.company_id, key, document))

    def remove(self, kind: str, number: int) -> bool:
        return self._records.get(kind, {}).pop(number, None) is not None

    def take_number(self, kind: str) -> int:
        return self.take_numbers(kind, 1)[0]

    def take_numbers(self, kind: str, count: int) -> range:
        first = self._last[kind] + 1
        self._last[kind] += count
        return range(first, first + count)

    def close(self) -> None:
        """Nothing to give back."""

    def _keep(self, record: Record) -> Record:
        other = None if record.key is None else self.by_key(record.kind, record.key)
        if other is not None and other.number != record.number:
            raise KeyTaken(other.number)
        self._records.setdefault(record.kind, {})[record.number] = record
        return record
