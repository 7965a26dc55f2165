"""One operation as a method of a class, waiting or awaited."""

from textwrap import fill
from typing import NamedTuple

from hovorna.api.operation import Operation, Parameter
from tools.generate.client.names import argument_names, snake
from tools.generate.client.spelling import Imports, spelled, spelled_given

#: As the architecture's tests count them.
_MOST_PARAMETERS = 5

_REQUEST = "hovorna.client.request"


class Manner(NamedTuple):
    folder: str
    sender: tuple[str, str]
    #: Before `def`, and before a call.
    define: str
    wait: str


MANNERS = (
    Manner("blocking", ("hovorna.client.blocking_sender", "Sender"), "", ""),
    Manner("awaiting", ("hovorna.client.awaiting_sender", "AsyncSender"), "async ", "await "),
)


class Method:
    def __init__(self, operation: Operation, name: str) -> None:
        self.operation, self.name = operation, name
        self._path = argument_names(operation.path)
        # An upload brings its key along.
        self._has_key = operation.method != "GET" and not operation.is_upload
        has_body = operation.body is not None or operation.is_upload
        others = len(self._path) + has_body + self._has_key
        self._query_apart = len(operation.query) + others > _MOST_PARAMETERS

    @property
    def query_name(self) -> str | None:
        """The type of its query where that is too long for arguments."""
        words = f"{self.operation.tag} {self.name}".replace("_", " ").title().replace(" ", "")
        return f"{words}Query" if self._query_apart else None

    def text(self, manner: Manner, imports: Imports) -> str:
        answer = self._answer(imports)
        arguments = ", ".join(["self", *self._arguments(imports)])
        head = f"    {manner.define}def {self.name}({arguments}) -> {answer}:\n"
        summary = fill(f"{self.operation.summary}.", 100, subsequent_indent="        ")
        return f'{head}        """{summary}"""\n{self._deed(manner, imports)}'

    def _deed(self, manner: Manner, imports: Imports) -> str:
        request = self._request(imports)
        if self.operation.answer is not None:
            kind = spelled(self.operation.answer, imports)
            call = f"{manner.wait}self._sender.answer({request}, {kind})"
            # A union is no type, so that what comes back has to be told.
            return f"        answer: {kind} = {call}\n        return answer\n" if "|" in kind else _returned(call)
        if self._is_content:
            return _returned(f"{manner.wait}self._sender.content({request})")
        return f"        {manner.wait}self._sender.run({request})\n"

    @property
    def _is_content(self) -> bool:
        return self.operation.method == "GET" and self.operation.answer is None

    def _answer(self, imports: Imports) -> str:
        if self.operation.answer is not None:
            return spelled(self.operation.answer, imports)
        return "bytes" if self._is_content else "None"

    def _arguments(self, imports: Imports) -> list[str]:
        operation = self.operation
        found = [
            f"{argument}: {spelled(operation.path_types.get(name, int), imports)}"
            for name, argument in self._path.items()
        ]
        if operation.body is not None:
            found.append(f"body: {spelled_given(operation.body, imports)}")
        if operation.is_upload:
            found.append(f"content: {imports.add(_REQUEST, 'Upload')}")
        if self.query_name is not None:
            module = "hovorna.client.generated.queries"
            found.append(f"query: {imports.add(module, self.query_name)} | None = None")
            return [*found, *(["*", "key: str | None = None"] if self._has_key else [])]
        rest = [self._query_argument(parameter, imports) for parameter in operation.query]
        rest += ["key: str | None = None"] if self._has_key else []
        return [*found, "*", *rest] if rest else found

    def _query_argument(self, parameter: Parameter, imports: Imports) -> str:
        return f"{snake(parameter.name)}: {spelled_given(parameter.type, imports)} | None = None"

    def _request(self, imports: Imports) -> str:
        operation = self.operation
        given = [f'method="{operation.method}"', f"path={self._path_text(imports)}"]
        if self.query_name is not None:
            given.append(f"query={imports.add(_REQUEST, 'as_query')}(query)")
        elif operation.query:
            pairs = ", ".join(f'"{each.name}": {snake(each.name)}' for each in operation.query)
            given.append(f"query={{{pairs}}}")
        given += ["body=body"] if operation.body is not None else []
        given += ["upload=content"] if operation.is_upload else []
        given += ["key=key"] if self._has_key else []
        return f"{imports.add(_REQUEST, 'Request')}({', '.join(given)})"

    def _path_text(self, imports: Imports) -> str:
        path = self.operation.path
        for name, argument in self._path.items():
            is_number = name not in self.operation.path_types
            value = argument if is_number else f"{imports.add(_REQUEST, 'segment')}({argument})"
            path = path.replace(f"{{{name}}}", f"{{{value}}}")
        return f'f"{path}"' if self._path else f'"{path}"'


def _returned(call: str) -> str:
    return f"        return {call}\n"
