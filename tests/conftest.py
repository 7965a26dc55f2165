"""What every test may ask for: how hard hypothesis searches, and the recorded data sets."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).resolve().parents[1]

# `HYPOTHESIS_PROFILE=long make test` searches longer; the default is chosen below.
settings.register_profile("dev", max_examples=50, deadline=timedelta(seconds=1))
# A red build has to be red again when someone looks into it, so CI draws the same examples every time and does not
# judge by the speed of a busy machine.
settings.register_profile(
    "ci",
    max_examples=100,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "long",
    max_examples=5000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of recorded data sets beside the checkout; too large to live in it."""
    folder = REPOSITORY.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the recorded data sets are not here: no ../shared/data beside the checkout")
    return folder


#: Whole parts at work: `make test` runs them, `make check` stays with what answers in seconds.
WHOLE_PARTS = ("api", "bench", "cli", "demo", "simulator")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.relative_to(Path(__file__).parent).parts[0]
        if folder in WHOLE_PARTS:
            item.add_marker(pytest.mark.slow)
