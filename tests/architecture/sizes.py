"""How long a file and a function may be, and how many parameters a function may take."""

import ast
from collections.abc import Iterator

from tests.architecture.source_tree import SourceFile

FILE_LINES = 400
FUNCTION_LINES = 50
PARAMETERS = 5

Function = ast.FunctionDef | ast.AsyncFunctionDef

#: What may break a limit, each with its reason: `path` for a file, `path::Class.function` for a function.
EXCEPTIONS: dict[str, str] = {}


def oversized(file: SourceFile) -> list[tuple[str, str]]:
    """Where a limit is broken, as it would be named in EXCEPTIONS, and how."""
    found = []
    lines = len(file.text.splitlines())
    if lines > FILE_LINES:
        found.append((file.path, f"{lines} lines, {FILE_LINES} are allowed"))
    for name, function in _functions(file.tree):
        found.extend((f"{file.path}::{name}", how) for how in _breaches(file, function))
    return found


def _functions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, Function]]:
    for child in ast.iter_child_nodes(node):
        name = prefix
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            name = f"{prefix}.{child.name}" if prefix else child.name
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield name, child
        yield from _functions(child, name)


def _breaches(file: SourceFile, function: Function) -> Iterator[str]:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if lines > FUNCTION_LINES:
        yield f"line {function.lineno}: {lines} lines, {FUNCTION_LINES} are allowed"
    parameters = len(_parameters(function.args))
    if parameters > PARAMETERS and not _reads_like_a_record(file, function):
        yield f"line {function.lineno}: {parameters} parameters, {PARAMETERS} are allowed"


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    positional = [*arguments.posonlyargs, *arguments.args]
    if positional and positional[0].arg in {"self", "cls"}:
        positional = positional[1:]
    starred = [each for each in (arguments.vararg, arguments.kwarg) if each]
    return [*positional, *arguments.kwonlyargs, *starred]


def _reads_like_a_record(file: SourceFile, function: Function) -> bool:
    """A constructor, or a builder of tests with defaults, whose every parameter is named where it is called."""
    arguments = function.args
    if len(_parameters(arguments)) != len(arguments.kwonlyargs):
        return False
    if function.name == "__init__":
        return True
    return file.path.startswith("tests/") and all(default is not None for default in arguments.kw_defaults)
