"""Texts of sessions get folded copies, in which words are looked for."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_AT_ONCE = 1000
_SEPARATOR = "\x1f"

#: What was not there is None.
_Texts = tuple[int | str | None, ...]


def upgrade() -> None:
    for statement in Path(__file__).with_suffix(".sql").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            op.execute(statement)
    _copy("session_texts", 9, _texts())
    _copy("conversations", 4, _conversations())


def _rows(query: str) -> Iterator[_Texts]:
    for row in op.get_bind().execution_options(yield_per=_AT_ONCE).execute(sa.text(query)):
        yield tuple(row)


def _texts() -> Iterator[_Texts]:
    texts = "url, ip_address, phone_callback_number, initial_message, language, gdpr_version"
    for row in _rows(f"SELECT company_id, created, id, {texts} FROM sessions"):  # noqa: S608
        if any(row[3:]):
            yield *row[:3], *(text.casefold() if isinstance(text, str) else None for text in row[3:])


def _conversations() -> Iterator[_Texts]:
    said = _rows(
        "SELECT s.company_id, s.created, s.id, a.text"
        " FROM activities AS a CROSS JOIN sessions AS s ON s.id = a.session_id"
        " WHERE a.text IS NOT NULL AND s.status IN ('CLOSED', 'BLACKLISTED')"
        " ORDER BY a.department_id, a.session_id, a.id"
    )
    for key, rows in groupby(said, key=lambda row: row[:3]):
        yield *key, _SEPARATOR.join(str(row[3]).casefold() for row in rows)


def _copy(table: str, columns: int, rows: Iterator[_Texts]) -> None:
    names = [f"c{number}" for number in range(columns)]
    insert = sa.text(f"INSERT INTO {table} VALUES ({', '.join(f':{name}' for name in names)})")  # noqa: S608
    pending: list[dict[str, int | str | None]] = []
    for row in rows:
        pending.append(dict(zip(names, row, strict=True)))
        if len(pending) == _AT_ONCE:
            op.get_bind().execute(insert, pending)
            pending.clear()
    if pending:
        op.get_bind().execute(insert, pending)
