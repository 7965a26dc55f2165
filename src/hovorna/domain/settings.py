"""What an administrator decides about a department: groups, operators, rules, limits and their defaults."""

from datetime import timedelta
from enum import StrEnum

import msgspec

from hovorna.domain.vocabulary import MESSAGING_SOURCES, Channel, Source, StrategyName


class Segment(msgspec.Struct, frozen=True):
    """Open from `start` to `end`, in minutes of the local day; `end` 1440 is midnight at its end."""

    start: int
    end: int


class OpeningHours(msgspec.Struct, frozen=True):
    """When a group works, in local time of `zone`; `days` begins with Monday."""

    zone: str
    days: tuple[tuple[Segment, ...], ...]
    #: ISO dates whose own segments replace the weekday's; none means closed all day.
    holidays: dict[str, tuple[Segment, ...]] = {}


class GroupSettings(msgspec.Struct, frozen=True):
    """An operator group and how it takes sessions (session-semantics, section 8)."""

    id: int
    name: str
    #: How the group chooses among its free operators.
    strategy: StrategyName = StrategyName.LONGEST_IDLE
    #: How long an operator has to accept before a further one is asked.
    accept_timeout: timedelta = timedelta(seconds=30)
    #: How long a session may stand in this group's line before the next rule is tried.
    queue_timeout: timedelta = timedelta(seconds=300)
    #: How long after-call work may take; an operator of several groups has the highest limit of them. Zero is none.
    acw_limit: timedelta = timedelta(seconds=300)
    #: How many sessions may wait here at once; None is no limit.
    queue_limit: int | None = None
    #: An offer is accepted at once, without a click.
    auto_accept: bool = False
    #: Withdraw an offer when its accept time-out expires, instead of leaving it open beside the next.
    withdraws_on_timeout: bool = False
    #: Free the slot when the operator leaves, instead of when they conclude; never for phone.
    frees_slot_at_left: bool = False
    #: When it takes sessions; None is always.
    hours: OpeningHours | None = None
    is_deleted: bool = False


class Membership(msgspec.Struct, frozen=True):
    """An operator's place in a group; a lower priority number is asked first."""

    group_id: int
    priority: int = 100


class OperatorSettings(msgspec.Struct, frozen=True):
    user_id: int
    memberships: tuple[Membership, ...] = ()
    #: How many chats at once; one AV or phone session fills them all.
    live_slots: int = 3
    #: How many sessions of messengers at once, apart from the live ones.
    message_slots: int = 5
    #: Kept for e-mail, which nothing routes yet.
    email_slots: int = 5
    #: Sessions of other channels are not offered to this operator.
    channels: frozenset[Channel] = frozenset(Channel)
    #: The messengers whose sessions are offered, whatever the channels are; None treats them like other chats.
    messengers: frozenset[Source] | None = None
    #: Switched off, an operator can't come online and loses the offers at once.
    is_enabled: bool = True

    def takes(self, channel: Channel, source: Source) -> bool:
        if self.messengers is not None and source in MESSAGING_SOURCES:
            return source in self.messengers
        return channel in self.channels


class ConditionTest(StrEnum):
    EQUALS = "equals"
    NOT_EQUALS = "not_equals"
    CONTAINS = "contains"
    STARTS_WITH = "starts_with"
    IS_SET = "is_set"
    IS_NOT_SET = "is_not_set"


class Condition(msgspec.Struct, frozen=True):
    """A test of one call param; names and values are compared without regard to letter case."""

    param: str
    test: ConditionTest = ConditionTest.EQUALS
    value: str = ""


class Rule(msgspec.Struct, frozen=True):
    """All conditions must hold; then the session goes to the group, or to the chatbot if one is named."""

    group_id: int | None = None
    chatbot_id: int | None = None
    conditions: tuple[Condition, ...] = ()


class RuleSet(msgspec.Struct, frozen=True):
    """An ordered list of rules; a session falls from the top down, and after the last to the first again."""

    id: int
    name: str
    rules: tuple[Rule, ...] = ()
    #: Priority class of requests routed by this set; lower goes first.
    priority: int = 100
    #: Counted as if the guest had been waiting that much longer on arrival.
    head_start: timedelta = timedelta()
    #: Nothing new is routed by it; what was, goes on by it.
    is_deleted: bool = False


class DepartmentSettings(msgspec.Struct, frozen=True):
    #: For sessions that name no rule set; where there is none either, they end as FailedRouting.
    default_rule_set_id: int | None = None
    #: A chat guest who drops off may return within this time and nothing happened.
    guest_tolerance: timedelta = timedelta(seconds=60)
    #: A disconnected operator loses their offers after this time.
    offers_withdrawn_after: timedelta = timedelta(seconds=20)
    #: A disconnected operator, or one who went offline with sessions in hand, loses chats and messages after this time.
    sessions_returned_after: timedelta = timedelta(seconds=120)
    #: Unanswered offers in a row after which the system sets an operator Away.
    unanswered_limit: int = 3
    #: How long an operator's telephone may ring after an acceptance on the desk.
    leg_timeout: timedelta = timedelta(seconds=15)
    #: How long a number may be dialled before the attempt counts as not answered, and how long a call that nobody
    #: is in yet may wait to be begun.
    dial_limit: timedelta = timedelta(seconds=120)
    #: A messaging session without a word from either side ends after this time.
    messaging_expiry: timedelta = timedelta(hours=24)
    #: Preparation time of a previewed campaign contact; then the number is dialled.
    bcw_limit: timedelta = timedelta(seconds=30)
    #: Priority class by channel, where it differs from the rule set's.
    channel_priority: dict[Channel, int] = {}
