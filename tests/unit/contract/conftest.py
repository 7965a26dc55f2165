"""The published contract, for tests that compare ours with it."""

import pytest

from tests.unit.contract.published import Published, load


@pytest.fixture(scope="session")
def published() -> Published:
    return load()
