"""The page of everything that can be set: the environment, and the settings of a department with their defaults."""

import ast
import inspect
from datetime import timedelta
from enum import Enum
from types import ModuleType, NoneType
from typing import get_args, get_origin

import msgspec

from hovorna.bootstrap import settings as environment
from hovorna.contract.durations import format_duration
from hovorna.domain import settings
from tools.generate.markdown import NOTICE, table

_TOP = """# Configuration

{notice}
## The environment

{environment}
A variable that holds what can't be used stops the start with a sentence that names it.

## Settings of a department

These live in the log as facts, so that a replay knows which limit held when. An empty store is given one department
with one group (`Support`), one rule set that leads to it, and the defaults below. How they are changed is told in
[Administration](administration.md); by which keys the API knows them, in [Settings](settings.md).

{structs}"""

_NAMES: dict[type, str] = {int: "number", str: "text", bool: "yes or no", timedelta: "duration"}

#: Read by the command line itself.
_DATA = ("`HOVORNA_DATA`", "`./hovorna-data`", "The folder of the embedded store, the same as `--data`.")

#: (type, heading): in the order in which one meets them.
STRUCTS: tuple[tuple[type[msgspec.Struct], str], ...] = (
    (settings.DepartmentSettings, "Department"),
    (settings.GroupSettings, "Group"),
    (settings.OperatorSettings, "Operator"),
    (settings.Membership, "Membership of an operator in a group"),
    (settings.OpeningHours, "Opening hours of a group"),
    (settings.Segment, "Segment of a day"),
    (settings.RuleSet, "Rule set"),
    (settings.Rule, "Rule"),
    (settings.Condition, "Condition of a rule"),
)


def page() -> str:
    structs = "\n".join(_struct(kind, heading) for kind, heading in STRUCTS)
    return _TOP.format(notice=NOTICE, environment=_environment(), structs=structs)


def _environment() -> str:
    notes = field_notes(environment, environment.Settings.__name__)
    rows = [_DATA]
    for field in msgspec.structs.fields(environment.Settings):
        name, _, meaning = notes[field.name].partition(": ")
        rows.append((f"`{name}`", _shown(field.default), _sentence(meaning)))
    return table(("variable", "default", "meaning"), rows)


def _struct(kind: type[msgspec.Struct], heading: str) -> str:
    notes = field_notes(settings, kind.__name__)
    rows = (
        (f"`{field.name}`", _type(field.type), _default(field), notes.get(field.name, ""))
        for field in msgspec.structs.fields(kind)
    )
    intro = inspect.getdoc(kind) or ""
    told = f"{intro}\n\n" if kind.__dict__.get("__doc__") and intro else ""
    return f"### {heading}\n\n{told}" + table(("setting", "type", "default", "meaning"), rows)


def field_notes(module: ModuleType, name: str) -> dict[str, str]:
    """Field -> the `#:` comment above it."""
    lines = inspect.getsource(module).splitlines()
    return {
        field.target.id: note
        for node in ast.parse("\n".join(lines)).body
        if isinstance(node, ast.ClassDef) and node.name == name
        for field in node.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if (note := _note_above(lines, field.lineno))
    }


def _note_above(lines: list[str], number: int) -> str:
    found: list[str] = []
    for line in reversed(lines[: number - 1]):
        if not line.strip().startswith("#:"):
            break
        found.insert(0, line.strip().removeprefix("#:").strip())
    return " ".join(found).replace("None", "none")


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default_factory is not msgspec.NODEFAULT:
        return _shown(field.default_factory())
    return _shown(field.default)


def _shown(value: object) -> str:
    if value is msgspec.NODEFAULT:
        return "required"
    if value is None or value in ((), {}):
        return "none"
    if isinstance(value, timedelta):
        return f"`{format_duration(value)}`"
    if isinstance(value, Enum):
        return f"`{value.value}`"
    if isinstance(value, frozenset):
        return ", ".join(sorted(f"`{word.value}`" for word in value))
    return f"`{str(value).lower() if isinstance(value, bool) else value}`" if value != "" else "empty"


def _type(kind: object) -> str:
    """In words, without "or none": the default tells that."""
    if isinstance(kind, type):
        return "one of " + _words(kind) if issubclass(kind, Enum) else _NAMES.get(kind, kind.__name__)
    inner = [_short(part) for part in get_args(kind) if part not in (NoneType, Ellipsis)]
    origin = get_origin(kind)
    if origin is tuple:
        return f"list of {inner[0]}"
    if origin is frozenset:
        return f"set of {inner[0]}"
    if origin is dict:
        return f"{inner[1]} by {inner[0]}"
    return inner[0]


def _short(kind: object) -> str:
    return kind.__name__ if isinstance(kind, type) and issubclass(kind, Enum) else _type(kind)


def _words(kind: type[Enum]) -> str:
    return ", ".join(f"`{word.value}`" for word in kind)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
