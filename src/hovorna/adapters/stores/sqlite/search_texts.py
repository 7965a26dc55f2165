"""Folded copies of what the session list looks for words in, in the order of the list.

Words inside texts have no index that could be wiped: an inverted one keeps what was deleted until it is merged. So the
texts are read one after the other, newest first, and this is what makes that quick: narrow rows that hold nothing
else, folded when they are written. What was said stands here from the end of its session on; until then, and there are
few such sessions, it is looked for among the activities.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from hovorna.adapters.stores.sqlite.queries import queries
from hovorna.adapters.stores.sqlite.rows import SESSION_COLUMNS, Row
from hovorna.domain.vocabulary import SessionStatus

#: Columns of sessions that have a folded copy of the same name.
SEARCHED = ("url", "ip_address", "phone_callback_number", "initial_message", "language", "gdpr_version")
#: Between what was said and what was said next.
SEPARATOR = "\x1f"
FINAL = frozenset({SessionStatus.CLOSED, SessionStatus.BLACKLISTED})

_SQL = queries("search_texts.sql")
_PLACES = [SESSION_COLUMNS.index(name) for name in SEARCHED]
_KEY = [SESSION_COLUMNS.index(name) for name in ("company_id", "created", "id")]
_DEPARTMENT, _STATUS = SESSION_COLUMNS.index("department_id"), SESSION_COLUMNS.index("status")

#: Columns of a session as they are, and as they were; empty where the session is new.
Change = tuple[Row, Row]


def write(connection: sqlite3.Connection, changes: Sequence[Change]) -> None:
    """Within the caller's transaction, when the activities are written."""
    moved = [(new, old) for new, old in changes if not old or _key(new) != _key(old) or _texts(new) != _texts(old)]
    _run(connection, "delete_texts", (_key(old) for _, old in moved if old))
    _run(connection, "insert_texts", ((*_key(new), *folded(new)) for new, _ in moved if any(_texts(new))))
    _run(connection, "delete_conversation", (_key(old) for _, old in changes if old and old[_STATUS] in FINAL))
    for new, _ in changes:
        said = conversation(connection, new) if new[_STATUS] in FINAL else None
        if said is not None:
            connection.execute(_SQL["insert_conversation"], (*_key(new), said))


def folded(columns: Row) -> tuple[str | None, ...]:
    return tuple(None if text is None else text.casefold() for text in _texts(columns))


def conversation(connection: sqlite3.Connection, columns: Row) -> str | None:
    """All that was said, folded; None where nothing was."""
    said = connection.execute(_SQL["said"], (columns[_DEPARTMENT], columns[_KEY[-1]])).fetchall()
    return SEPARATOR.join(text.casefold() for (text,) in said) if said else None


def are_found(connection: sqlite3.Connection, columns: Row) -> bool:
    """Whether the list would find the session by its words."""
    texts = connection.execute(_SQL["texts"], _key(columns)).fetchone()
    if (texts or (None,) * len(SEARCHED)) != folded(columns):
        return False
    stored = connection.execute(_SQL["conversation"], _key(columns)).fetchone()
    wanted = conversation(connection, columns) if columns[_STATUS] in FINAL else None
    return wanted == (stored[0] if stored else None)


def _texts(columns: Row) -> Row:
    return tuple(columns[place] for place in _PLACES)


def _key(columns: Row) -> Row:
    return tuple(columns[place] for place in _KEY)


def _run(connection: sqlite3.Connection, statement: str, rows: Iterable[Row]) -> None:
    listed = list(rows)
    if listed:
        connection.executemany(_SQL[statement], listed)
