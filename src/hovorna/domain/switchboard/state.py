"""What a department's switchboard knows: operators and their load, waiting lines, open sessions, pending timers."""

from datetime import UTC, datetime

import msgspec

from hovorna.domain.facts import TagDefined
from hovorna.domain.operators.state import Operator
from hovorna.domain.routing.line import Entry
from hovorna.domain.session.state import Session
from hovorna.domain.settings import DepartmentSettings, GroupSettings, RuleSet


class Switchboard(msgspec.Struct):
    """A fold of the department's facts: what decisions need, and no history."""

    department_id: int
    version: int = 0
    #: The latest instant at which anything was decided here; the department's clock never goes back behind it.
    decided_until: datetime = datetime.min.replace(tzinfo=UTC)
    settings: DepartmentSettings = msgspec.field(default_factory=DepartmentSettings)
    groups: dict[int, GroupSettings] = msgspec.field(default_factory=dict)
    rule_sets: dict[int, RuleSet] = msgspec.field(default_factory=dict)
    tags: dict[int, TagDefined] = msgspec.field(default_factory=dict)
    #: Group -> when it was first configured.
    groups_since: dict[int, datetime] = msgspec.field(default_factory=dict)
    operators: dict[int, Operator] = msgspec.field(default_factory=dict)
    #: Operators by group, in the order of their user ids.
    members: dict[int, list[int]] = msgspec.field(default_factory=dict)
    #: Open requests that wait in a group, in the order in which they are served.
    lines: dict[int, list[Entry]] = msgspec.field(default_factory=dict)
    #: Sessions that are not final (and, within a turn, those that have just become so).
    sessions: dict[int, Session] = msgspec.field(default_factory=dict)
    timers: dict[str, datetime] = msgspec.field(default_factory=dict)
    #: The highest id of a recording or a file given so far.
    last_media_id: int = 0
