"""What every command is given: where the store is and how to print."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from rich.console import Console


class Context(msgspec.Struct, frozen=True):
    data: Path


def print_json(answer: Any) -> None:  # Any: whatever a command answers, one object
    """One object on one line: the last of standard output."""
    print(json.dumps(msgspec.to_builtins(answer), ensure_ascii=False), flush=True)


def errors() -> Console:
    return Console(stderr=True)


def fail(sentence: str, status: int = 1) -> NoReturn:
    print(f"hovorna: {sentence}", file=sys.stderr, flush=True)
    raise SystemExit(status)
