"""The Python files of this checkout, parsed once, as the rules look at them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class SourceFile:
    path: str  #: inside the repository, with forward slashes
    module: str  #: dotted, as it is imported: `hovorna.domain.session`
    text: str

    @property
    def is_package(self) -> bool:
        return self.path.endswith("__init__.py")

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text, self.path)


@cache
def _parsed(text: str, path: str) -> ast.Module:
    return ast.parse(text, filename=path)


def source_file(module: str, text: str, *, is_package: bool = False) -> SourceFile:
    """Make up a file, for examples."""
    path = "src/" + module.replace(".", "/")
    return SourceFile(path=f"{path}/__init__.py" if is_package else f"{path}.py", module=module, text=text)


def _read(root: Path, folder: Path) -> Iterator[SourceFile]:
    for path in sorted(folder.rglob("*.py")):
        names = path.relative_to(root).with_suffix("").parts
        module = ".".join(names[:-1] if names[-1] == "__init__" else names)
        inside = path.relative_to(REPOSITORY).as_posix()
        yield SourceFile(path=inside, module=module, text=path.read_text(encoding="utf-8"))


@cache
def package_files() -> tuple[SourceFile, ...]:
    """What is shipped: everything under src/hovorna."""
    return tuple(_read(REPOSITORY / "src", REPOSITORY / "src" / "hovorna"))


@cache
def files_of_tests() -> tuple[SourceFile, ...]:
    return tuple(_read(REPOSITORY, REPOSITORY / "tests"))


@cache
def all_files() -> tuple[SourceFile, ...]:
    others = (file for name in ("bench", "tools") for file in _read(REPOSITORY, REPOSITORY / name))
    return (*package_files(), *files_of_tests(), *others)
