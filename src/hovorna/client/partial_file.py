"""A file that is there only when it is whole."""

from pathlib import Path
from types import TracebackType
from typing import BinaryIO


class PartialFile:
    """Beside the path until all is written; what broke off leaves nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._partial = path.with_name(f"{path.name}.part")

    def __enter__(self) -> BinaryIO:
        self._file = self._partial.open("wb")
        return self._file

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if error is None:
            self._partial.replace(self._path)
        else:
            self._partial.unlink()
