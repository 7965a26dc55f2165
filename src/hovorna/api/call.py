"""One request as handlers see it: who asks, what for, and the ways to answer it."""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from hashlib import sha256
from typing import Any, TypeVar
from urllib.parse import unquote

from litestar import Request
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.types import Scope

from hovorna.api.addresses import caller_address, header, public_base
from hovorna.api.answers import Answer, json_bytes
from hovorna.api.callers import Caller
from hovorna.api.server import Server
from hovorna.application.accounts import Department
from hovorna.application.jobs import Idempotency, KeyReused, Outcome, Room
from hovorna.application.ports import StoredSession
from hovorna.application.roles import Right
from hovorna.contract.bad_input import BadInput
from hovorna.contract.reading import read_body
from hovorna.contract.refusals import (
    BODY_TOO_LARGE,
    KEY_REUSED,
    MEDIA_TYPE_REFUSED,
    NOT_FOUND,
    RIGHT_MISSING,
    TOKEN_MISSING,
    Refused,
)
from hovorna.domain.errors import SessionUnknown
from hovorna.domain.switchboard.commands import Command
from hovorna.domain.switchboard.turn import Turn

Model = TypeVar("Model")

#: Status and body.
Reply = tuple[int, bytes]
Commands = Callable[[Room], Iterable[Command]] | Command

IDEMPOTENCY_KEY = "Idempotency-Key"
_LONGEST_KEY = 200

_NUMBER = re.compile(r"[0-9]{1,10}")
_HIGHEST_ID = 2**31 - 1
_NO_BEARER = {"www-authenticate": "Bearer"}


def nothing(_: Sequence[Turn]) -> Reply:
    return 204, b""


class Call:
    def __init__(self, server: Server, request: Request[Any, Any, Any]) -> None:
        self.server, self.parts = server, server.parts
        self.scope: Scope = request.scope
        self.request = request
        self.caller: Caller | None = None
        #: What the operation needs of the caller, wherever it does something.
        self.right: Right | None = None
        #: The session whose guest asks.
        self.guest_of: int | None = None

    # --- who asks ---

    @property
    def client(self) -> Caller:
        """The API client or person; operations that let guests in ask for `caller`."""
        if self.caller is None:
            raise Refused(TOKEN_MISSING, headers=_NO_BEARER)
        return self.caller

    def bearer(self) -> str | None:
        """The token, whatever the letter case of its scheme."""
        scheme, _, token = (self.header(b"authorization") or "").partition(" ")
        return token.strip() or None if scheme.lower() == "bearer" else None

    def required_bearer(self) -> str:
        token = self.bearer()
        if token is None:
            raise Refused(TOKEN_MISSING, headers=_NO_BEARER)
        return token

    def header(self, name: bytes) -> str | None:
        return header(self.scope, name)

    def address(self) -> str:
        return caller_address(self.scope, self.parts.settings)

    # --- what for ---

    def number(self, name: str) -> int:
        """An id in the path; what can't be one is an address where nothing is."""
        text = unquote(self.request.path_params[name])
        if not _NUMBER.fullmatch(text) or int(text) > _HIGHEST_ID:
            raise Refused(NOT_FOUND)
        return int(text)

    def word(self, name: str) -> str:
        """A name in the path."""
        return unquote(self.request.path_params[name])

    @property
    def query(self) -> bytes:
        raw: bytes = self.scope["query_string"]
        return raw

    @property
    def base(self) -> bytes:
        return public_base(self.scope, self.parts.settings)

    async def body(self, model: type[Model]) -> Model:
        media_type = (self.header(b"content-type") or "").partition(";")[0].strip().lower()
        if media_type and "json" not in media_type and media_type != "text/plain":
            raise Refused(MEDIA_TYPE_REFUSED, {"Content-Type": "Must be application/json."})
        return read_body(await self.raw_body(), model)

    async def raw_body(self) -> bytes:
        self._require_uncompressed()
        try:
            return await self.request.body()
        except RequestEntityTooLarge:
            raise Refused(BODY_TOO_LARGE, headers={"connection": "close"}) from None

    async def upload(self) -> AsyncIterator[bytes]:
        self._require_uncompressed()
        try:
            async for chunk in self.request.stream():
                if chunk:
                    yield chunk
        except RequestEntityTooLarge:
            raise Refused(BODY_TOO_LARGE, headers={"connection": "close"}) from None

    def _require_uncompressed(self) -> None:
        """A body that unpacks to many times its size would pass every limit; so none is unpacked."""
        if (self.header(b"content-encoding") or "identity").strip().lower() != "identity":
            raise Refused(MEDIA_TYPE_REFUSED, {"Content-Encoding": "Must not be given: send the body as it is."})

    def session(self) -> StoredSession:
        """The session in the path; another company's is as good as none."""
        session_id = self.number("id")
        session = self.parts.reader.session(session_id)
        if session is None or (self.guest_of is None and session.company_id != self.client.company_id):
            raise SessionUnknown(session_id)
        if self.guest_of is None:
            self.require(session.department_id)
        return session

    def require(self, department_id: int | None = None) -> None:
        """Refuses whoever lacks the operation's right in that department, or in the whole company."""
        if self.right is not None and not self.client.may(self.right, department_id):
            raise Refused(RIGHT_MISSING)

    def department(self, department_id: int) -> Department:
        """One in which the caller may do what the operation does; another company's is as good as none."""
        department = self.parts.accounts.department(department_id)
        if department is None or department.company_id != self.client.company_id:
            raise Refused(NOT_FOUND)
        self.require(department_id)
        return department

    def departments(self) -> list[Department]:
        """Those in which the caller may do what the operation does."""
        everywhere = self.parts.accounts.departments(self.client.company_id)
        return [one for one in everywhere if self.right is None or self.client.may(self.right, one.id)]

    # --- the answer ---

    async def write(
        self, department_id: int, commands: Commands, reply: Callable[[Sequence[Turn]], Reply] = nothing
    ) -> Answer:
        """The answer to a write: the reply once it is durable, or the earlier one of the same Idempotency-Key."""
        idempotency = await self.idempotency()
        return self.answer_of(await self.execute(department_id, commands, reply, idempotency), reply)

    async def execute(
        self,
        department_id: int,
        commands: Commands,
        reply: Callable[[Sequence[Turn]], Reply],
        idempotency: Idempotency | None,
    ) -> Outcome:
        try:
            outcome = await self.parts.engine.execute(department_id, commands, answer=reply, idempotency=idempotency)
        except KeyReused as error:
            raise Refused(KEY_REUSED, {IDEMPOTENCY_KEY: str(error)}) from error
        dropped = [key for turn in outcome.turns for key in turn.dropped_blobs]
        if dropped or any(turn.is_erasing for turn in outcome.turns):
            await self.server.housekeeping.dispose(department_id, dropped)
        return outcome

    def answer_of(self, outcome: Outcome, reply: Callable[[Sequence[Turn]], Reply]) -> Answer:
        if outcome.repeated is not None:
            return json_bytes(outcome.repeated.body, outcome.repeated.status)
        status, body = reply(outcome.turns)
        return json_bytes(body, status)

    async def look(self, department_id: int, view: Callable[[Room], None]) -> None:
        """Looks at the department as it is in the writer's turn, changing nothing."""

        def commands(room: Room) -> Iterable[Command]:
            view(room)
            return ()

        await self.parts.engine.execute(department_id, commands)

    async def idempotency(self, content: str | None = None) -> Idempotency | None:
        """`content` is the SHA-256 of a body that was streamed; otherwise the body's is taken."""
        key = self.header(IDEMPOTENCY_KEY.lower().encode())
        if not key:
            return None
        if len(key) > _LONGEST_KEY:
            raise BadInput({IDEMPOTENCY_KEY: f"Must not be longer than {_LONGEST_KEY} characters."})
        if self.caller is None and self.guest_of is None and len(key) < 16:
            # Nobody vouches for the caller, and the answer holds a secret: the key must be hard to guess.
            raise BadInput({IDEMPOTENCY_KEY: "Must have at least 16 characters without an access token."})
        content = content or sha256(await self.raw_body()).hexdigest()
        request = f"{self.request.method} {self.scope['path']}?{self.query.decode('latin-1')}\n{content}"
        # Clients put words of people into keys, and those must not outlive an anonymisation.
        digest = self.server.guest_tokens.digest(f"key:{key}")
        return Idempotency(self._idempotent_caller(), digest, sha256(request.encode()).hexdigest())

    def _idempotent_caller(self) -> str:
        if self.guest_of is not None:
            return f"guest:{self.guest_of}"
        if self.caller is not None:
            return self.caller.name
        return f"address:{self.server.guest_tokens.digest(self.address())}"
