"""Operator. Written by `make generate` from the table of operations."""

from hovorna.client.blocking_sender import Sender
from hovorna.client.request import Request, Upload
from hovorna.contract.operations_guest import NewMessage, PostedMessage, SharedFile
from hovorna.contract.operations_operator import (
    AcceptedOffer,
    NewBan,
    NewConnection,
    NewDial,
    NewForward,
    NewInvitation,
    NewNote,
    NewPresence,
    OfferView,
    OpenedInvitation,
    OperatorView,
)
from hovorna.contract.session_model import SessionModel


class OperatorCalls:
    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def get(self, user_id: int) -> list[OperatorView]:
        """The operator in each department."""
        return self._sender.answer(Request(method="GET", path=f"/api/v1/operators/{user_id}"), list[OperatorView])

    def set_presence(self, user_id: int, body: NewPresence, *, key: str | None = None) -> None:
        """Say to be ONLINE, AWAY, on a BREAK or OFFLINE."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/operators/{user_id}/presence", body=body, key=key))

    def set_connection(self, user_id: int, body: NewConnection, *, key: str | None = None) -> None:
        """Tell whether the desk is connected."""
        self._sender.run(Request(method="PUT", path=f"/api/v1/operators/{user_id}/connection", body=body, key=key))

    def offers(self, user_id: int) -> list[OfferView]:
        """Live offers, with deadlines and reasons."""
        return self._sender.answer(Request(method="GET", path=f"/api/v1/operators/{user_id}/offers"), list[OfferView])

    def accept(self, user_id: int, offer_id: int, *, key: str | None = None) -> AcceptedOffer:
        """Take the session of this offer; a telephone that rang was answered."""
        return self._sender.answer(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/offers/{offer_id}/accept", key=key), AcceptedOffer
        )

    def ring(self, user_id: int, offer_id: int, *, key: str | None = None) -> None:
        """Ring the operator's telephone for it."""
        self._sender.run(Request(method="POST", path=f"/api/v1/operators/{user_id}/offers/{offer_id}/ring", key=key))

    def reject(self, user_id: int, offer_id: int, *, key: str | None = None) -> None:
        """Turn it down."""
        self._sender.run(Request(method="POST", path=f"/api/v1/operators/{user_id}/offers/{offer_id}/reject", key=key))

    def sessions(self, user_id: int) -> list[SessionModel]:
        """Sessions not concluded yet."""
        return self._sender.answer(
            Request(method="GET", path=f"/api/v1/operators/{user_id}/sessions"), list[SessionModel]
        )

    def join(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """The operator's leg of a two-way call was answered."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/join", key=key)
        )

    def post_message(self, user_id: int, session_id: int, body: NewMessage, *, key: str | None = None) -> PostedMessage:
        """Say something."""
        return self._sender.answer(
            Request(
                method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/messages", body=body, key=key
            ),
            PostedMessage,
        )

    def share_file(self, user_id: int, session_id: int, content: Upload, *, name: str | None = None) -> SharedFile:
        """Share a file: the body is its bytes, `name` its name."""
        return self._sender.answer(
            Request(
                method="POST",
                path=f"/api/v1/operators/{user_id}/sessions/{session_id}/files",
                query={"name": name},
                upload=content,
            ),
            SharedFile,
        )

    def hold(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """Put the guest on hold."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/hold", key=key)
        )

    def resume(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """Take the guest off hold."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/resume", key=key)
        )

    def dial(self, user_id: int, session_id: int, body: NewDial, *, key: str | None = None) -> None:
        """Begin to dial the guest's number."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/dial", body=body, key=key)
        )

    def forward(self, user_id: int, session_id: int, body: NewForward, *, key: str | None = None) -> None:
        """Hand the session over."""
        self._sender.run(
            Request(
                method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/forward", body=body, key=key
            )
        )

    def invite(self, user_id: int, session_id: int, body: NewInvitation, *, key: str | None = None) -> OpenedInvitation:
        """Ask a colleague in."""
        return self._sender.answer(
            Request(
                method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/invitations", body=body, key=key
            ),
            OpenedInvitation,
        )

    def withdraw_invitation(self, user_id: int, session_id: int, request_id: int, *, key: str | None = None) -> None:
        """Take the invitation back."""
        self._sender.run(
            Request(
                method="DELETE",
                path=f"/api/v1/operators/{user_id}/sessions/{session_id}/invitations/{request_id}",
                key=key,
            )
        )

    def write_note(self, user_id: int, session_id: int, body: NewNote, *, key: str | None = None) -> None:
        """Write the operator's note."""
        self._sender.run(
            Request(method="PUT", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/note", body=body, key=key)
        )

    def ban(self, user_id: int, session_id: int, body: NewBan, *, key: str | None = None) -> None:
        """Ban the guest: everybody leaves and concludes."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/ban", body=body, key=key)
        )

    def leave(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """End the communication; with colleagues in, only this operator leaves."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/leave", key=key)
        )

    def conclude(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """Finish the after-call work."""
        self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/conclude", key=key)
        )
