"""Puts stores that are measured on a real disk, which a system's folder for temporary files may not be."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


@contextmanager
def fresh_folder() -> Iterator[Path]:
    place = REPOSITORY / "var"
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=place) as folder:
        yield Path(folder)
