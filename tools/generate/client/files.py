"""The generated files of the client: queries, and for each manner one file per tag and one that joins them."""

import subprocess
import sys
from collections import Counter

from hovorna.api.app import OPERATIONS
from hovorna.api.operation import Operation
from tools.generate.client.methods import MANNERS, Manner, Method
from tools.generate.client.names import longer_name, method_name, snake
from tools.generate.client.spelling import Imports, spelled_given
from tools.generate.derived_file import REPOSITORY

FOLDER = "src/hovorna/client/generated"

_NOTICE = "Written by `make generate` from the table of operations."
#: Pages for people, and what the client does by hand.
_NO_METHODS = frozenset({"Documentation", "Events"})


def programs_operations() -> list[Operation]:
    """Those that the client has a generated method for."""
    return [one for one in OPERATIONS if one.tag not in _NO_METHODS and _is_for_programs(one)]


def _is_for_programs(operation: Operation) -> bool:
    """Logging in goes through a browser, and tokens the client gets by itself. What is not built yet has no method."""
    return operation.path.startswith(("/api/", "/health")) and 501 not in operation.statuses


def texts() -> dict[str, str]:
    """Not yet formatted."""
    operations = programs_operations()
    by_tag = {
        tag: _methods([one for one in operations if one.tag == tag])
        for tag in dict.fromkeys(one.tag for one in operations)
    }
    found = {f"{FOLDER}/__init__.py": '"""' + _NOTICE + '"""\n', f"{FOLDER}/queries.py": _queries(by_tag)}
    for manner in MANNERS:
        found[f"{FOLDER}/{manner.folder}/__init__.py"] = _joined(manner, by_tag)
        for tag, methods in by_tag.items():
            found[f"{FOLDER}/{manner.folder}/{snake(tag)}.py"] = _class(manner, tag, methods)
    return found


def _methods(operations: list[Operation]) -> list[Method]:
    """Where two would be called the same, both get a longer name."""
    names = [method_name(one) for one in operations]
    doubled = {name for name, count in Counter(names).items() if count > 1}
    return [
        Method(one, longer_name(one) if name in doubled else name) for one, name in zip(operations, names, strict=True)
    ]


def _class(manner: Manner, tag: str, methods: list[Method]) -> str:
    imports = Imports(hides_list="list" in [method.name for method in methods])
    body = "\n".join(method.text(manner, imports) for method in methods)
    head = f"class {_class_name(tag)}:\n    def __init__(self, sender: {imports.add(*manner.sender)}) -> None:\n"
    return f'"""{tag}. {_NOTICE}"""\n\n{imports.text()}\n{head}        self._sender = sender\n\n{body}'


def _class_name(tag: str) -> str:
    return tag.title().replace(" ", "") + "Calls"


def _joined(manner: Manner, by_tag: dict[str, list[Method]]) -> str:
    imports = Imports()
    package = f"hovorna.client.generated.{manner.folder}"
    lines = [
        f"        self.{snake(tag)} = {imports.add(f'{package}.{snake(tag)}', _class_name(tag))}(sender)\n"
        for tag in by_tag
    ]
    head = f"class AllCalls:\n    def __init__(self, sender: {imports.add(*manner.sender)}) -> None:\n"
    return f'"""{_NOTICE}"""\n\n{imports.text()}\n{head}{"".join(lines)}'


def _queries(by_tag: dict[str, list[Method]]) -> str:
    imports = Imports()
    imports.add("typing", "TypedDict")
    methods = [method for methods in by_tag.values() for method in methods if method.query_name is not None]
    found = [_query(method, imports) for method in methods]
    return f'"""What longer lists may be asked for. {_NOTICE}"""\n\n{imports.text()}\n' + "\n".join(found)


def _query(method: Method, imports: Imports) -> str:
    types = {each.name: spelled_given(each.type, imports) for each in method.operation.query}
    if all(name.isidentifier() for name in types):
        lines = "".join(f"    {name}: {kind}\n" for name, kind in types.items())
        return f"class {method.query_name}(TypedDict, total=False):\n{lines}"
    pairs = ", ".join(f'"{name}": {kind}' for name, kind in types.items())
    return f'{method.query_name} = TypedDict("{method.query_name}", {{{pairs}}}, total=False)\n'


def formatted(path: str, text: str) -> str:
    ours = "lint.isort.known-first-party=['hovorna']"
    for command in (["check", "--select", "I", "--fix", "--config", ours], ["format"]):
        words = [sys.executable, "-m", "ruff", *command, "--quiet", "--stdin-filename", path, "-"]
        # Our own words, and our own source.
        done = subprocess.run(words, input=text, capture_output=True, text=True, check=True, cwd=REPOSITORY)  # noqa: S603
        text = done.stdout
    return text
