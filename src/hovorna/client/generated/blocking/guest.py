"""Guest. Written by `make generate` from the table of operations."""

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request, Upload
from hovorna.contract.operations_guest import (
    Conversation,
    CreatedSession,
    Feedback,
    NewMessage,
    NewSession,
    PostedMessage,
    Routing,
    SharedFile,
)


class GuestCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def create_session(self, body: NewSession, *, key: str | None = None) -> CreatedSession:
        """Create a session; the answer holds the token of its guest."""
        return self._sender.answer(
            Request(method="POST", path="/api/v1/guest/sessions", body=body, key=key), CreatedSession
        )

    def route(self, session_id: int, body: Routing, *, key: str | None = None) -> None:
        """Seek an operator: the entry form is filled, the IVR is done."""
        self._sender.run(Request(method="POST", path=f"/api/v1/guest/sessions/{session_id}/route", body=body, key=key))

    def join(self, session_id: int, *, key: str | None = None) -> None:
        """The guest is connected: opened the chat invitation, or came back."""
        self._sender.run(Request(method="POST", path=f"/api/v1/guest/sessions/{session_id}/join", key=key))

    def post_message(self, session_id: int, body: NewMessage, *, key: str | None = None) -> PostedMessage:
        """Say something."""
        return self._sender.answer(
            Request(method="POST", path=f"/api/v1/guest/sessions/{session_id}/messages", body=body, key=key),
            PostedMessage,
        )

    def share_file(self, session_id: int, content: Upload, *, name: str | None = None) -> SharedFile:
        """Share a file: the body is its bytes, `name` its name."""
        return self._sender.answer(
            Request(
                method="POST", path=f"/api/v1/guest/sessions/{session_id}/files", query={"name": name}, upload=content
            ),
            SharedFile,
        )

    def activities(self, session_id: int, *, after: int | None = None) -> Conversation:
        """The conversation, oldest first, after the activity with the id `after`."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/guest/sessions/{session_id}/activities", query={"after": after}),
            Conversation,
        )

    def set_feedback(self, session_id: int, body: Feedback, *, key: str | None = None) -> None:
        """Rate the session."""
        self._sender.run(
            Request(method="PUT", path=f"/api/v1/guest/sessions/{session_id}/feedback", body=body, key=key)
        )

    def drop(self, session_id: int, *, key: str | None = None) -> None:
        """The guest's connection is gone; they may return within the tolerance."""
        self._sender.run(Request(method="POST", path=f"/api/v1/guest/sessions/{session_id}/drop", key=key))

    def come_back(self, session_id: int, *, key: str | None = None) -> None:
        """The guest is back."""
        self._sender.run(Request(method="POST", path=f"/api/v1/guest/sessions/{session_id}/return", key=key))

    def leave(self, session_id: int, *, key: str | None = None) -> None:
        """The guest leaves for good."""
        self._sender.run(Request(method="POST", path=f"/api/v1/guest/sessions/{session_id}/leave", key=key))
