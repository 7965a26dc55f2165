"""Modules and folders are named after what they do, and the rule that says so can fail."""

import pytest

from tests.architecture.names import empty_names
from tests.architecture.source_tree import all_files


@pytest.mark.parametrize("module", ["hovorna.domain.session.transitions", "tests.builders", "hovorna.domain.baseline"])
def test_a_telling_name_passes(module: str) -> None:
    assert empty_names(module) == []


@pytest.mark.parametrize(
    "module", ["hovorna.domain.utils", "hovorna.api.helpers", "hovorna.manager.x", "tests.base", "bench._common"]
)
def test_an_empty_name_is_reported(module: str) -> None:
    assert len(empty_names(module)) == 1


def test_every_module_has_a_telling_name() -> None:
    assert [file.path for file in all_files() if empty_names(file.module)] == []
