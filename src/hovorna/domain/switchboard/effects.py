"""What folding a fact set in motion: what stored views must follow, and where routing has to look again."""

from datetime import datetime

import msgspec

from hovorna.domain.vocabulary import OperatorStateKind


class OperatorChange(msgspec.Struct, frozen=True):
    """One step of an operator's timeline; it lasts until the next of the same operator."""

    operator_id: int
    at: datetime
    version: int
    kind: OperatorStateKind
    break_id: int | None = None
    by: int | None = None


class Effects(msgspec.Struct):
    """Collected over a turn; a replay throws them away."""

    #: Sessions whose document changed, in the order of their first change.
    sessions: dict[int, None] = msgspec.field(default_factory=dict)
    timers: set[str] = msgspec.field(default_factory=set)
    operator_changes: list[OperatorChange] = msgspec.field(default_factory=list)
    #: Requests that need a (further) offer: (session, request).
    seeking: dict[tuple[int, int], None] = msgspec.field(default_factory=dict)
    #: Operators who may be able to take more.
    freed: dict[int, None] = msgspec.field(default_factory=dict)
