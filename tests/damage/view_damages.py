"""Ways to damage stored views and blobs, and what a check must say of each."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import msgspec

from hovorna.adapters.stores.sqlite.folder import database_of
from hovorna.adapters.stores.sqlite.schema import metadata
from hovorna.domain.laws.violation import Law
from hovorna.domain.switchboard.state import Switchboard
from tests.damage.healthy import (
    ACTIVE,
    ANONYMISED,
    BANNED,
    CALL,
    CHAT,
    IMPORTED,
    MORNING,
    QUEUED,
)
from tests.damage.store_files import Damage, Store, sql


def _change_snapshot(store: Store) -> None:
    with closing(sqlite3.connect(database_of(store.folder))) as connection, connection:
        ((state,),) = connection.execute("SELECT state FROM snapshots").fetchall()
        board = msgspec.msgpack.decode(state, type=Switchboard)
        board.decided_until += timedelta(seconds=1)
        connection.execute("UPDATE snapshots SET state = ?", (msgspec.msgpack.encode(board),))


def _copy_row(table: str, *columns: str, **changes: object) -> Callable[[Store], None]:
    """`changes` are SQL expressions for the columns that differ in the copy."""

    def do(store: Store) -> None:
        names = ", ".join((*columns, *changes))
        values = ", ".join((*columns, *(str(value) for value in changes.values())))
        store.sql(f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} ORDER BY 1 LIMIT 1")

    return do


def _columns(table: str, *without: str) -> tuple[str, ...]:
    return tuple(column.name for column in metadata.tables[table].columns if column.name not in without)


VIEWS = (
    Damage(
        "a word of a document",
        sql(
            "UPDATE sessions SET document = CAST(replace(CAST(document AS TEXT), 'a note', 'no note') AS BLOB)"
            " WHERE id = ? AND CAST(document AS TEXT) LIKE '%a note%'",
            CHAT,
        ),
        Law.SESSIONS,
        CHAT,
    ),
    Damage(
        "a document of another version",
        sql("UPDATE sessions SET version = version - 1 WHERE id = ?", CALL),
        Law.SESSIONS,
        CALL,
    ),
    *(
        Damage(
            f"the column {column}",
            sql(f"UPDATE sessions SET {column} = {value} WHERE id = ?", CHAT),
            Law.SESSIONS,
            CHAT,
        )
        for column, value in (
            ("company_id", "2"),
            ("status", "'ACW'"),
            ("created", "created + 1"),
            ("waited", "waited + 1"),
            ("length", "NULL"),
            ("url", "'https://example.com'"),
            ("had_concurrent_operators", "1"),
            ("stars", "4"),
            ("initial_message", "NULL"),
        )
    ),
    Damage("a row beyond the calendar", sql("UPDATE sessions SET created = 1 << 62 WHERE id = ?", CHAT), Law.SESSIONS),
    Damage("an operator change of no kind", sql("UPDATE operator_changes SET kind = 'x'"), Law.OPERATOR_CHANGES),
    Damage("a timer beyond the calendar", sql("UPDATE timers SET due = 1 << 62"), Law.TIMERS),
    Damage("a missing session", sql("DELETE FROM sessions WHERE id = ?", QUEUED), Law.SESSIONS, QUEUED),
    Damage("a session that never was", _copy_row("sessions", *_columns("sessions", "id"), id="999"), Law.SESSIONS, 999),
    Damage(
        "words that the list would look in vain for",
        sql("DELETE FROM session_texts WHERE session_id = ?", CHAT),
        Law.SESSIONS,
        CHAT,
    ),
    Damage(
        "words that were never said",
        sql("UPDATE conversations SET text = text || 'x' WHERE session_id = ?", CHAT),
        Law.SESSIONS,
        CHAT,
    ),
    Damage(
        "a missing operator of a session",
        sql("DELETE FROM session_operators WHERE session_id = ?", ACTIVE),
        Law.SESSIONS,
        ACTIVE,
    ),
    Damage(
        "a tag of another name",
        sql("UPDATE session_tags SET tag = 'x' WHERE session_id = ?", CHAT),
        Law.SESSIONS,
        CHAT,
    ),
    Damage("a missing activity", sql("DELETE FROM activities WHERE session_id = ?", ACTIVE), Law.ACTIVITIES, ACTIVE),
    Damage(
        "an activity's text",
        sql("UPDATE activities SET text = 'no' WHERE session_id = ? AND text IS NOT NULL", CHAT),
        Law.ACTIVITIES,
        CHAT,
    ),
    Damage(
        "an activity's document",
        sql("UPDATE activities SET document = x'7b7d' WHERE session_id = ?", BANNED),
        Law.ACTIVITIES,
        BANNED,
    ),
    Damage(
        "an activity that never was",
        _copy_row("activities", *_columns("activities", "id"), id="999"),
        Law.ACTIVITIES,
        CHAT,
    ),
    Damage(
        "activities of no session",
        _copy_row("activities", *_columns("activities", "session_id"), session_id="999"),
        Law.ACTIVITIES,
        999,
    ),
    Damage("a missing timer", sql("DELETE FROM timers WHERE key LIKE 'accept:%'"), Law.TIMERS),
    Damage("a timer too many", sql("INSERT INTO timers VALUES (1, 'guest:1', 0)"), Law.TIMERS),
    Damage("a timer moved", sql("UPDATE timers SET due = due + 1 WHERE key LIKE 'queue:%'"), Law.TIMERS),
    Damage(
        "a missing operator change",
        sql("DELETE FROM operator_changes WHERE version = (SELECT max(version) FROM operator_changes)"),
        Law.OPERATOR_CHANGES,
    ),
    Damage(
        "another operator change",
        sql("UPDATE operator_changes SET kind = 'BREAK' WHERE kind = 'AWAY'"),
        Law.OPERATOR_CHANGES,
    ),
    Damage(
        "an operator change too many",
        _copy_row("operator_changes", *_columns("operator_changes", "position"), position="9"),
        Law.OPERATOR_CHANGES,
    ),
    Damage("a missing origin", sql("DELETE FROM origins"), Law.ORIGINS, IMPORTED),
    Damage("an origin too many", _copy_row("origins", *_columns("origins", "key"), key="'2'"), Law.ORIGINS, IMPORTED),
    Damage(
        "an orphan among the personal values",
        sql("INSERT INTO personal VALUES (1, ?, 'text:3', 'x')", CALL),
        Law.PERSONAL,
        CALL,
    ),
    Damage("a note on no presence", sql("INSERT INTO personal VALUES (1, 0, 'presence_note:1', 'x')"), Law.PERSONAL),
    Damage("a missing note on a presence", sql("DELETE FROM personal WHERE session_id = 0"), Law.PERSONAL),
    Damage("personal values of no session", sql("INSERT INTO personal VALUES (1, 999, 'url', 'x')"), Law.PERSONAL, 999),
    Damage(
        "a word of somebody anonymised",
        sql("INSERT INTO personal VALUES (1, ?, 'identity', 'x')", ANONYMISED),
        Law.PERSONAL,
        ANONYMISED,
    ),
    Damage(
        "a missing text",
        sql("DELETE FROM personal WHERE session_id = ? AND slot LIKE 'text:%'", ACTIVE),
        Law.PERSONAL,
        ACTIVE,
    ),
    Damage(
        "another text",
        sql("UPDATE personal SET value = 'x' WHERE session_id = ? AND slot LIKE 'text:%'", CHAT),
        Law.ACTIVITIES,
        CHAT,
    ),
    Damage(
        "an operator's name",
        sql("UPDATE personal SET value = '[\"x\"]' WHERE session_id = ? AND slot LIKE 'operator:%'", IMPORTED),
        Law.SESSIONS,
        IMPORTED,
    ),
    Damage("a missing contact", sql("DELETE FROM contacts WHERE id = 1"), Law.CONTACTS),
    Damage("a contact that was removed", sql("INSERT INTO contacts VALUES (1, 4, x'7b7d')"), Law.CONTACTS),
    Damage("a contact that was merged", sql("INSERT INTO contacts VALUES (1, 2, x'7b7d')"), Law.CONTACTS),
    Damage(
        "a word of an anonymised contact",
        sql("UPDATE contacts SET document = x'7b2261223a2262227d' WHERE id = 3"),
        Law.CONTACTS,
    ),
    Damage("a byte of a snapshot", sql("UPDATE snapshots SET state = x'c1'"), Law.SNAPSHOTS),
    Damage("another snapshot", _change_snapshot, Law.SNAPSHOTS),
    Damage("a snapshot of the future", sql("UPDATE snapshots SET version = 9999"), Law.SNAPSHOTS),
    *(
        Damage(f"the sequence {name} behind", sql("UPDATE sequences SET next = 1 WHERE name = ?", name), Law.SEQUENCES)
        for name in ("session", "group", "rule_set", "tag", "user", "department", "company", "contact")
    ),
)


def _flip_a_byte(store: Store) -> None:
    path = store.blob("recordings/2/a")
    data = bytearray(path.read_bytes())
    data[5] ^= 1
    path.write_bytes(data)


def _leave_an_orphan(store: Store) -> None:
    path = store.blob("files/9/lost")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    old = (MORNING - timedelta(hours=2)).timestamp()
    os.utime(path, (old, old))


BLOBS = (
    Damage("a byte of a blob", _flip_a_byte, Law.BLOBS, CALL),
    Damage("a blob cut short", lambda store: store.blob("files/1/a").write_bytes(b"a pic"), Law.BLOBS, CHAT),
    Damage("a missing blob", lambda store: store.blob("files/1/a").unlink(), Law.BLOBS, CHAT),
    Damage(
        "a deleted blob that is back",
        lambda store: store.blob("files/1/b").write_bytes(b"another"),
        Law.BLOBS,
        CHAT,
    ),
    Damage("a file that is no blob", lambda store: store.blob("Notes.TXT").write_text("x"), Law.BLOBS),
    Damage("a blob that nothing points at", _leave_an_orphan, Law.BLOBS),
)
