"""Compares a switchboard that was stored with one that was replayed."""

from typing import Any

from hovorna.domain.switchboard.state import Switchboard


def differing(stored: Switchboard, replayed: Switchboard) -> list[str]:
    """The names of what differs. Final sessions may stay in either for a while and mean nothing there."""
    return [name for name in Switchboard.__struct_fields__ if _part(stored, name) != _part(replayed, name)]


def _part(board: Switchboard, name: str) -> Any:  # Any: every field has its own type
    if name == "sessions":
        return {session.id: session for session in board.sessions.values() if not session.status.is_final}
    return getattr(board, name)
