"""docs/import.md explains every word that an import may answer with."""

from pathlib import Path
from types import ModuleType

import pytest

from hovorna.adapters.importers.bank_calls import mending
from hovorna.adapters.importers.bank_calls.lines import COLUMNS
from hovorna.adapters.importers.queue_log import events, offers, outgoing, presence, stays
from hovorna.application.import_result import ImportResult

DOCS = Path(__file__).parents[4] / "docs" / "import.md"


@pytest.fixture(scope="module")
def text() -> str:
    return DOCS.read_text(encoding="utf-8")


def _reasons(module: ModuleType) -> list[str]:
    return [
        value for name, value in vars(module).items() if name.isupper() and isinstance(value, str) and value.islower()
    ]


@pytest.mark.parametrize("module", [mending, stays, offers, outgoing])
def test_every_reason_to_mend_is_explained(text: str, module: ModuleType) -> None:
    reasons = _reasons(module)
    assert reasons
    assert [reason for reason in reasons if f"| `{reason}` |" not in text] == []


def test_every_event_that_is_used_is_explained(text: str) -> None:
    used = events.INCOMING | events.OUTGOING | events.PRESENCE
    assert [event for event in used if f"`{event}`" not in text] == []


def test_every_remark_and_every_key_of_the_answer_is_explained(text: str) -> None:
    remarks = {"overlapping_services", "changed_since_import", presence.UNCHANGED}
    assert [remark for remark in remarks if f"`reported.{remark}`" not in text] == []
    assert [key for key in ImportResult.__struct_fields__ if f"| `{key}` |" not in text] == []


def test_the_banks_columns_are_named(text: str) -> None:
    assert " ".join(COLUMNS) in text.replace("\n", " ")
