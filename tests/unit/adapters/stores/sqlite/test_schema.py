"""The migrations lead to the schema that the code believes in, and an unknown one is refused."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from hovorna.adapters.stores.sqlite import migrate
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.adapters.stores.sqlite.rows import SESSION_COLUMNS
from hovorna.adapters.stores.sqlite.schema import metadata, sessions
from hovorna.adapters.stores.sqlite.writer import Writer
from hovorna.application.accounts import Accounts
from hovorna.application.ports import StoreLocked, StoreUnavailable
from hovorna.application.unit import Unit
from tests.contract_suites.samples import activity, after, session_row


def _definitions(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: re.sub(r"\s+", " ", sql).strip() for name, sql in rows if name != "alembic_version"}


def test_the_migrations_make_exactly_the_tables_of_the_schema(tmp_path: Path) -> None:
    migrate.bring_up_to_date(tmp_path, is_locked=False)
    with closing(sqlite3.connect(tmp_path / "hovorna.db")) as migrated, closing(sqlite3.connect(":memory:")) as wanted:
        metadata.create_all(create_engine("sqlite://", creator=lambda: wanted))
        assert _definitions(migrated) == _definitions(wanted)


def test_texts_of_an_older_store_are_folded(tmp_path: Path) -> None:
    rows = [
        session_row(1, created=after(1), initial_message="Dobrý DEN", url="https://A.example"),
        session_row(2, created=after(2), status="ACTIVE", language="cs"),
        session_row(3, created=after(3)),
    ]
    said = [
        activity(4, "First WORDS", session_id=1),
        activity(5, "Second", session_id=1),
        activity(6, "x", session_id=2),
    ]
    writer = Writer(tmp_path)
    writer.commit([Unit(1, sessions=rows, activities=said)])
    writer.close()
    tables = ("session_texts", "conversations")
    with closing(sqlite3.connect(tmp_path / "hovorna.db")) as connection, connection:
        before = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables]
        for table in tables:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    migrate.bring_up_to_date(tmp_path, is_locked=False)
    with closing(sqlite3.connect(tmp_path / "hovorna.db")) as connection:
        assert [connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables] == before
    assert [len(rows) for rows in before] == [2, 1]


def test_head_is_the_last_migration_and_none_is_left_out() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
    scripts = ScriptDirectory.from_config(config)
    numbers = sorted(script.revision for script in scripts.walk_revisions())
    assert scripts.get_heads() == [migrate.HEAD]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_a_session_row_has_the_columns_of_its_table() -> None:
    assert [column.name for column in sessions.columns] == [*SESSION_COLUMNS, "document"]


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    migrate.bring_up_to_date(tmp_path, is_locked=False)
    before = (tmp_path / "hovorna.db").read_bytes()
    migrate.bring_up_to_date(tmp_path, is_locked=False)
    assert (tmp_path / "hovorna.db").read_bytes() == before


def _pretend_version(folder: Path, version: str) -> None:
    migrate.bring_up_to_date(folder, is_locked=False)
    with closing(sqlite3.connect(folder / "hovorna.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))


@pytest.mark.parametrize("open_part", [Writer, Reader, SqliteRegister])
def test_a_store_of_a_newer_release_is_refused(tmp_path: Path, open_part: type) -> None:
    _pretend_version(tmp_path, "9999")
    with pytest.raises(StoreUnavailable, match="newer release"):
        open_part(tmp_path)


def test_readers_ask_for_an_older_store_to_be_migrated(tmp_path: Path) -> None:
    _pretend_version(tmp_path, "0000")
    with pytest.raises(StoreUnavailable, match="older release"):
        Reader(tmp_path)


def test_a_store_that_another_process_writes_to_is_not_migrated(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    _pretend_version(tmp_path, "0000")
    with pytest.raises(StoreLocked):
        Accounts(SqliteRegister(tmp_path))
    writer.close()


def test_where_there_is_no_store_readers_say_so_and_make_none(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no store"):
        Reader(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_database_that_a_crash_left_empty_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "hovorna.db").touch()
    with pytest.raises(StoreUnavailable, match="no store"):
        Reader(tmp_path)
    Writer(tmp_path).close()
    Reader(tmp_path).close()


def test_a_file_that_is_no_database_is_a_clear_refusal(tmp_path: Path) -> None:
    (tmp_path / "hovorna.db").write_bytes(b"something else entirely " * 100)
    with pytest.raises(StoreUnavailable, match="no database"):
        Writer(tmp_path)
    with pytest.raises(StoreUnavailable, match="no database"):
        Reader(tmp_path)


def test_a_folder_whose_name_has_every_sign_works(tmp_path: Path) -> None:
    folder = tmp_path / "100% #1 ? ü"
    Writer(folder).close()
    Reader(folder).close()
    assert (folder / "hovorna.db").is_file()
