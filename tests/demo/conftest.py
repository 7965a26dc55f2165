"""Runs of the demo that several tests look at."""

import pytest

from tests.demo.stage import Stage


@pytest.fixture(scope="session")
def two_minutes(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = Stage(tmp_path_factory.mktemp("demo"))
    stage.play(120)
    return stage


@pytest.fixture(scope="session")
def half_an_hour(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = Stage(tmp_path_factory.mktemp("demo"))
    stage.play(1800)
    return stage
