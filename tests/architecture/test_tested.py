"""Every inner module with behaviour has its test, and the rule that says so can fail."""

import pytest

from tests.architecture.source_tree import SourceFile, files_of_tests, package_files, source_file
from tests.architecture.tested import has_behaviour, untested

MODULE = source_file("hovorna.domain.routing.choice", "def choose(candidates):\n    return candidates[0]")


def _test(text: str, path: str = "tests/unit/test_choice.py") -> SourceFile:
    return SourceFile(path=path, module=path.removesuffix(".py").replace("/", "."), text=text)


@pytest.mark.parametrize(
    "line",
    [
        "from hovorna.domain.routing.choice import choose",
        "from hovorna.domain.routing import choice",
        "import hovorna.domain.routing.choice",
    ],
)
def test_a_module_that_a_test_imports_passes(line: str) -> None:
    assert untested([MODULE], [_test(line)]) == []


@pytest.mark.parametrize(
    "file",
    [
        _test("from hovorna.domain.routing.strategies import longest_idle"),
        _test("from hovorna.domain import routing"),
        _test("from hovorna.domain.routing.choice import choose", path="tests/builders.py"),
    ],
)
def test_a_module_that_no_test_imports_is_reported(file: SourceFile) -> None:
    assert len(untested([MODULE], [file])) == 1


def test_the_outer_layers_are_not_judged_by_this_rule() -> None:
    assert untested([source_file("hovorna.cli.serve", MODULE.text)], []) == []


def test_data_and_ports_have_no_behaviour_but_a_property_has() -> None:
    data = "class Session:\n    id: str\n    state: str = 'open'"
    port = "class Store(Protocol):\n    async def append(self, fact: Fact) -> int:\n        'Append.'\n        ..."
    deed = "class Session:\n    @property\n    def is_open(self):\n        return True"
    assert not has_behaviour(source_file("hovorna.domain.session", data))
    assert not has_behaviour(source_file("hovorna.application.ports", port))
    assert has_behaviour(source_file("hovorna.domain.session", deed))


def test_every_inner_module_with_behaviour_is_tested() -> None:
    found = untested(package_files(), files_of_tests())
    assert not found, "\n".join(found)
