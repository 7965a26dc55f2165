"""Makes a Litestar handler of an operation: lets callers in, and turns refusals into answers."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.enums import HttpMethod
from litestar.exceptions import HTTPException, LitestarException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from hovorna.api.answers import encode, problem_answer
from hovorna.api.call import Call
from hovorna.api.callers import Caller
from hovorna.api.operation import Access, Operation, Size
from hovorna.api.parts import ApiSettings
from hovorna.api.server import Server
from hovorna.application.ports import StoreUnavailable
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.problems import problem_of
from hovorna.contract.refusals import (
    BODY_TOO_LARGE,
    INTERNAL,
    METHOD_NOT_ALLOWED,
    NOT_FOUND,
    RIGHT_MISSING,
    STORE_UNAVAILABLE,
    TOKEN_INVALID,
    Refused,
)
from hovorna.domain.errors import DomainError

logger = logging.getLogger(__name__)

#: What a caller with an access token needs.
_RIGHTS = {Access.OPTIONAL: Right.OPERATE, Access.READER_OR_GUEST: Right.READ, Access.OPERATOR: Right.OPERATE}

_RETRY = {"retry-after": "5"}


def handler_of(operation: Operation, server: Server) -> HTTPRouteHandler:
    async def endpoint(request: Request[Any, Any, Any]) -> ASGIApp:
        call = Call(server, request)
        try:
            admit(call, operation.access)
            return await operation.handle(call)
        except (DomainError, BadInput, Refused) as refusal:
            return problem_answer(problem_of(refusal, is_contract_path=operation.is_contract))
        except StoreUnavailable as error:
            logger.warning("A request was refused: %s", error, extra={"event": "store_unavailable"})
            return problem_answer(problem_of(Refused(STORE_UNAVAILABLE, headers=_RETRY), is_contract_path=True))

    # HEAD is answered wherever GET is.
    methods = [HttpMethod.GET, HttpMethod.HEAD] if operation.method == "GET" else [HttpMethod(operation.method)]
    return HTTPRouteHandler(
        _as_route(operation.path),
        http_method=methods,
        # Only Litestar's own answers would have it; ours bring theirs.
        status_code=200,
        request_max_body_size=_limit(operation.size, server.parts.settings),
        name=f"{operation.method} {operation.path}",
    )(endpoint)


def admit(call: Call, access: Access | Right) -> None:
    """Raises Refused for who may not."""
    if access is Access.OPEN or (access is Access.OPTIONAL and call.bearer() is None):
        return
    token = call.required_bearer()
    if access in (Access.GUEST, Access.READER_OR_GUEST):
        session_id = call.number("id")
        if call.server.guest_tokens.is_good(token, session_id):
            call.guest_of = session_id
            return
        if access is Access.GUEST:
            raise Refused(TOKEN_INVALID, headers={"www-authenticate": 'Bearer error="invalid_token"'})
    call.caller = call.server.access_tokens.verify(token)
    if access is Access.SELF:
        _admit_self(call.caller)
        call.right = Right.ADMINISTER
        return
    call.right = access if isinstance(access, Right) else _RIGHTS[access]
    if access is Access.OPERATOR and call.caller.user_id == call.number("userId"):
        call.right = Right.ANSWER
    if access is not Access.OPTIONAL and not call.caller.may_somewhere(call.right):
        raise Refused(RIGHT_MISSING)


def _admit_self(caller: Caller) -> None:
    is_known_person = caller.user_id is not None and caller.may_use_api
    if not is_known_person and not caller.may_somewhere(Right.ADMINISTER):
        raise Refused(RIGHT_MISSING)


def unhandled(_: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """What no operation answered: unknown addresses, wrong methods, and faults of ours."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if isinstance(error, LitestarException) and "disconnected" in str(error):
        return Response(b"", status_code=400)
    if isinstance(error, HTTPException) and status == 400:
        return _answer(BadInput({"request": f"{error.detail}."}))
    headers = {"allow": error.headers["allow"]} if isinstance(error, HTTPException) and error.headers else {}
    kind = {404: NOT_FOUND, 405: METHOD_NOT_ALLOWED, 413: BODY_TOO_LARGE}.get(status, INTERNAL)
    if kind is INTERNAL:
        logger.error("A request failed.", exc_info=error, extra={"event": "request_failed"})
    return _answer(Refused(kind, headers=headers))


def _answer(refusal: BadInput | Refused) -> Response[bytes]:
    problem = problem_of(refusal, is_contract_path=True)
    if not problem.fields:
        return Response(b"", status_code=problem.status, headers=problem.headers)
    return Response(
        encode(problem.fields), status_code=problem.status, headers=problem.headers, media_type="application/json"
    )


def _as_route(path: str) -> str:
    return path.replace("}", ":str}")


def _limit(size: Size, settings: ApiSettings) -> int:
    limits = {
        Size.JSON: settings.largest_json,
        Size.FILE: settings.largest_file,
        Size.RECORDING: settings.largest_recording,
    }
    return limits[size]
