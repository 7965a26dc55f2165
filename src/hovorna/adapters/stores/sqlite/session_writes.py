"""Writes session rows so that only those indexes are touched whose column changed."""

import sqlite3
from collections.abc import Iterable, Sequence

from hovorna.adapters.stores.microseconds import from_instant
from hovorna.adapters.stores.sqlite import search_texts
from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.rows import SESSION_COLUMNS, Row, session_columns
from hovorna.application.unit import SessionRow

_SQL = queries("writing.sql")
_INSERT = (
    f"INSERT INTO sessions ({', '.join(SESSION_COLUMNS)}, document) VALUES ({', '.join('?' * len(SESSION_COLUMNS))}, ?)"
)
#: Places in SESSION_COLUMNS of what the rows of a list repeat.
_COMPANY, _CREATED = SESSION_COLUMNS.index("company_id"), SESSION_COLUMNS.index("created")

#: The operators, chatbots and tags of a session.
_Lists = tuple[Sequence[object], Sequence[object], Sequence[object]]
_LISTS = (
    (_SQL["operators_of"], _SQL["delete_operators"], _SQL["insert_operator"]),
    (_SQL["chatbots_of"], _SQL["delete_chatbots"], _SQL["insert_chatbot"]),
    (_SQL["tags_of"], _SQL["delete_tags"], _SQL["insert_tag"]),
)


class SessionWrites:
    """Knows how the open sessions stand in the store, to tell what changed; asks the store about others."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Row, _Lists]] = {}
        #: As the last `write` left them.
        self._written: dict[int, tuple[Row, _Lists]] = {}

    def write(self, connection: sqlite3.Connection, rows: Iterable[SessionRow]) -> None:
        """Within the caller's transaction; `remember` the same rows when it is committed."""
        inserts: list[Row] = []
        changes: list[search_texts.Change] = []
        updates: dict[tuple[str, ...], list[Row]] = {}
        self._written = {}
        for row in rows:
            new, lists = self._written[row.id] = session_columns(row), _lists_of(row)
            old, old_lists = self._known.get(row.id) or _stored(connection, row.id)
            changes.append((new, old))
            if not old:
                inserts.append((*new, row.document))
            else:
                changed = [place for place, value in enumerate(new) if value != old[place]]
                names = tuple(SESSION_COLUMNS[place] for place in changed)
                updates.setdefault(names, []).append((*(new[place] for place in changed), row.document, row.id))
            if lists != old_lists or (old and (old[_COMPANY], old[_CREATED]) != (new[_COMPANY], new[_CREATED])):
                _write_lists(connection, row, is_new=not old)
        if inserts:
            connection.executemany(_INSERT, inserts)
        for names, values in updates.items():
            connection.executemany(_update_of(names), values)
        search_texts.write(connection, changes)

    def remember(self, rows: Iterable[SessionRow]) -> None:
        """After the commit; a final session seldom changes again."""
        for row in rows:
            if row.status in search_texts.FINAL:
                self._known.pop(row.id, None)
            else:
                self._known[row.id] = self._written[row.id]


def _stored(connection: sqlite3.Connection, session_id: int) -> tuple[Row, _Lists]:
    """Empty where the session is new."""
    columns = connection.execute(_SQL["session_columns"], (session_id,)).fetchone()
    if columns is None:
        return (), ((), (), ())
    operators, chatbots, tags = (
        tuple(value for (value,) in connection.execute(select, (session_id,))) for select, _, _ in _LISTS
    )
    return columns, (operators, chatbots, tags)


def _write_lists(connection: sqlite3.Connection, row: SessionRow, *, is_new: bool) -> None:
    """All three anew: they are short and seldom change."""
    created = from_instant(row.created)
    for (_, delete, insert), values in zip(_LISTS, _lists_of(row), strict=True):
        if not is_new:
            connection.execute(delete, (row.id,))
        if values:
            rows = [(row.company_id, value, created, row.id, place) for place, value in enumerate(values)]
            connection.executemany(insert, rows)


def _lists_of(row: SessionRow) -> _Lists:
    return row.operators, row.chatbots, row.tags


def _update_of(names: tuple[str, ...]) -> str:
    changes = ", ".join(f"{name} = ?" for name in (*names, "document"))
    return f"UPDATE sessions SET {changes} WHERE id = ?"
