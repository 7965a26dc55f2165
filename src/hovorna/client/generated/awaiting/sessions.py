"""Sessions. Written by `make generate` from the table of operations."""

import builtins

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.generated.queries import SessionsListQuery
from hovorna.client.request import Request, as_query
from hovorna.contract.routing_history import RoutingTimeLine
from hovorna.contract.session_durations import SessionDurations
from hovorna.contract.session_events import SessionEvent
from hovorna.contract.session_model import SessionModel
from hovorna.contract.session_requests import (
    CallParamsModel,
    ForwardSessionModel,
    SessionFileResponse,
    SessionFiles,
    SessionNoteModel,
    UpdateCallParamsModel,
)


class SessionsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def list(self, query: SessionsListQuery | None = None) -> builtins.list[SessionModel]:
        """List sessions."""
        return await self._sender.answer(
            Request(method="GET", path="/api/v1/Sessions", query=as_query(query)), builtins.list[SessionModel]
        )

    async def get(self, session_id: int) -> SessionModel:
        """One session."""
        return await self._sender.answer(Request(method="GET", path=f"/api/v1/Sessions/{session_id}"), SessionModel)

    async def routing_history(self, session_id: int) -> builtins.list[RoutingTimeLine]:
        """Routing timeline of a session, oldest first."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Sessions/{session_id}/routingHistory"), builtins.list[RoutingTimeLine]
        )

    async def durations(self, session_id: int) -> SessionDurations:
        """Every duration of the session, explained."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Sessions/{session_id}/durations"), SessionDurations
        )

    async def events(self, session_id: int) -> builtins.list[SessionEvent]:
        """The facts of this session, oldest first."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Sessions/{session_id}/events"), builtins.list[SessionEvent]
        )

    async def call_params(self, session_id: int) -> CallParamsModel:
        """Call params of a session."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/Sessions/{session_id}/callparams"), CallParamsModel
        )

    async def recording(self, session_id: int, recording_id: int) -> bytes:
        """Bytes of a recording (this is what recordings[].downloadUrl points at); Range, ETag, HEAD."""
        return await self._sender.content(
            Request(method="GET", path=f"/api/v1/Sessions/{session_id}/recordings/{recording_id}")
        )

    async def file(self, session_id: int, file_id: int) -> bytes:
        """Bytes of a shared file (activities[].file.downloadUrl); Range, ETag, HEAD."""
        return await self._sender.content(Request(method="GET", path=f"/api/v1/Sessions/{session_id}/files/{file_id}"))

    async def set_call_params(self, session_id: int, body: UpdateCallParamsModel, *, key: str | None = None) -> None:
        """Set call params (given keys only)."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/Sessions/{session_id}/callparams", body=body, key=key)
        )

    async def add_tag(self, session_id: int, tag_id: int, *, key: str | None = None) -> None:
        """Assign a tag."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Sessions/{session_id}/tags/{tag_id}", key=key))

    async def remove_tag(self, session_id: int, tag_id: int, *, key: str | None = None) -> None:
        """Remove a tag."""
        await self._sender.run(Request(method="DELETE", path=f"/api/v1/Sessions/{session_id}/tags/{tag_id}", key=key))

    async def set_note(self, session_id: int, body: SessionNoteModel, *, key: str | None = None) -> None:
        """Write the note of a session."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/Sessions/{session_id}/note", body=body, key=key))

    async def forward(self, session_id: int, body: ForwardSessionModel, *, key: str | None = None) -> None:
        """Forward to a group, operator, chatbot or phone number."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/Sessions/{session_id}/forward", body=body, key=key)
        )

    async def end(self, session_id: int, *, key: str | None = None) -> None:
        """End a session (termination reason SessionApiCall)."""
        await self._sender.run(Request(method="POST", path=f"/api/v1/Sessions/{session_id}/end", key=key))

    async def anonymise(self, session_id: int, *, key: str | None = None) -> None:
        """Remove personal data; times stay."""
        await self._sender.run(Request(method="POST", path=f"/api/v1/Sessions/{session_id}/anonymize", key=key))

    async def delete_files(
        self, session_id: int, body: SessionFiles, *, key: str | None = None
    ) -> builtins.list[SessionFileResponse]:
        """Delete files of a session."""
        return await self._sender.answer(
            Request(method="DELETE", path=f"/api/v1/Sessions/{session_id}/files", body=body, key=key),
            builtins.list[SessionFileResponse],
        )
