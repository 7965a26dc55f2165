"""Facts about the department itself: its settings, its operators and their presence."""

from enum import StrEnum

from hovorna.domain.facts.body import Body
from hovorna.domain.settings import DepartmentSettings, GroupSettings, OperatorSettings, RuleSet
from hovorna.domain.vocabulary import Cause, Presence


class DepartmentConfigured(Body, frozen=True):
    settings: DepartmentSettings


class GroupConfigured(Body, frozen=True):
    group: GroupSettings


class OperatorConfigured(Body, frozen=True):
    operator: OperatorSettings


class RuleSetConfigured(Body, frozen=True):
    rule_set: RuleSet


class TagDefined(Body, frozen=True):
    tag_id: int
    name: str


class PresenceSet(Body, frozen=True):
    """`by` is the user who set it where that is somebody else; the cause tells when the system did."""

    operator_id: int
    presence: Presence
    break_id: int | None = None
    cause: Cause = Cause.BY_HAND
    by: int | None = None


class OperatorDisconnected(Body, frozen=True):
    operator_id: int


class OperatorReturned(Body, frozen=True):
    operator_id: int


class AbsenceStage(StrEnum):
    """What an operator who stays away loses, one after the other."""

    OFFERS = "offers"
    SESSIONS = "sessions"


class OperatorAbsenceExpired(Body, frozen=True):
    """The operator was gone for longer than tolerated: offers, and later chats, go on to others."""

    operator_id: int
    stage: AbsenceStage
