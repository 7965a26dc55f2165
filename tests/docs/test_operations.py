"""The page on operations names every event of the log, every violation, and the folder's files as they are."""

import re

from hovorna.adapters.stores.sqlite.folder import blobs_of, database_of
from hovorna.domain.laws.violation import Law
from tests.docs.pages import REPOSITORY, page

OPERATIONS = page("docs/operations.md").text


def test_every_event_that_the_server_logs_is_explained() -> None:
    logged = set[str]()
    for path in (REPOSITORY / "src" / "hovorna").rglob("*.py"):
        logged |= set(re.findall(r'"event": "([a-z_]+)"', path.read_text(encoding="utf-8")))
    # The demo is no server that somebody keeps running.
    assert {event for event in logged if not event.startswith("demo_") and f"`{event}`" not in OPERATIONS} == set()


def test_every_violation_is_explained() -> None:
    assert [law.value for law in Law if f"`{law.value}`" not in OPERATIONS] == []


def test_the_files_of_the_folder_have_these_names() -> None:
    assert [
        name for name in (database_of(REPOSITORY).name, blobs_of(REPOSITORY).name + "/") if name not in OPERATIONS
    ] == []
