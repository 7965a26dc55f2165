"""Commands that the pages show exist: subcommands and options of `hovorna`, targets of `make`, variables."""

import re
from collections.abc import Iterator

import pytest
from cyclopts import App

from hovorna.cli.program import app
from tests.docs.pages import REPOSITORY, Page, page, pages

SHELLS = frozenset({"sh", "console", "bash"})
#: Options of the command itself, before the subcommand.
_GLOBAL = {"--data", "--help", "--version"}

_TARGET = re.compile(r"^([a-z-]+):.*## ", re.MULTILINE)
_VARIABLE = re.compile(r"\bHOVORNA_[A-Z_]+\b")


def commands(page: Page, program: str) -> Iterator[list[str]]:
    """The words of every call of the program in a shell block, and of each `program …` in the prose."""
    texts = [block.text for block in page.blocks if block.language in SHELLS]
    texts += re.findall(rf"`({program} [^`]+)`", page.prose)
    call = re.compile(rf"(?:^|[|;&])[ ]*(?:\$ )?{program}\b([^\n|;&#]*)", re.MULTILINE)
    for text in texts:
        for found in call.finditer(text):
            yield found[1].replace("[", "").replace("]", "").split()


def unknown_parts(words: list[str]) -> list[str]:
    """What a call of `hovorna` names that the program does not have."""
    words = _without_global(words)
    here: App = app
    while words and words[0] in here:
        here = here[words.pop(0)]
    if here.default_command is None:
        # A group of commands, such as `hovorna import`, may be named by itself.
        return words[:1]
    known = {name for argument in here.assemble_argument_collection() for name in argument.names} | _GLOBAL
    return [word for word in words if word.startswith("--") and word.split("=")[0] not in known]


def _without_global(words: list[str]) -> list[str]:
    words = list(words)
    while words and words[0] in _GLOBAL:
        del words[: 2 if words[0] == "--data" else 1]
    return words


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path)
def test_every_command_that_is_shown_exists(page: Page) -> None:
    assert [words for words in commands(page, "hovorna") if unknown_parts(words)] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path)
def test_every_target_that_is_shown_exists(page: Page) -> None:
    targets = set(_TARGET.findall((REPOSITORY / "Makefile").read_text(encoding="utf-8")))
    assert [
        words for words in commands(page, "make") if words and words[0] not in targets and "=" not in words[0]
    ] == []


def test_a_command_or_an_option_that_is_not_there_is_noticed() -> None:
    assert unknown_parts(["--data", "x", "serve", "--demo"]) == []
    assert unknown_parts(["serve", "--dmeo"]) == ["--dmeo"]
    assert unknown_parts(["sreve"]) == ["sreve"]
    assert unknown_parts(["import", "bank-calls", "FILE"]) == []
    shown = Page("x.md", "```sh\n$ hovorna serve | tail  # hovorna never\n```\n`hovorna check --json` and `make run`")
    assert list(commands(shown, "hovorna")) == [["serve"], ["check", "--json"]]


def test_every_variable_of_the_environment_is_explained_and_no_other() -> None:
    sources = (REPOSITORY / "src").rglob("*.py")
    used = {name for path in sources for name in _VARIABLE.findall(path.read_text(encoding="utf-8"))}
    explained = set(_VARIABLE.findall(page("docs/configuration.md").text))
    assert explained == used


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.path)
def test_no_page_names_a_variable_that_nobody_reads(page: Page) -> None:
    explained = set(_VARIABLE.findall((REPOSITORY / "docs/configuration.md").read_text(encoding="utf-8")))
    assert set(_VARIABLE.findall(page.text)) - explained == set()
