"""Named queries from the .sql files of this folder."""

import re
from functools import cache
from pathlib import Path

_NAME = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def queries(file: str) -> dict[str, str]:
    """The statements of a file by their names, each without comments and on one line."""
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    _, *parts = _NAME.split(text)
    return {name: _one_line(body) for name, body in zip(parts[::2], parts[1::2], strict=True)}


def _one_line(body: str) -> str:
    lines = (line.strip() for line in body.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("--")).removesuffix(";")
