"""What a source of recorded contacts tells, in its own names: groups and operators have no ids here yet.

Steps that name nobody are the domain's own; the others have a twin there, with ids in the place of names.
"""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Protocol

import msgspec

from hovorna.domain.switchboard.recording import Dialled, DialResult, Ended, GuestIn
from hovorna.domain.vocabulary import Cause, Presence, Source


class Routed(msgspec.Struct, frozen=True):
    at: datetime
    group: str


class Assigned(msgspec.Struct, frozen=True):
    at: datetime
    operator: str


class Withdrawn(msgspec.Struct, frozen=True):
    at: datetime
    operator: str
    cause: Cause


class Accepted(msgspec.Struct, frozen=True):
    at: datetime
    operator: str


class Joined(msgspec.Struct, frozen=True):
    at: datetime
    operator: str


class ForwardedTo(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    group: str


class ForwardedOut(msgspec.Struct, frozen=True):
    at: datetime
    by: str
    number: str | None


class Concluded(msgspec.Struct, frozen=True):
    at: datetime
    operator: str


SourceStep = (
    GuestIn
    | Routed
    | Assigned
    | Withdrawn
    | Accepted
    | Joined
    | Dialled
    | DialResult
    | ForwardedTo
    | ForwardedOut
    | Ended
    | Concluded
)


class SourceSession(msgspec.Struct, frozen=True, kw_only=True):
    """A phone call from its beginning to its end."""

    lines: tuple[int, ...]
    #: Digest of the source rows: the same rows are never imported twice.
    key: str
    #: The beginning of `key` where it names the call whatever its rows say; empty where the rows are all there is.
    identity: str = ""
    created: datetime
    source: Source
    steps: tuple[SourceStep, ...]
    #: Groups that the rows name, also where the call never reached one.
    groups: tuple[str, ...] = ()
    params: dict[str, str] = {}
    #: Other personal values by slot.
    personal: dict[str, str] = {}
    #: Why something in it is not told as the source has it; counted by name.
    mended: tuple[str, ...] = ()


class SourcePresence(msgspec.Struct, frozen=True):
    line: int
    operator: str
    at: datetime
    presence: Presence


class RefusedLine(msgspec.Struct, frozen=True):
    """A row that can't be read; the rest is imported all the same."""

    line: int
    reason: str


class UnusedLine(msgspec.Struct, frozen=True):
    """A sound row of a kind that says nothing about sessions or presence."""

    line: int
    event: str


class Remark(msgspec.Struct, frozen=True):
    """Something worth knowing about the source that changes nothing; `lines` are rows that no other item has."""

    name: str
    count: int = 1
    lines: tuple[int, ...] = ()


SourceItem = SourceSession | SourcePresence | RefusedLine | UnusedLine | Remark


class ForeignFile(Exception):
    """The file is of another kind altogether: nothing of it can be imported."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line, self.reason = line, reason


class SourceFormat(Protocol):
    """A kind of file that recorded contacts come in."""

    @property
    def name(self) -> str:
        """The origin of its sessions; permanent, because it tells what was imported already."""
        ...

    @property
    def zone(self) -> tzinfo:
        """The clocks of the place that it comes from."""
        ...

    def count_rows(self, path: Path) -> int: ...

    def read(self, path: Path) -> Iterator[SourceItem]:
        """Every row is in exactly one item. Raises ForeignFile before the first item."""
        ...
