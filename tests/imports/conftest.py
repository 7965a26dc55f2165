from pathlib import Path

import pytest

from tests.imports.imported import Imported, import_into_memory


@pytest.fixture(scope="session")
def bank_folder(shared_data: Path) -> Path:
    return shared_data / "bank-calls-1999"


@pytest.fixture(scope="session")
def bank(bank_folder: Path) -> Imported:
    """The bank's fourteen days; tests only look at it, or import the same file again."""
    return import_into_memory("bank-calls", bank_folder / "calls.tsv")
