"""A disk that is really full and a folder that is really read-only; needs the right to mount."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hovorna.adapters.stores.sqlite.reader import Reader
from hovorna.adapters.stores.sqlite.store import SqliteStore, open_store
from hovorna.adapters.stores.sqlite.writer import Writer
from hovorna.application.ports import StoreUnavailable
from hovorna.application.unit import Unit
from tests.contract_suites.samples import fact, session_row, unit

pytestmark = pytest.mark.real


def _mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this user may not mount: {done.stderr.strip()}")


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "mounted"
    folder.mkdir()
    yield folder
    subprocess.run(["umount", "--quiet", folder], check=False)


def _commit_until_refused(store: SqliteStore) -> tuple[int, str]:
    """The last version that was written, and why no more were."""
    for version in range(1, 1000):
        try:
            row = session_row(version, document=b"x" * 50_000)
            store.writer.commit([Unit(1, [fact(version)], sessions=[row])])
        except StoreUnavailable as error:
            return version - 1, str(error)
    pytest.fail("the disk never filled")


def test_on_a_full_disk_reads_go_on_and_writes_come_back(mounted: Path) -> None:
    _mount("-t", "tmpfs", "-o", "size=4m", "none", str(mounted))
    filler = mounted / "filler"
    store = open_store(mounted / "data")
    try:
        filler.write_bytes(b"x" * 2_000_000)
        last, refusal = _commit_until_refused(store)
        assert "disk is full" in refusal
        assert [each.version for each in store.reader.facts_after(1, 0)] == list(range(1, last + 1))
        assert store.reader.session(last) is not None
        assert store.reader.session(last + 1) is None
        filler.unlink()
        store.writer.commit([Unit(1, [fact(last + 1)])])
        with closing(Reader(mounted / "data")) as reader:
            assert len(list(reader.facts_after(1, 0))) == last + 1
        assert store.writer._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    finally:
        store.close()


@pytest.mark.parametrize("is_running", [False, True])
def test_a_read_only_folder_can_be_read_but_not_written(tmp_path: Path, mounted: Path, is_running: bool) -> None:
    data = tmp_path / "data"
    writer = Writer(data)
    writer.commit([unit(1, 2, 3)])
    if not is_running:
        writer.close()
    _mount("--bind", str(data), str(mounted))
    _mount("-o", "remount,bind,ro", str(mounted))
    with closing(Reader(mounted)) as reader:
        assert [each.version for each in reader.facts_after(1, 0)] == [1, 2, 3]
    with pytest.raises(StoreUnavailable, match=r"(?i)read-only"):
        Writer(mounted)
    writer.close()
