"""The client has a method for every operation, and each sends what the OpenAPI document says."""

import inspect
import json
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_args, get_origin

import pytest

from hovorna.api.app import OPERATIONS
from hovorna.api.openapi import document_of
from hovorna.api.operation import Operation
from hovorna.client import AsyncClient, Client, FixedToken, Upload
from hovorna.client.generated.queries import SessionsListQuery
from hovorna.client.request import Request
from hovorna.contract.contacts import ContactFlat
from tests.conftest import REPOSITORY
from tools.generate.client import derived_files
from tools.generate.client.files import FOLDER

#: Paths that have no method: logging in goes through a browser, and tokens the client gets by itself; `events.follow`
#: is written by hand.
WITHOUT = ("/login/", "/.well-known/", "/api/v1/events")

Json = Any

Call = tuple[str, str]


class Sent(Exception):
    """Raised in place of sending."""

    def __init__(self, request: Request, kind: Any) -> None:
        self.request, self.kind = request, kind


class Sender:
    """Takes calls as both senders do, and sends nothing."""

    def answer(self, request: Request, kind: Any) -> Any:
        raise Sent(request, kind)

    def run(self, request: Request) -> None:
        raise Sent(request, None)

    def content(self, request: Request) -> bytes:
        raise Sent(request, bytes)


def methods(client: Client | AsyncClient) -> Mapping[str, Callable[..., Any]]:
    """`sessions.get` and all the others that are generated."""
    found = {}
    for resource, calls in vars(client).items():
        module = inspect.getmodule(type(calls).__mro__[-2])
        if module is not None and module.__name__.startswith("hovorna.client.generated."):
            calls._sender = Sender()
            for name, method in inspect.getmembers(calls, inspect.ismethod):
                if not name.startswith("_") and name != "iterate":
                    found[f"{resource}.{name}"] = method
    return found


def sent_by(method: Callable[..., Any]) -> Sent:
    """With a mark for every argument, so that one sees where it goes."""
    parameters = inspect.signature(method).parameters
    given: dict[str, Any] = {name: f"<{name}>" for name in parameters}
    if "content" in given:
        given["content"] = Upload(b"x")
    if "query" in given:
        given["query"] = {"<query>": 1}
    try:
        answer = method(**given)
        if inspect.iscoroutine(answer):
            answer.send(None)
    except Sent as sent:
        return sent
    raise AssertionError(f"{method} sent nothing")


@pytest.fixture(scope="module", params=[Client, AsyncClient])
def sent(request: pytest.FixtureRequest) -> dict[str, Sent]:
    client = request.param("http://desk.example", FixedToken("x"))
    return {name: sent_by(method) for name, method in methods(client).items()}


def shape(path: str) -> str:
    return re.sub(r"\{\w+\}|<\w+>|%3C\w+%3E", "{}", path).lower()


def documented() -> dict[Call, Any]:
    paths = document_of(OPERATIONS)["paths"]
    found = {(method.upper(), shape(path)): told for path, methods in paths.items() for method, told in methods.items()}
    return {call: told for call, told in found.items() if not call[1].startswith(WITHOUT)}


def test_every_operation_that_is_built_has_one_method(sent: dict[str, Sent]) -> None:
    calls = [(one.request.method, shape(one.request.path)) for one in sent.values()]
    built = {call for call, told in documented().items() if "501" not in told["responses"]}
    assert len(calls) == len(set(calls))
    assert built == set(calls)


def test_it_sends_the_queries_and_bodies_that_the_document_names(sent: dict[str, Sent]) -> None:
    told = documented()
    for name, one in sent.items():
        operation = told[one.request.method, shape(one.request.path)]
        query = {each["name"] for each in operation["parameters"] if each["in"] == "query"}
        assert set(one.request.query) in (query, {"<query>"}), name
        assert (one.request.body is not None or one.request.upload is not None) == ("requestBody" in operation), name
        takes_key = one.request.method != "GET" and one.request.upload is None
        assert (one.request.key == "<key>") == takes_key, name


def test_it_takes_the_answers_that_the_document_names(sent: dict[str, Sent]) -> None:
    told, models = documented(), {operation_call(one): one.answer for one in OPERATIONS}
    for name, one in sent.items():
        call = (one.request.method, shape(one.request.path))
        answers = [answer for status, answer in told[call]["responses"].items() if status.startswith("2")]
        has_model = any("application/json" in answer.get("content", {}) for answer in answers)
        assert has_model == (one.kind not in (None, bytes)), name
        if has_model:
            assert bare(one.kind) == bare(models[call]), name


def operation_call(operation: Operation) -> Call:
    return operation.method, shape(operation.path)


def bare(kind: Any) -> Any:
    """Without what only a schema says."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return bare(parts[0])
    if kind is ContactFlat or kind.__module__.startswith("hovorna.api."):
        # The one has members of the company's own beside those that it names, the others no client may import.
        return bare(dict[str, Any])
    return kind if origin is None else (origin, tuple(map(bare, parts)))


def test_the_query_of_the_session_list_names_every_filter() -> None:
    (parameters,) = (one.query for one in OPERATIONS if operation_call(one) == ("GET", "/api/v1/sessions"))
    assert list(SessionsListQuery.__annotations__) == [one.name for one in parameters]


def test_both_clients_have_the_same_methods() -> None:
    token = FixedToken("x")
    ours, theirs = Client("http://desk.example", token), AsyncClient("http://desk.example", token)
    for one, other in ((ours, theirs), (ours.sessions, theirs.sessions), (ours.events, theirs.events)):
        assert public(one) == public(other)
    assert methods(ours).keys() == methods(theirs).keys()


def public(thing: object) -> set[str]:
    return {name for name in dir(thing) if not name.startswith("_")}


def test_every_operation_of_the_contract_that_is_built_has_a_method(sent: dict[str, Sent], contract: Json) -> None:
    """Read from the published document, not from ours."""
    built = {(one.request.method, shape(one.request.path)) for one in sent.values()}
    coming = {operation_call(one) for one in OPERATIONS if 501 in one.statuses}
    published = {
        (method.upper(), shape(path))
        for path, methods in contract["paths"].items()
        for method in methods
        if method in ("get", "put", "post", "delete", "patch") and not path.lower().startswith(WITHOUT)
    }
    assert published - built - coming == set()


@pytest.fixture
def contract() -> Json:
    path = REPOSITORY.parent / "shared" / "contract" / "public-api.openapi.json"
    if not path.is_file():
        pytest.skip("the published document is not here")
    return json.loads(path.read_text())


def test_no_generated_file_is_left_of_what_is_gone() -> None:
    there = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / FOLDER).rglob("*.py")}
    assert there == {file.path for file in derived_files()}
