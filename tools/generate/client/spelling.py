"""Types as they are written in Python source, with what has to be imported for them."""

import types
from collections import defaultdict
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct

from hovorna.contract.contacts import ContactFlat
from hovorna.contract.durations import DurationText

#: Models that have members beside those they name: read as a model these would be lost.
_MAPS = (ContactFlat,)


#: What the client may import.
_LAYERS = ("hovorna.contract.", "hovorna.domain.")


class Imports:
    """What a file needs, gathered while it is written. `hides_list`: a method there is called `list`."""

    def __init__(self, *, hides_list: bool = False) -> None:
        self.hides_list = hides_list
        self._names: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, module: str, name: str) -> str:
        self._names[module].add(name)
        return name

    def text(self) -> str:
        lines = [f"from {module} import {', '.join(sorted(names))}\n" for module, names in self._names.items()]
        return "".join(["import builtins\n"] * self.hides_list + lines)


def spelled(kind: Any, imports: Imports) -> str:  # Any: an annotation
    origin, parts = get_origin(kind), get_args(kind)
    if kind is None or kind is types.NoneType:
        return "None"
    if kind is Any:
        return imports.add("typing", "Any")
    if origin is Annotated:
        return spelled(parts[0], imports)
    if origin in (Union, types.UnionType):
        return " | ".join(spelled(part, imports) for part in parts)
    if origin is Literal:
        return imports.add("typing", "Literal") + f"[{', '.join(repr(str(part)) for part in parts)}]"
    if origin is not None:
        inner = ", ".join("..." if part is Ellipsis else spelled(part, imports) for part in parts)
        return f"{'builtins.' if imports.hides_list and origin is list else ''}{origin.__name__}[{inner}]"
    if issubclass(kind, StrEnum) and not _is_known(kind):
        return spelled(Literal[tuple(kind)], imports)
    if kind in _MAPS or (issubclass(kind, Struct) and not _is_known(kind)):
        return f"dict[str, {imports.add('typing', 'Any')}]"
    if kind.__module__ == "builtins":
        return str(kind.__name__)
    return imports.add(kind.__module__, kind.__name__)


def _is_known(kind: type) -> bool:
    return kind.__module__.startswith(_LAYERS)


def spelled_given(kind: Any, imports: Imports) -> str:  # Any: an annotation
    """What a caller may give: durations as such, and whatever can be read like a list or a map."""
    if kind == DurationText:
        return spelled(timedelta, imports)
    origin = get_origin(kind)
    if origin in (list, dict):
        given = imports.add("collections.abc", "Sequence" if origin is list else "Mapping")
        return f"{given}[{', '.join(spelled_given(part, imports) for part in get_args(kind))}]"
    if origin in (Union, types.UnionType):
        return " | ".join(spelled_given(part, imports) for part in get_args(kind))
    return spelled(kind, imports)
