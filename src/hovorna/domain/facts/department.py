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
    """A tag as it is from now on; only its looks may change. A deleted one stays with the sessions that have it."""

    tag_id: int
    name: str
    label: str | None = None
    background_argb: str | None = None
    text_argb: str | None = None
    is_deleted: bool = False


class SettingChanged(Body, frozen=True):
    """Somebody changed the setting that has this name in the API; one of the ids tells whose it is.

    It decides nothing: the value lies in another fact of the same job or, of a company, beside the log. It stands here
    so that whoever follows the log can tell others of the change.
    """

    name: str
    company_id: int | None = None
    department_id: int | None = None
    group_id: int | None = None
    user_id: int | None = None
    rule_set_id: int | None = None


class PresenceSet(Body, frozen=True):
    """`by` is the user who set it where that is somebody else, 0 an API client; the cause tells when the system did."""

    operator_id: int
    presence: Presence
    break_id: int | None = None
    cause: Cause = Cause.BY_HAND
    by: int | None = None
    #: What was said about it stands in the slot `presence_note` of this version.
    has_note: bool = False
    #: AWAY because of a call that goes on elsewhere.
    is_on_call: bool = False


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
