"""No project file depends on one machine, and the rule that says so can fail."""

import pytest

from tests.architecture.source_tree import REPOSITORY
from tests.architecture.words import forbidden_words, project_files


@pytest.mark.parametrize(
    "text",
    [
        "see /wo" + "rk/main/README.md",
        'Path("/ro' + 'ot/.cache")',
        "file:///ro" + "ot/x",
        "--index-url https://py" + "pi.org/simple",
        '"resolved": "https://registry.npm' + 'js.org/x.tgz"',
        "https://files.python" + "hosted.org/packages/x",
    ],
)
def test_a_path_or_host_of_one_place_is_reported(text: str) -> None:
    assert [line for line, _ in forbidden_words("first line\n" + text)] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "the net" + "wo" + "rk/main",
        "https://example.org/wo" + "rk/x",
        "/var/lib/hovorna",
        "a wo" + "rking root",
        "PyPI",
    ],
)
def test_other_texts_pass(text: str) -> None:
    assert forbidden_words(text) == []


def test_the_files_of_the_project_are_found() -> None:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a checkout: no list of the project's files")
    names = {name for name, _ in project_files(REPOSITORY)}
    assert {"pyproject.toml", "src/hovorna/__init__.py", "tests/architecture/words.py"} <= names


def test_no_project_file_names_one_machine_or_registry() -> None:
    if not (REPOSITORY / ".git").exists():
        pytest.skip("not a checkout: no list of the project's files")
    found = [
        f"{name}:{line}: {word}" for name, text in project_files(REPOSITORY) for line, word in forbidden_words(text)
    ]
    assert not found, "\n".join(found)
