"""A module of the inner layers that does something is imported by a test of its own."""

import ast
from collections.abc import Iterable

from tests.architecture.layers import imported_names, layer_of
from tests.architecture.source_tree import SourceFile

INNER_LAYERS = frozenset({"domain", "contract", "application"})


def untested(modules: Iterable[SourceFile], files: Iterable[SourceFile]) -> list[str]:
    """Modules with behaviour that no test module imports by name."""
    imported = set()
    for file in files:
        if not file.path.rpartition("/")[2].startswith("test_"):
            continue
        for _, name in imported_names(file):
            # The module is either the whole, `from hovorna.domain import errors`, or all but the last part.
            imported |= {name, name.rpartition(".")[0]}
    return [
        f"{module.path}: no test module imports {module.module}"
        for module in modules
        if layer_of(module.module) in INNER_LAYERS and has_behaviour(module) and module.module not in imported
    ]


def has_behaviour(file: SourceFile) -> bool:
    """Whether any function does something: data and ports, whose methods are only `...`, need no test of their own."""
    return any(
        not _is_only_declared(node)
        for node in ast.walk(file.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def _is_only_declared(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return all(isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant) for each in function.body)
