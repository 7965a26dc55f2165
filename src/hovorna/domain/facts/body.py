"""What every fact is made of: a body, and around it when and where it happened."""

from datetime import datetime

import msgspec


class Body(msgspec.Struct, frozen=True, tag=True, tag_field="fact", omit_defaults=True):
    """What happened, without when and where."""


class Fact(msgspec.Struct, frozen=True):
    """One line of a department's log. `session_id` 0 is the department itself.

    `since`: decided after a tolerance, true from that instant on. `claimed`: the instant that was handed in, where it
    had to be moved so that time within a session (or on the department's clock) never runs backwards.
    """

    version: int
    at: datetime
    session_id: int
    body: Body
    is_decided: bool = True
    since: datetime | None = None
    claimed: datetime | None = None

    @property
    def type(self) -> str:
        return type(self.body).__name__

    @property
    def effective(self) -> datetime:
        return self.at if self.since is None else self.since
