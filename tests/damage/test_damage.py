"""A check of a healthy store finds nothing; whatever is damaged, it says so and names the place."""

import asyncio
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from hovorna.adapters.blobs.folder import FolderBlobs
from hovorna.adapters.stores.sqlite.folder import blobs_of
from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.register import SqliteRegister
from hovorna.application.accounts import Accounts
from hovorna.application.checking import CheckReport, check
from hovorna.domain.laws.violation import Law
from tests.damage.healthy import build
from tests.damage.log_damages import LOG
from tests.damage.store_files import Damage, Store
from tests.damage.view_damages import BLOBS, VIEWS

DAMAGES = (*LOG, *VIEWS, *BLOBS)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, datetime]:
    folder = tmp_path_factory.mktemp("healthy") / "data"
    return folder, build(folder)


@pytest.fixture
def store(healthy: tuple[Path, datetime], tmp_path: Path) -> Store:
    shutil.copytree(healthy[0], tmp_path / "data")
    return Store(tmp_path / "data")


def checked(store: Store, now: datetime) -> CheckReport:
    reader, accounts = Reader(store.folder), Accounts(SqliteRegister(store.folder))
    try:
        return asyncio.run(check(reader, accounts, FolderBlobs(blobs_of(store.folder)), now))
    finally:
        reader.close()
        accounts.close()


def test_a_healthy_store_has_nothing_to_say(store: Store, healthy: tuple[Path, datetime]) -> None:
    report = checked(store, healthy[1])
    assert [violation.line for violation in report.violations] == []
    assert report.counts["sessions"] == 10
    assert all(report.counts[name] > 0 for name in ("facts", "activities", "personal", "timers", "origins", "blobs"))
    assert report.counts["snapshots"] > 0


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_check_names(damage: Damage, store: Store, healthy: tuple[Path, datetime]) -> None:
    damage.do(store)
    found = checked(store, healthy[1] + timedelta(minutes=10)).violations
    assert any(one.law is damage.law and one.session_id == damage.session_id for one in found), [
        one.line for one in found
    ]


def test_every_law_is_broken_by_some_damage() -> None:
    assert {damage.law for damage in DAMAGES} == set(Law)


def test_there_are_enough_damages() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 15


def test_what_is_damaged_in_one_place_is_not_blamed_on_others(store: Store, healthy: tuple[Path, datetime]) -> None:
    store.sql("UPDATE sessions SET stars = 1 WHERE id = 1")
    (violation,) = checked(store, healthy[1]).violations
    assert violation.line.startswith(
        "sessions: The session's row differs from the replay in stars. (department 1, session 1"
    )
