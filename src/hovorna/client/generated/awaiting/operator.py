"""Operator. Written by `make generate` from the table of operations."""

from hovorna.client.awaiting_sender import AsyncSender
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
    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def get(self, user_id: int) -> list[OperatorView]:
        """The operator in each department."""
        return await self._sender.answer(Request(method="GET", path=f"/api/v1/operators/{user_id}"), list[OperatorView])

    async def set_presence(self, user_id: int, body: NewPresence, *, key: str | None = None) -> None:
        """Say to be ONLINE, AWAY, on a BREAK or OFFLINE."""
        await self._sender.run(Request(method="PUT", path=f"/api/v1/operators/{user_id}/presence", body=body, key=key))

    async def set_connection(self, user_id: int, body: NewConnection, *, key: str | None = None) -> None:
        """Tell whether the desk is connected."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/operators/{user_id}/connection", body=body, key=key)
        )

    async def offers(self, user_id: int) -> list[OfferView]:
        """Live offers, with deadlines and reasons."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/operators/{user_id}/offers"), list[OfferView]
        )

    async def accept(self, user_id: int, offer_id: int, *, key: str | None = None) -> AcceptedOffer:
        """Take the session of this offer; a telephone that rang was answered."""
        return await self._sender.answer(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/offers/{offer_id}/accept", key=key), AcceptedOffer
        )

    async def ring(self, user_id: int, offer_id: int, *, key: str | None = None) -> None:
        """Ring the operator's telephone for it."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/offers/{offer_id}/ring", key=key)
        )

    async def reject(self, user_id: int, offer_id: int, *, key: str | None = None) -> None:
        """Turn it down."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/offers/{offer_id}/reject", key=key)
        )

    async def sessions(self, user_id: int) -> list[SessionModel]:
        """Sessions not concluded yet."""
        return await self._sender.answer(
            Request(method="GET", path=f"/api/v1/operators/{user_id}/sessions"), list[SessionModel]
        )

    async def join(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """The operator's leg of a two-way call was answered."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/join", key=key)
        )

    async def post_message(
        self, user_id: int, session_id: int, body: NewMessage, *, key: str | None = None
    ) -> PostedMessage:
        """Say something."""
        return await self._sender.answer(
            Request(
                method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/messages", body=body, key=key
            ),
            PostedMessage,
        )

    async def share_file(
        self, user_id: int, session_id: int, content: Upload, *, name: str | None = None
    ) -> SharedFile:
        """Share a file: the body is its bytes, `name` its name."""
        return await self._sender.answer(
            Request(
                method="POST",
                path=f"/api/v1/operators/{user_id}/sessions/{session_id}/files",
                query={"name": name},
                upload=content,
            ),
            SharedFile,
        )

    async def hold(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """Put the guest on hold."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/hold", key=key)
        )

    async def resume(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """Take the guest off hold."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/resume", key=key)
        )

    async def dial(self, user_id: int, session_id: int, body: NewDial, *, key: str | None = None) -> None:
        """Begin to dial the guest's number."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/dial", body=body, key=key)
        )

    async def forward(self, user_id: int, session_id: int, body: NewForward, *, key: str | None = None) -> None:
        """Hand the session over."""
        await self._sender.run(
            Request(
                method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/forward", body=body, key=key
            )
        )

    async def invite(
        self, user_id: int, session_id: int, body: NewInvitation, *, key: str | None = None
    ) -> OpenedInvitation:
        """Ask a colleague in."""
        return await self._sender.answer(
            Request(
                method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/invitations", body=body, key=key
            ),
            OpenedInvitation,
        )

    async def withdraw_invitation(
        self, user_id: int, session_id: int, request_id: int, *, key: str | None = None
    ) -> None:
        """Take the invitation back."""
        await self._sender.run(
            Request(
                method="DELETE",
                path=f"/api/v1/operators/{user_id}/sessions/{session_id}/invitations/{request_id}",
                key=key,
            )
        )

    async def write_note(self, user_id: int, session_id: int, body: NewNote, *, key: str | None = None) -> None:
        """Write the operator's note."""
        await self._sender.run(
            Request(method="PUT", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/note", body=body, key=key)
        )

    async def ban(self, user_id: int, session_id: int, body: NewBan, *, key: str | None = None) -> None:
        """Ban the guest: everybody leaves and concludes."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/ban", body=body, key=key)
        )

    async def leave(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """End the communication; with colleagues in, only this operator leaves."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/leave", key=key)
        )

    async def conclude(self, user_id: int, session_id: int, *, key: str | None = None) -> None:
        """Finish the after-call work."""
        await self._sender.run(
            Request(method="POST", path=f"/api/v1/operators/{user_id}/sessions/{session_id}/conclude", key=key)
        )
