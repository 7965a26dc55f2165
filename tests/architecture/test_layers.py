"""No import goes against the architecture, and the rule that says so can fail."""

import pytest

from tests.architecture.layers import EXCEPTIONS, forbidden_arrows, imported_names, layer_of, relative_imports
from tests.architecture.source_tree import SourceFile, package_files, source_file

PACKAGES = frozenset(
    {
        "hovorna.adapters.stores",
        "hovorna.adapters.stores.sqlite",
        "hovorna.adapters.stores.postgres",
        "hovorna.adapters.blobs",
    }
)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("hovorna.domain.session.state", "from hovorna.domain.errors import DomainError"),
        ("hovorna.domain.session.state", "import msgspec"),
        ("hovorna.contract.problems", "from hovorna.domain import errors"),
        ("hovorna.application.accept", "from hovorna.contract.problems import Problem"),
        ("hovorna.adapters.stores.sqlite.log", "from hovorna.application.ports import Store"),
        ("hovorna.adapters.stores.sqlite.log", "from hovorna.adapters.stores.sqlite import queries"),
        ("hovorna.adapters.stores.sqlite.log", "from hovorna.adapters.stores.rows import Row"),
        ("hovorna.adapters.stores", "from hovorna.adapters.stores.sqlite import SqliteStore"),
        ("hovorna.adapters.webhooks.sender", "from hovorna.adapters.webhooks.signature import sign"),
        ("hovorna.api.sessions", "from hovorna.application.accept import accept"),
        ("hovorna.api.sessions", "from hovorna import __version__"),
        ("hovorna.cli.serve", "from hovorna.bootstrap import engine"),
        ("hovorna.client.sessions", "from hovorna.contract.session_model import SessionModel"),
        ("hovorna.__main__", "from hovorna.cli import main"),
        ("hovorna.bootstrap", "from hovorna.adapters.stores.sqlite import SqliteStore"),
        ("hovorna.bootstrap.serving", "import hovorna.api"),
    ],
)
def test_an_arrow_of_the_architecture_is_allowed(module: str, line: str) -> None:
    assert forbidden_arrows(source_file(module, line), PACKAGES) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("hovorna", "from hovorna.domain import session"),
        ("hovorna.domain.session", "from hovorna.contract import problems"),
        ("hovorna.domain.session", "from hovorna import contract"),
        ("hovorna.domain.session", "def f():\n    import hovorna.application.accept"),
        ("hovorna.contract.problems", "from hovorna.application import ports"),
        ("hovorna.application.accept", "import hovorna.adapters.stores.sqlite as store"),
        ("hovorna.application.accept", "from hovorna.bootstrap import engine"),
        ("hovorna.adapters.stores.sqlite.log", "from hovorna.adapters.blobs import folder"),
        ("hovorna.adapters.stores.sqlite.log", "from hovorna.adapters.stores.postgres import log"),
        ("hovorna.adapters.stores.sqlite.log", "from hovorna.adapters.stores import postgres"),
        ("hovorna.adapters", "from hovorna.adapters.stores import sqlite"),
        ("hovorna.adapters.stores", "from hovorna.adapters import blobs"),
        ("hovorna.adapters.push", "from hovorna.websocket import protocol"),
        ("hovorna.api.sessions", "from hovorna.adapters.stores.sqlite import SqliteStore"),
        ("hovorna.api.sessions", "from hovorna.websocket import protocol"),
        ("hovorna.api.sessions", "from hovorna.bootstrap import engine"),
        ("hovorna.simulator.run", "from hovorna.bootstrap import engine"),
        ("hovorna.cli.serve", "from hovorna.api import sessions"),
        ("hovorna.client.sessions", "from hovorna.api import sessions"),
        ("hovorna.client.sessions", "from hovorna.application.accept import accept"),
        ("hovorna.api.sessions", "from hovorna.client import Client"),
        ("hovorna.somewhere", "import json"),
    ],
)
def test_any_other_arrow_is_reported(module: str, line: str) -> None:
    assert len(forbidden_arrows(source_file(module, line), PACKAGES)) == 1


def test_a_relative_import_is_reported_and_an_absolute_one_is_not() -> None:
    assert len(relative_imports(source_file("hovorna.domain.a", "from . import b\nfrom ..c import d"))) == 2
    assert relative_imports(source_file("hovorna.domain.a", "from hovorna.domain import b\nimport json")) == []


@pytest.mark.parametrize("file", package_files(), ids=lambda file: file.path)
def test_the_package_keeps_to_the_architecture(file: SourceFile) -> None:
    packages = frozenset(each.module for each in package_files() if each.is_package)
    found = forbidden_arrows(file, packages) + relative_imports(file)
    assert not found, "\n".join(found)


def test_every_exception_is_still_needed_or_its_layer_is_not_there_yet() -> None:
    layers = {layer_of(file.module) for file in package_files()}
    arrows = {
        (layer_of(file.module), layer_of(name))
        for file in package_files()
        for _, name in imported_names(file)
        if name.startswith("hovorna.")
    }
    stale = [arrow for arrow in EXCEPTIONS if set(arrow) <= layers and arrow not in arrows]
    assert stale == []
