"""The domain has no clock, no ids, no chance and no I/O, and the rule that says so can fail."""

import pytest

from tests.architecture.purity import impurities
from tests.architecture.source_tree import SourceFile, package_files, source_file


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime, time, timedelta\n\ndef f(now: datetime) -> datetime:\n    return now",
        "import msgspec\nimport hovorna.domain.errors",
        "from datetime import datetime\nopening = datetime.fromisoformat('2026-01-01T00:00:00+00:00')",
        "def f(shift, clock):\n    return shift.now(clock.time)",
        "from zoneinfo import ZoneInfo\nfrom collections.abc import Mapping",
        "def f(door):\n    return door.open()",
    ],
)
def test_a_pure_module_passes(text: str) -> None:
    assert impurities(source_file("hovorna.domain.example", text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import UTC, datetime\nnow = datetime.now(UTC)",
        "from datetime import datetime as moment\nnow = moment.utcnow()",
        "import datetime\nnow = datetime.datetime.now(datetime.UTC)",
        "import datetime as dt\ntoday = dt.date.today()",
        "from datetime import datetime\nfactory = datetime.now",
        "import time",
        "from time import monotonic",
        "import uuid",
        "from random import choice",
        "import secrets",
        "from os import urandom",
        "import os.path",
        "import socket",
        "import sqlite3",
        "from pathlib import Path",
        "import asyncio",
        "import logging",
        "def f():\n    import threading",
        "text = open('x').read()",
        "print('hello')",
        "import sqlalchemy",
        "from structlog import get_logger",
    ],
)
def test_an_impure_module_is_reported(text: str) -> None:
    assert len(impurities(source_file("hovorna.domain.example", text))) == 1


@pytest.mark.parametrize(
    "file",
    [file for file in package_files() if file.path.startswith("src/hovorna/domain/")],
    ids=lambda file: file.path,
)
def test_the_domain_is_pure(file: SourceFile) -> None:
    found = impurities(file)
    assert not found, "\n".join(found)
