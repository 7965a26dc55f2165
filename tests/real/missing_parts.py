"""Real programs that tests run against; where one is not installed its tests are skipped, but never in CI."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Says what is missing, and how one gets it."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
