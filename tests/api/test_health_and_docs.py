"""Health tells the truth; documentation needs nothing from elsewhere; the document agrees with the contract."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from hovorna.api.app import OPERATIONS
from hovorna.api.openapi import document_of
from hovorna.application.ports import StoreUnavailable
from tests.api.house import House

CONTRACT = Path(__file__).resolve().parents[3] / "shared" / "contract" / "public-api.openapi.json"
DOCUMENT = document_of(OPERATIONS)


async def test_a_process_that_answers_lives_and_one_that_writes_is_ready(house: House) -> None:
    for path in ("/health/live", "/health/ready"):
        answer = await house.http.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


async def test_while_the_disk_is_full_writes_are_503_and_it_is_not_ready(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    session_id, _, client = await house.talk()
    before = house.version

    def full(_: object) -> None:
        raise StoreUnavailable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(house.store.writer, "commit", full)
        broken.setattr(house.store.writer, "reserve_session_ids", full)
        answer = await client.post(f"/api/v1/Sessions/{session_id}/end")
        assert (answer.status_code, answer.headers["hovorna-code"]) == (503, "store_unavailable")
        assert int(answer.headers["retry-after"]) > 0
        ready = await house.http.get("/health/ready")
        assert (ready.status_code, ready.json()["status"]) == (503, "not ready")
        assert (await house.http.get("/health/live")).status_code == 200
        assert (await client.get(f"/api/v1/Sessions/{session_id}")).json()["status"] == "ACTIVE"
        answer = await client.post(f"/api/v1/operators/{house.eva}/sessions/{session_id}/files?name=a", content=b"x")
        assert answer.status_code == 503
        assert await house.blobs.keys() == []
    caplog.clear()
    assert (await house.http.get("/health/ready")).status_code == 200
    assert house.version == before
    assert (await client.post(f"/api/v1/Sessions/{session_id}/end")).status_code == 204


async def test_once_the_engine_has_stopped_it_is_not_ready(house: House) -> None:
    house.engine.stop()
    assert (await house.http.get("/health/ready")).status_code == 503
    assert (await house.http.post("/api/v1/guest/sessions", json={"departmentId": 1})).status_code == 503


async def test_a_fault_of_ours_is_500_with_a_code_and_tells_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: int) -> None:
        raise RuntimeError("inner workings")

    client = await house.caller()
    monkeypatch.setattr(house.store.reader, "session", fail)
    answer = await client.get("/api/v1/Sessions/1")
    assert (answer.status_code, answer.content, answer.headers["hovorna-code"]) == (500, b"", "internal_error")
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == ["A request failed."]
    caplog.clear()


async def test_the_documentation_page_and_all_it_needs_come_from_here(house: House) -> None:
    assert (await house.http.get("/")).headers["location"] == "/docs"
    page = await house.http.get("/docs")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    needed = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(needed) == 4
    assert all(one.startswith("/docs/") for one in needed)
    for path in [*needed, "/openapi.json"]:
        answer = await house.http.get(path)
        assert (answer.status_code, bool(answer.content)) == (200, True), path
    assert (await house.http.get("/docs/..%2F__init__.py")).status_code == 404


async def test_the_document_describes_every_operation(house: House) -> None:
    served = (await house.http.get("/openapi.json")).json()
    assert served == json.loads(json.dumps(DOCUMENT))
    described = {(method.upper(), path) for path, methods in served["paths"].items() for method in methods}
    assert described == {(one.method, one.path) for one in OPERATIONS if one.tag != "Documentation"}


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(DOCUMENT)
    schemas = DOCUMENT["components"]["schemas"]
    for name in re.findall(r'"#/components/schemas/([^"]+)"', text):
        assert name in schemas


def test_operations_are_named_once() -> None:
    names = [each["operationId"] for methods in DOCUMENT["paths"].values() for each in methods.values()]
    assert len(names) == len(set(names))


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    if not CONTRACT.is_file():
        pytest.skip("the published contract is not here: no ../shared/contract beside the checkout")
    document: dict[str, Any] = json.loads(CONTRACT.read_text())
    return document


def _ours(contract: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, each)
        for path, methods in contract["paths"].items()
        if path.startswith("/api/v1/Sessions") or path == "/login/connect/token"
        for method, each in methods.items()
    ]


def test_every_published_sessions_path_is_served_as_published(contract: dict[str, Any]) -> None:
    for path, method, published in _ours(contract):
        described = DOCUMENT["paths"][path][method]
        assert described["operationId"] == published["operationId"]
        assert described["tags"] == published["tags"]
        given = [(one["name"], one["in"]) for one in described["parameters"] if one["in"] != "header"]
        assert given == [(one["name"], one["in"]) for one in published.get("parameters", [])], path


def test_published_bodies_and_answers_have_the_published_shape(contract: dict[str, Any]) -> None:
    for path, method, published in _ours(contract):
        described = DOCUMENT["paths"][path][method]
        assert ("requestBody" in described) == ("requestBody" in published), path
        success = next(status for status in published["responses"] if status.startswith("2"))
        assert success in described["responses"], path
        schema = published["responses"][success].get("content", {}).get("application/json", {}).get("schema")
        mine = described["responses"][success].get("content", {}).get("application/json", {}).get("schema")
        assert (schema is None) == (mine is None), path
        if schema is not None:
            assert _kind(mine, DOCUMENT) == _kind(schema, contract), path


def _kind(schema: dict[str, Any], document: dict[str, Any]) -> str:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return str(schema["type"])


def test_published_statuses_are_documented(contract: dict[str, Any]) -> None:
    for path, method, published in _ours(contract):
        assert set(published["responses"]) <= set(DOCUMENT["paths"][path][method]["responses"]), path
