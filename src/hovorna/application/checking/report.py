"""What a check found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from hovorna.domain.laws.violation import Law, Violation

Row = TypeVar("Row")


class CheckReport(msgspec.Struct, frozen=True):
    """How much of what was looked at, and every violation."""

    counts: dict[str, int]
    violations: list[Violation]


class Findings:
    """Collects while the check goes on; violations of one department at a time."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.violations: list[Violation] = []
        self.department_id: int | None = None

    def add(self, law: Law, sentence: str, session_id: int | None = None, versions: Iterable[int] = ()) -> None:
        self.violations.append(Violation(law, sentence, self.department_id, session_id, tuple(versions)))

    def take(self, violations: Iterable[Violation]) -> None:
        """Violations of a session, which does not know its department."""
        for one in violations:
            self.violations.append(msgspec.structs.replace(one, department_id=self.department_id))

    def readable(self, law: Law, rows: Iterator[Row]) -> Iterator[Row]:
        """The rows up to the first that can't be made of what is stored."""
        try:
            yield from rows
        except (ValueError, TypeError, OverflowError) as error:
            self.add(law, f"A stored row can't be read: {error}.")

    def report(self) -> CheckReport:
        return CheckReport(dict(self.counts), self.violations)
