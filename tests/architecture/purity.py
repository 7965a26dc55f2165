"""The domain takes time, ids and chance as arguments and touches nothing outside: same facts in, same facts out."""

import ast
import sys
from collections.abc import Iterator

from tests.architecture.layers import imported_names
from tests.architecture.source_tree import SourceFile

#: The only package from outside that the domain may use.
THIRD_PARTY = frozenset({"msgspec"})

#: Standard modules that bring something from outside, by what they bring.
_IMPURE_MODULES: dict[str, tuple[str, ...]] = {
    "a clock": ("time", "sched"),
    "ids": ("uuid",),
    "chance": ("random", "secrets"),
    "the machine": ("os", "sys", "platform", "getpass", "locale", "ctypes", "subprocess", "signal", "importlib"),
    "files": ("pathlib", "io", "glob", "shutil", "tempfile", "fileinput", "mmap", "shelve", "sqlite3"),
    "the network": ("socket", "socketserver", "ssl", "select", "selectors", "http", "urllib", "ftplib", "smtplib"),
    "concurrency": ("asyncio", "threading", "_thread", "multiprocessing", "concurrent", "queue", "contextvars"),
    "output": ("logging", "warnings"),
}
_BROUGHT_BY = {module: what for what, modules in _IMPURE_MODULES.items() for module in modules}

_IMPURE_CALLS = frozenset({"open", "print", "input", "breakpoint", "eval", "exec", "__import__"})

_CLOCKS = frozenset(
    {"datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today", "datetime.date.today"}
)


def impurities(file: SourceFile) -> list[str]:
    """What a module of the domain must not contain."""
    found = [*_impure_imports(file), *_impure_calls(file), *_clock_readings(file)]
    return [f"{file.path}:{line}: {what}" for line, what in sorted(found)]


def _impure_imports(file: SourceFile) -> Iterator[tuple[int, str]]:
    for line, name in imported_names(file):
        root = name.partition(".")[0]
        if root in _BROUGHT_BY:
            yield line, f"the domain may not use {root}: it brings {_BROUGHT_BY[root]}"
        elif root not in THIRD_PARTY and root != "hovorna" and root not in sys.stdlib_module_names:
            yield line, f"the domain may use {', '.join(THIRD_PARTY)} and the standard library, not {root}"


def _impure_calls(file: SourceFile) -> Iterator[tuple[int, str]]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _IMPURE_CALLS:
            yield node.lineno, f"the domain may not call {node.func.id}()"


def _clock_readings(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Also the clock passed on as a function, such as `default_factory=datetime.now`."""
    meanings = dict(_meanings(file))
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute):
            name = _dotted(node, meanings)
            if name in _CLOCKS:
                yield node.lineno, f"the domain may not read the clock: {name}"


def _meanings(file: SourceFile) -> Iterator[tuple[str, str]]:
    """What a name in this module stands for: `from datetime import datetime as dt` gives dt, datetime.datetime."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.asname, alias.name) for alias in node.names if alias.asname)
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def _dotted(node: ast.expr, meanings: dict[str, str]) -> str | None:
    if isinstance(node, ast.Name):
        return meanings.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        owner = _dotted(node.value, meanings)
        return f"{owner}.{node.attr}" if owner else None
    return None
