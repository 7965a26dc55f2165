"""The import rule of the architecture: which layer may know which."""

import ast
from collections.abc import Collection, Iterator

from tests.architecture.source_tree import SourceFile

ENTRY_POINTS = ("api", "websocket", "cli", "simulator", "demo", "reports")
LAYERS = ("domain", "contract", "application", "adapters", "client", "bootstrap", *ENTRY_POINTS)

#: Which layers a layer may import besides itself. Whatever is not listed here is refused.
ALLOWED: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "contract": frozenset({"domain"}),
    "application": frozenset({"contract", "domain"}),
    "adapters": frozenset({"application", "contract", "domain"}),
    **{entry_point: frozenset({"application", "contract", "domain"}) for entry_point in ENTRY_POINTS},
    # It runs in other people's programs: nothing of the server but the words of the wire.
    "client": frozenset({"contract", "domain"}),
    "bootstrap": frozenset(LAYERS),
}

#: Arrows against the table above, each with its reason.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("cli", "bootstrap"): "the command line is where a process starts: it asks bootstrap for the wired parts",
}


def imported_names(file: SourceFile) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything imported, also inside functions and under TYPE_CHECKING.

    `from a import b` gives `a.b`: whether `b` is a module can't be told from here, and for the rules it need not be.
    """
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def relative_imports(file: SourceFile) -> list[str]:
    return [
        f"{file.path}:{node.lineno}: relative import; write the whole name"
        for node in ast.walk(file.tree)
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]


def layer_of(name: str) -> str | None:
    """The layer that a dotted name of ours belongs to; None for `hovorna` itself and what stands in its `__init__`."""
    parts = name.split(".")
    if len(parts) < 2:
        return None
    if parts[1] == "__main__":
        return "cli"
    return parts[1]


def forbidden_arrows(file: SourceFile, packages: Collection[str]) -> list[str]:
    """Imports that the architecture does not allow. `packages` names our packages, to tell folders from modules."""
    layer = layer_of(file.module)
    if layer is not None and layer not in LAYERS:
        return [f"{file.path}:1: {file.module} belongs to no layer"]
    found = []
    for line, name in imported_names(file):
        if name != "hovorna" and not name.startswith("hovorna."):
            continue
        reason = _refusal(file.module, layer, name, packages)
        if reason:
            found.append(f"{file.path}:{line}: {reason}")
    return found


def _refusal(module: str, layer: str | None, name: str, packages: Collection[str]) -> str | None:
    target = layer_of(name)
    if target not in LAYERS:
        # `from hovorna import __version__`; a module outside the layers is reported where it stands.
        return None
    if layer is None:
        return f"{module} may import nothing of ours, but imports {name}"
    if target == layer:
        return _refusal_among_adapters(module, name, packages) if layer == "adapters" else None
    if target in ALLOWED[layer] or (layer, target) in EXCEPTIONS:
        return None
    return f"{layer} may not import {target}: {name}"


def _refusal_among_adapters(module: str, name: str, packages: Collection[str]) -> str | None:
    """Adapters never know each other: `adapters/<family>/<member>/` sees its own folder and its family's modules."""
    if _part(module, 2) != _part(name, 2):
        return f"adapter family {_part(module, 2)} may not import family {_part(name, 2)}: {name}"
    own, other = _member(module, packages), _member(name, packages)
    if own is not None and other is not None and own != other:
        return f"adapter {own} may not import its sibling {other}: {name}"
    return None


def _part(name: str, index: int) -> str | None:
    parts = name.split(".")
    return parts[index] if len(parts) > index else None


def _member(name: str, packages: Collection[str]) -> str | None:
    """The folder inside the family that a name belongs to; None for modules that the family shares."""
    return _part(name, 3) if ".".join(name.split(".")[:4]) in packages else None
