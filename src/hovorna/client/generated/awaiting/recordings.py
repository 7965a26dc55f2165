"""Recordings. Written by `make generate` from the table of operations."""

from datetime import timedelta

from hovorna.client.awaiting_sender import AsyncSender
from hovorna.client.request import Request, Upload
from hovorna.contract.operations_operator import FailedRecording, NewRecording, StartedRecording


class RecordingsCalls:
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def start(
        self, user_id: int, session_id: int, body: NewRecording, *, key: str | None = None
    ) -> StartedRecording:
        """Begin a recording."""
        return await self._sender.answer(
            Request(
                method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/recordings", body=body, key=key
            ),
            StartedRecording,
        )

    async def upload(
        self, user_id: int, session_id: int, recording_id: int, content: Upload, *, duration: timedelta | None = None
    ) -> None:
        """Bring the bytes of a recording; `duration` where they are no WAV file."""
        await self._sender.run(
            Request(
                method="PUT",
                path=f"/api/v1/operators/{user_id}/sessions/{session_id}/recordings/{recording_id}",
                query={"duration": duration},
                upload=content,
            )
        )

    async def fail(
        self, user_id: int, session_id: int, recording_id: int, body: FailedRecording, *, key: str | None = None
    ) -> None:
        """Give a recording up."""
        await self._sender.run(
            Request(
                method="POST",
                path=f"/api/v1/operators/{user_id}/sessions/{session_id}/recordings/{recording_id}/fail",
                body=body,
                key=key,
            )
        )

    async def delete(self, user_id: int, session_id: int, recording_id: int, *, key: str | None = None) -> None:
        """Delete a recording; its bytes go."""
        await self._sender.run(
            Request(
                method="DELETE",
                path=f"/api/v1/operators/{user_id}/sessions/{session_id}/recordings/{recording_id}",
                key=key,
            )
        )
