"""The reasons for breaks that a company has."""

import msgspec

from hovorna.application.register import Book, Register


class BreakState(msgspec.Struct, frozen=True):
    id: int
    company_id: int
    name: str
    is_paid: bool = False
    #: Can't be chosen any more; histories still name it.
    is_deleted: bool = False


def _key(state: BreakState) -> str | None:
    return None if state.is_deleted else f"{state.company_id}:{state.name.strip().casefold()}"


def break_states(register: Register) -> Book[BreakState]:
    return Book(register, "break_state", BreakState, _key)
