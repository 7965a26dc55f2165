"""The OpenAPI document, made from the operations and their models: what is served is what is documented."""

import re
from collections.abc import Sequence

import msgspec

from hovorna import __version__
from hovorna.api.answers import JSON, Answer
from hovorna.api.call import IDEMPOTENCY_KEY, Call
from hovorna.api.json_schemas import Json, JsonSchemas
from hovorna.api.operation import Access, Operation, Parameter
from hovorna.application.roles import Right
from hovorna.contract.wire_types import INT64

_PATH_PARAMETER = re.compile(r"\{(\w+)\}")

_FIELD_ERRORS = {
    "type": "object",
    "description": "field name -> message",
    "additionalProperties": {"type": "string"},
}

_MEANINGS = {
    200: "OK",
    201: "created",
    202: "begun",
    204: "done",
    206: "part of it",
    302: "go on there",
    303: "go on there",
    304: "the client has it",
    400: "refused: field name -> message",
    401: "no valid token",
    403: "not allowed",
    404: "not found in this company",
    409: "refused by the state of things: field name -> message",
    410: "deleted",
    413: "the body is too large",
    415: "not JSON",
    416: "range outside the file",
    422: "the Idempotency-Key was used for another request",
    429: "too many; Retry-After says when to go on",
    501: "not built yet: field name -> message",
    503: "can't be written now; Retry-After says when to try again",
}


def with_document(operations: Sequence[Operation]) -> list[Operation]:
    """The operations and the one that answers their document."""
    document = msgspec.json.format(msgspec.json.encode(document_of(operations)), indent=1)

    async def serve(_: Call) -> Answer:
        return Answer(200, document, (JSON,))

    served = Operation(
        method="GET",
        path="/openapi.json",
        summary="This API as OpenAPI 3.1",
        handle=serve,
        access=Access.OPEN,
        tag="Documentation",
    )
    return [*operations, served]


def document_of(operations: Sequence[Operation]) -> Json:
    schemas = JsonSchemas(
        model for each in operations for model in (each.answer, *each.answers.values()) if model is not None
    )
    paths: Json = {}
    for operation in operations:
        if operation.tag != "Documentation":
            paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hovorna", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": paths,
        "components": {
            "schemas": {**schemas.components, "FieldErrors": _FIELD_ERRORS},
            "securitySchemes": {
                "Bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
                "ClientCredentials": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": "/login/connect/token", "scopes": {}}},
                },
            },
        },
        "security": [{"Bearer": []}, {"ClientCredentials": []}],
    }


def _described(operation: Operation, schemas: JsonSchemas) -> Json:
    described: Json = {
        "tags": [operation.tag],
        "summary": operation.summary,
        "operationId": _operation_id(operation),
        "parameters": [
            *(_path_parameter(name, operation, schemas) for name in _PATH_PARAMETER.findall(operation.path)),
            *(_query_parameter(parameter, schemas) for parameter in operation.query),
            *([_idempotency_key()] if _is_write(operation) else []),
        ],
        "responses": {str(status): _response(status, operation, schemas) for status in _statuses(operation)},
    }
    if operation.body is not None:
        described["requestBody"] = _required("application/json", schemas.body(operation.body))
    elif operation.is_upload:
        described["requestBody"] = _required("*/*", {"type": "string", "format": "binary"})
    elif operation.form is not None:
        described["requestBody"] = _required("application/x-www-form-urlencoded", schemas.body(operation.form))
    if operation.access is Access.OPEN:
        described["security"] = []
    elif operation.access is Access.OPTIONAL:
        described["security"] = [{}, {"Bearer": []}]
    if isinstance(operation.access, Right):
        described["description"] = f"Needs the right `{operation.access}`."
    elif operation.access is Access.OPERATOR:
        described["description"] = "Needs the right `operate`, or to be that operator."
    elif operation.access is Access.SELF:
        described["description"] = "For people about themselves; about others it needs the right `administer`."
    elif operation.access in (Access.GUEST, Access.READER_OR_GUEST):
        described["description"] = "Takes the token of the session's guest."
    return described


def _operation_id(operation: Operation) -> str:
    """As in the published document: `getSessionsIdTagsTagid`."""
    words = re.split(r"\W+", operation.path.removeprefix("/api/v1"))
    return operation.method.lower() + "".join(word.capitalize() for word in words)


def _is_write(operation: Operation) -> bool:
    return operation.method != "GET" and operation.tag != "Login"


def _path_parameter(name: str, operation: Operation, schemas: JsonSchemas) -> Json:
    given = operation.path_types.get(name)
    schema = schemas.answer(given) if given is not None else {"type": "integer", "format": INT64}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parameter(parameter: Parameter, schemas: JsonSchemas) -> Json:
    schema = schemas.answer(parameter.type)
    if schema.get("format") == "date-time":
        # The filters take more than RFC 3339 allows.
        schema = {"type": "string", "description": "RFC 3339 instant or a date"}
    described = {"name": parameter.name, "in": "query", "schema": schema}
    return {**described, "explode": True} if schema.get("type") == "array" else described


def _idempotency_key() -> Json:
    description = "The same key within 24 h answers the same and changes nothing."
    schema = {"type": "string", "maxLength": 200}
    return {"name": IDEMPOTENCY_KEY, "in": "header", "description": description, "schema": schema}


def _statuses(operation: Operation) -> list[int]:
    statuses = {operation.status, *operation.statuses, *operation.answers}
    if operation.body is not None or operation.form is not None or operation.is_upload:
        statuses.add(413)
    if operation.body is not None:
        statuses.add(415)
    if operation.access is not Access.OPEN:
        statuses |= {400, 401, 403, 503}
        if "{" in operation.path:
            statuses.add(404)
        if _is_write(operation):
            statuses.add(422)
            if not operation.is_contract:
                statuses.add(409)
    return sorted(statuses)


def _response(status: int, operation: Operation, schemas: JsonSchemas) -> Json:
    response: Json = {"description": _MEANINGS[status]}
    model = operation.answers.get(status, operation.answer if status == operation.status else None)
    if model is not None:
        response["content"] = _content("application/json", schemas.answer(model))
    elif status == operation.status and operation.media_type is not None:
        response["content"] = {operation.media_type: {}}
    elif status in (415, 501) or (status in (400, 409, 422) and operation.access is not Access.OPEN):
        response["content"] = _content("application/json", {"$ref": "#/components/schemas/FieldErrors"})
    return response


def _required(media_type: str, schema: Json) -> Json:
    return {"required": True, "content": _content(media_type, schema)}


def _content(media_type: str, schema: Json) -> Json:
    return {media_type: {"schema": schema}}
