"""Rows sorted by session, taken off session by session: a comparison in one pass, with flat memory."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Row = TypeVar("Row")


class Shelf(Generic[Row]):
    """What nobody asked for is handed to `left_over`: it belongs to a session that the log does not know."""

    def __init__(self, rows: Iterator[Row], session_of: Callable[[Row], int], left_over: Callable[[int], None]) -> None:
        self._rows = rows
        self._session_of = session_of
        self._left_over = left_over
        self._next = next(rows, None)

    def take(self, session_id: int) -> list[Row]:
        """The session's rows. Sessions are asked for in the order of their ids."""
        self._leave(session_id)
        found: list[Row] = []
        while self._next is not None and self._session_of(self._next) == session_id:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found

    def leave_rest(self) -> None:
        self._leave(None)

    def _leave(self, before: int | None) -> None:
        last: int | None = None
        while self._next is not None:
            session_id = self._session_of(self._next)
            if before is not None and session_id >= before:
                return
            if session_id != last:
                self._left_over(session_id)
            last = session_id
            self._next = next(self._rows, None)
