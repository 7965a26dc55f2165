"""A file whose text follows from the code."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class DerivedFile:
    path: str  #: inside the repository, with forward slashes
    text: Callable[[], str]  #: the whole text as it has to be, ending with a newline

    def is_fresh(self, repository: Path = REPOSITORY) -> bool:
        target = repository / self.path
        return target.is_file() and target.read_text(encoding="utf-8") == self.text()

    def write(self, repository: Path = REPOSITORY) -> None:
        target = repository / self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.text(), encoding="utf-8", newline="\n")
